/**
 * Bands of distance and time: the one home of their conventions. Tools of the field disagree about which
 * edge belongs to which band, and some print labels that are not what they compute; here the notation is
 * derived from the same thresholds as the counts.
 */

/**
 * Which edge belongs to a band.
 * left – [a, b), as in R's NearRepeat; the last edge lies outside.
 * right – (a, b], the first band closed on both sides.
 * last – [a, b), the last band closed on both sides: "within 400 m, within six weeks".
 */
export type Closed = 'left' | 'right' | 'last'

/** Rising edges; n edges make n − 1 bands. The last one may be Infinity. */
export interface Bands {
  readonly edges: readonly number[]
  readonly closed: Closed
}

const f64 = new Float64Array(1)
const bits = new BigInt64Array(f64.buffer)

/** The next double above a non-negative number; Infinity stays. */
export function nextUp(v: number): number {
  if (v === Infinity) return v
  f64[0] = v + 0
  bits[0] += 1n
  return f64[0]
}

/** The next double below a positive number. */
function nextDown(v: number): number {
  f64[0] = v
  bits[0] -= 1n
  return f64[0]
}

/** Most bands of distance and of days that kernels tell apart: they number them in a byte, four kinds of pairs in each distance. */
export const MOST_BANDS = 60
export const MOST_DAY_BANDS = 120

/** Why edges cannot make bands, as a sentence; undefined when they can. */
export function problemWithEdges(
  edges: readonly number[],
  what: string,
  most = MOST_BANDS,
): string | undefined {
  if (edges.length < 2) return `${what} needs at least two edges, such as 0,100.`
  if (edges.length - 1 > most)
    return `${what}: ${edges.length - 1} bands were given; at most ${most} were expected. Take fewer and wider ones.`
  for (let i = 0; i < edges.length; i++) {
    if (Number.isNaN(edges[i]) || edges[i] < 0) return `${what}: "${edges[i]}" is not a number from 0 up.`
    if (i > 0 && edges[i] <= edges[i - 1])
      return `${what}: the edges must rise; ${edges[i]} comes after ${edges[i - 1]}.`
  }
  return undefined
}

/**
 * The bands as strict thresholds: band k holds the values v with t[k] ≤ v < t[k + 1]. Every convention
 * becomes this one by moving a closed edge up to the next double, so no kernel knows the conventions.
 */
export function thresholds({ edges, closed }: Bands): Float64Array {
  return Float64Array.from(edges, (e, k) => {
    const inside = k > 0 && (closed === 'right' || (closed === 'last' && k === edges.length - 1))
    return inside ? nextUp(e) : e
  })
}

/** Thresholds for whole numbers, such as days apart: d < t exactly when d < the result. */
export const wholeThresholds = (t: Float64Array): Float64Array => t.map((v) => Math.ceil(v))

/**
 * Thresholds for squared distances: q < result[k] exactly when Math.sqrt(q) < t[k], so that no square root
 * is needed and no tie is decided differently.
 */
export function squaredThresholds(t: Float64Array): Float64Array {
  return t.map((v) => {
    if (v <= 0 || v === Infinity) return v
    let q = v * v
    while (q > 0 && Math.sqrt(q) >= v) q = nextDown(q)
    while (Math.sqrt(q) < v) q = nextUp(q)
    return q
  })
}

/** The band of a value by its thresholds; −1 outside all of them, and for NaN. */
export function bandOf(t: Float64Array, v: number): number {
  if (!(v >= t[0])) return -1
  for (let k = 1; k < t.length; k++) if (v < t[k]) return k - 1
  return -1
}

const show = (v: number) => (v === Infinity ? '∞' : String(v))

/** A band in interval notation: "[0, 7)", "(7, 14]", "[300, 400]", "[21, ∞)". */
export function bandLabel({ edges, closed }: Bands, k: number): string {
  const last = k === edges.length - 2
  const open = closed === 'right' && k > 0 ? '(' : '['
  const shut = edges[k + 1] === Infinity ? ')' : closed === 'right' || (closed === 'last' && last) ? ']' : ')'
  return `${open}${show(edges[k])}, ${show(edges[k + 1])}${shut}`
}

/** The convention in words, printed with every table. */
export function notation(closed: Closed): string {
  if (closed === 'left') return '[a, b): from a up to but not including b'
  if (closed === 'right') return '(a, b]: above a up to and including b; the first band holds both its edges'
  return '[a, b): from a up to but not including b; the last band holds both its edges'
}
