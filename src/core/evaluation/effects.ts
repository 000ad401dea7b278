/** A Poisson model of one effect with areas and months each at their own level: the panel comparison, by itself. */

/** A panel as columns: counts, the share treated, and for each grouping the group of each row (0, 1, 2 …). */
export interface EffectInput {
  readonly count: ArrayLike<number>
  readonly effect: ArrayLike<number>
  /** the first grouping is the one whose rows may hang together */
  readonly groups: readonly ArrayLike<number>[]
}

/** The fitted effect. All standard errors are of the coefficient. */
export interface Effect {
  /** ln rate ratio */
  readonly coef: number
  /** taking counts as Poisson */
  readonly se: number
  /** that times √φ */
  readonly seQuasi: number
  /** rows of one area may hang together: sandwich × G/(G − 1) */
  readonly seCluster: number
  readonly phi: number
  readonly df: number
  /** rows used: groups without any incident say nothing */
  readonly rows: number
  readonly clusters: number
}

/**
 * ln μ = level of each group + coef × effect, by turns: levels by proportional fitting, the coefficient by Newton's
 * method on what the levels leave of it (Frisch & Waugh), which also gives its standard errors without the large
 * matrix. Equals R's glm(count ~ area + month + effect, poisson). NaN where the levels explain the effect wholly.
 */
export function fitEffect({ count, effect, groups }: EffectInput): Effect {
  const keep = rowsThatTell(count, groups)
  const n = keep.length
  const y = Float64Array.from(keep, (i) => count[i])
  const d = Float64Array.from(keep, (i) => effect[i])
  const codes = groups.map((g) => Int32Array.from(keep, (i) => g[i]))
  const sizes = codes.map((c) => c.reduce((most, v) => Math.max(most, v + 1), 0))
  const level = sizes.map((size) => new Float64Array(size))
  const mu = new Float64Array(n).fill(1)
  let coef = 0
  const refresh = () => {
    for (let i = 0; i < n; i++) {
      let eta = coef * d[i]
      for (let g = 0; g < codes.length; g++) eta += level[g][codes[g][i]]
      mu[i] = Math.exp(eta)
    }
  }
  let left = d
  let information = NaN
  for (let round = 0; round < 200; round++) {
    refresh()
    for (let pass = 0; pass < 500 && fitLevels(y, mu, codes, level, sizes) > 1e-13; pass++) refresh()
    left = leftOf(d, mu, codes, sizes)
    let score = 0
    information = 0
    for (let i = 0; i < n; i++) {
      score += left[i] * (y[i] - mu[i])
      information += mu[i] * left[i] * left[i]
    }
    if (!(information > 1e-9)) return { ...NOTHING, rows: n }
    // a step of at most 1 keeps an empty arm from running away at once
    const step = Math.max(-1, Math.min(1, score / information))
    coef += step
    if (Math.abs(step) < 1e-12 || Math.abs(coef) > 30) break
  }
  refresh()
  let chi = 0
  const perCluster = new Float64Array(sizes[0])
  const seen = new Set<number>()
  for (let i = 0; i < n; i++) {
    chi += (y[i] - mu[i]) ** 2 / mu[i]
    perCluster[codes[0][i]] += left[i] * (y[i] - mu[i])
    seen.add(codes[0][i])
  }
  const parameters = codes.reduce((sum, c) => sum + new Set(c).size, 0) - (codes.length - 1) + 1
  const df = n - parameters
  const phi = df > 0 ? chi / df : NaN
  const G = seen.size
  const meat = perCluster.reduce((sum, v) => sum + v * v, 0)
  const se = 1 / Math.sqrt(information)
  return {
    ...{ coef, se, phi, df },
    seQuasi: se * Math.sqrt(phi),
    seCluster: (Math.sqrt(meat) / information) * Math.sqrt(G / (G - 1)),
    rows: n,
    clusters: G,
  }
}

const NOTHING = { coef: NaN, se: NaN, seQuasi: NaN, seCluster: NaN, phi: NaN, df: 0, clusters: 0 }

/** Rows of groups in which anything was counted, until none falls out. */
function rowsThatTell(count: ArrayLike<number>, groups: readonly ArrayLike<number>[]): number[] {
  let keep = Array.from({ length: count.length }, (_, i) => i)
  for (;;) {
    const before = keep.length
    for (const g of groups) {
      const sum = new Map<number, number>()
      for (const i of keep) sum.set(g[i], (sum.get(g[i]) ?? 0) + count[i])
      keep = keep.filter((i) => sum.get(g[i])! > 0)
    }
    if (keep.length === before) return keep
  }
}

/** One pass of proportional fitting; the largest change of a level. */
function fitLevels(
  y: Float64Array,
  mu: Float64Array,
  codes: readonly Int32Array[],
  level: readonly Float64Array[],
  sizes: readonly number[],
): number {
  let most = 0
  for (let g = 0; g < codes.length; g++) {
    const [seen, fitted] = [new Float64Array(sizes[g]), new Float64Array(sizes[g])]
    for (let i = 0; i < y.length; i++) {
      seen[codes[g][i]] += y[i]
      fitted[codes[g][i]] += mu[i]
    }
    const by = seen.map((v, k) => (fitted[k] > 0 ? Math.log(v / fitted[k]) : 0))
    for (let k = 0; k < by.length; k++) {
      level[g][k] += by[k]
      most = Math.max(most, Math.abs(by[k]))
    }
    for (let i = 0; i < y.length; i++) mu[i] *= Math.exp(by[codes[g][i]])
  }
  return most
}

/** What the groups' weighted means leave of a column. */
function leftOf(
  d: Float64Array,
  mu: Float64Array,
  codes: readonly Int32Array[],
  sizes: readonly number[],
): Float64Array<ArrayBuffer> {
  const left = Float64Array.from(d)
  for (let pass = 0; pass < 2000; pass++) {
    let most = 0
    for (let g = 0; g < codes.length; g++) {
      const [sum, weight] = [new Float64Array(sizes[g]), new Float64Array(sizes[g])]
      for (let i = 0; i < left.length; i++) {
        sum[codes[g][i]] += mu[i] * left[i]
        weight[codes[g][i]] += mu[i]
      }
      for (let i = 0; i < left.length; i++) {
        const k = codes[g][i]
        const mean = sum[k] / weight[k]
        left[i] -= mean
        most = Math.max(most, Math.abs(mean))
      }
    }
    if (most < 1e-13) break
  }
  return left
}
