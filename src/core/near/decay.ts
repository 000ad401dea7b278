/** How the risk an incident leaves behind fades with distance and days. */

/** A weight by distance (metres) and age (whole days), zero or more; the caller cuts it at radius and days. */
export type Decay = (metres: number, days: number) => number

/** What is left of a risk so many half-distances away and half-lives later. */
export const halved = (distances: number, lives: number): number => 2 ** (-distances - lives)

/** 2^(−d/halfDistance) · 2^(−t/halfLife): half as much at each half-distance and after each half-life. */
export function halving(halfDistance: number, halfLife: number): Decay {
  if (!(halfDistance > 0) || !(halfLife > 0))
    throw new Error('The half-distance and the half-life must be above 0.')
  return (d, t) => halved(d / halfDistance, t / halfLife)
}

/**
 * ProMap (Bowers, Johnson & Pease 2004): 1/(1+d) · 1/(1+t), d in units of `metres`, t in units of `days`.
 * Continuous: the original counts whole half-cells and whole weeks, which makes steps that follow the grid.
 */
export function promap(metres: number, days: number): Decay {
  if (!(metres > 0) || !(days > 0)) throw new Error('The units of distance and time must be above 0.')
  return (d, t) => 1 / ((1 + d / metres) * (1 + t / days))
}

/**
 * Excess risk by bands of a near-repeat table: ratio − 1, never below 0. Bands are [a, b), the last of each
 * axis closed. `ratio` is row-major: spatial bands down, temporal bands across. Zero beyond the edges.
 */
export function fromTable(
  space: readonly number[],
  time: readonly number[],
  ratio: readonly number[],
): Decay {
  const columns = time.length - 1
  const rows = space.length - 1
  if (ratio.length !== rows * columns)
    throw new Error(
      `The near-repeat table needs ${rows} × ${columns} = ${rows * columns} ratios (a row for each distance band); it has ${ratio.length}.`,
    )
  const excess = ratio.map((r) => (Number.isFinite(r) ? Math.max(0, r - 1) : 0))
  if (excess.every((e) => e === 0))
    throw new Error(
      'No ratio in the near-repeat table is above 1, so it names no raised risk. Run the near-repeat test first and use its ratios, or choose another decay.',
    )
  const band = (edges: readonly number[], v: number) => {
    if (v === edges[edges.length - 1]) return edges.length - 2
    let k = -1
    while (k + 1 < edges.length && edges[k + 1] <= v) k++
    return k >= edges.length - 1 ? -1 : k
  }
  return (d, t) => {
    const s = band(space, d)
    const w = band(time, t)
    return s < 0 || w < 0 ? 0 : excess[s * columns + w]
  }
}
