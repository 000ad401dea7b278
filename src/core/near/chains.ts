/**
 * Originators, repeats and near repeats, and the chains they form, by the rules Esri publishes for its Repeat
 * and Near Repeat Classification: bands closed and cumulative, the earlier incident is the origin. Stated here
 * for what they leave open: of two on one day the first row is the earlier.
 */
import { thresholds } from '../base/bands.ts'
import { distanceOf, partnersOf, sweepOf } from './pairs.ts'

/** Codes of `Classified.kind`. */
export const KIND = { none: 0, originator: 1, repeat: 2, nearRepeat: 3 } as const
/** Short names by code, as files write them. */
export const KIND_CODES = ['', 'O', 'R', 'NR'] as const

/** Arrays have one entry per incident, in the order given. */
export interface Classified {
  readonly n: number
  /** code of KIND */
  readonly kind: Uint8Array
  /** index of the earlier incident it goes back to, −1 for none: for a repeat the latest one at the place, for a near repeat the nearest one (then the latest) */
  readonly origin: Int32Array
  /** metres and days to the origin; NaN and −1 for none */
  readonly distance: Float64Array
  readonly days: Int32Array
  /** 1, 2, … in order of each chain's first incident; 0 = in no chain */
  readonly chain: Int32Array
  readonly chains: Chains
  /** linked pairs, and those of them on one day */
  readonly pairs: number
  readonly sameDay: number
  /** the middle one of the linked pairs' distances and days apart (of two, the larger); NaN without pairs */
  readonly halfDistance: number
  readonly halfLife: number
  /** the half-distance is good to this many metres; 0 = exact */
  readonly halfDistanceStep: number
}

/** One entry per chain; chain c stands at c − 1. */
export interface Chains {
  readonly n: number
  readonly size: Uint32Array
  /** days from the first to the last incident */
  readonly span: Int32Array
  /** metres: diagonal of the box around the chain */
  readonly spread: Float64Array
  /** index of the first incident */
  readonly first: Uint32Array
  readonly repeats: Uint32Array
}

export interface ChainInput {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly days: Int32Array
  /** metres and days within which two incidents are linked, both inclusive */
  readonly reach: number
  readonly within: number
  /** metres within which a later incident is a repeat, inclusive */
  readonly repeat: number
}

/** Distances held to find the half exactly; beyond, a histogram of this many steps answers. */
const HELD = 1 << 24
const STEPS = 1 << 16

/** Yields the share done; returns the classes and chains. Of more than `most` pairs the half-distance is told by steps. */
export function* classify(input: ChainInput, most = HELD): Generator<number, Classified, void> {
  const { x, y, days, reach, within, repeat } = input
  const n = x.length
  const sweep = sweepOf(
    x,
    y,
    thresholds({ edges: [0, Math.max(reach, repeat)], closed: 'right' }),
    'euclidean',
  )
  const kind = new Uint8Array(n)
  const origin = new Int32Array(n).fill(-1)
  const distance = new Float64Array(n).fill(NaN)
  const followed = new Uint8Array(n)
  const parent = Uint32Array.from({ length: n }, (_, i) => i)
  const find = (i: number) => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]]
    return i
  }
  const later = (a: number, b: number) => days[a] > days[b] || (days[a] === days[b] && a > b)

  let held = new Float64Array(1024)
  const steps = new Float64Array(STEPS + 1)
  const apart = new Float64Array(within + 1)
  let pairs = 0
  let work = 0
  for (let i = 0; i < n; i++) {
    const count = partnersOf(sweep, i)
    const a = sweep.order[i]
    for (let k = 0; k < count; k++) {
      const b = sweep.order[sweep.partner[k]]
      const gap = Math.abs(days[a] - days[b])
      if (gap > within) continue
      const d = distanceOf(sweep, k)
      const [early, late] = later(a, b) ? [b, a] : [a, b]
      followed[early] = 1
      parent[find(a)] = find(b)

      // a repeat beats a near repeat; among repeats the latest origin, else the nearest
      const again = d <= repeat
      const was = origin[late]
      const better =
        was < 0 ||
        (again
          ? kind[late] !== KIND.repeat || later(early, was)
          : kind[late] !== KIND.repeat && (d < distance[late] || (d === distance[late] && later(early, was))))
      if (better) {
        kind[late] = again ? KIND.repeat : KIND.nearRepeat
        origin[late] = early
        distance[late] = d
      }

      if (pairs < most) {
        if (pairs === held.length) {
          const grown = new Float64Array(pairs * 2)
          grown.set(held)
          held = grown
        }
        held[pairs] = d
      }
      steps[Math.floor((d / Math.max(reach, 1e-9)) * STEPS)]++
      apart[gap]++
      pairs++
    }
    work += count + 50
    if (work > 100_000) {
      work = 0
      yield i / n
    }
  }

  for (let i = 0; i < n; i++) if (kind[i] === KIND.none && followed[i]) kind[i] = KIND.originator
  const { chain, chains } = chainsOf(input, kind, find, later)
  const exact = pairs <= most
  return {
    n,
    kind,
    origin,
    distance,
    days: Int32Array.from(origin, (o, i) => (o < 0 ? -1 : Math.abs(days[i] - days[o]))),
    chain,
    chains,
    pairs,
    sameDay: apart[0],
    halfDistance: exact
      ? (held.subarray(0, pairs).sort()[pairs >> 1] ?? NaN)
      : (countedMiddle(steps, pairs) + 0.5) * (reach / STEPS),
    halfLife: countedMiddle(apart, pairs),
    halfDistanceStep: exact ? 0 : reach / STEPS,
  }
}

/** Value of rank ⌊total / 2⌋ among values 0, 1, 2 … given how often each occurs; NaN for none. */
function countedMiddle(counts: Float64Array, total: number): number {
  for (let v = 0, sum = 0; v < counts.length; v++) if ((sum += counts[v]) > Math.floor(total / 2)) return v
  return NaN
}

/** Numbers the chains and measures them. */
function chainsOf(
  { x, y, days }: ChainInput,
  kind: Uint8Array,
  find: (i: number) => number,
  later: (a: number, b: number) => boolean,
): { chain: Int32Array; chains: Chains } {
  const n = kind.length
  const members = new Map<number, number[]>()
  for (let i = 0; i < n; i++) {
    if (kind[i] === KIND.none) continue
    const root = find(i)
    const list = members.get(root)
    if (list) list.push(i)
    else members.set(root, [i])
  }
  const firstOf = (list: number[]) => list.reduce((f, i) => (later(f, i) ? i : f))
  const lists = [...members.values()].map((list) => ({ list, first: firstOf(list) }))
  lists.sort((a, b) => (later(a.first, b.first) ? 1 : -1))
  const chain = new Int32Array(n)
  const size = new Uint32Array(lists.length)
  const span = new Int32Array(lists.length)
  const spread = new Float64Array(lists.length)
  const repeats = new Uint32Array(lists.length)
  lists.forEach(({ list, first }, c) => {
    let [west, east, south, north, last] = [Infinity, -Infinity, Infinity, -Infinity, -Infinity]
    for (const i of list) {
      chain[i] = c + 1
      west = Math.min(west, x[i])
      east = Math.max(east, x[i])
      south = Math.min(south, y[i])
      north = Math.max(north, y[i])
      last = Math.max(last, days[i])
      if (kind[i] === KIND.repeat) repeats[c]++
    }
    size[c] = list.length
    span[c] = last - days[first]
    spread[c] = Math.hypot(east - west, north - south)
  })
  const first = Uint32Array.from(lists, (l) => l.first)
  return { chain, chains: { n: lists.length, size, span, spread, first, repeats } }
}
