/** The overview worked out a second time, straight from its words: plain rows, plain loops, no code of the first. */

/** One incident as a clerk would write it down. */
export interface Plain {
  /** calendar day number, and minute since 1970 */
  day: number
  from: number
  /** "burglary-home" and so on */
  kind: string
  beat: string
  x: number
  y: number
  place: number
  outcome: string
}

/** Chance of each number of heads in n throws of a coin that falls heads with chance w. */
function heads(n: number, w: number): number[] {
  let row = [1]
  for (let k = 0; k < n; k++) {
    const next: number[] = new Array(row.length + 1).fill(0)
    row.forEach((p, i) => {
      next[i] += p * (1 - w)
      next[i + 1] += p * w
    })
    row = next
  }
  return row
}

export const between = (rows: readonly Plain[], from: number, to: number) =>
  rows.filter((r) => r.day >= from && r.day <= to)

/** Count, base, expectation and both tails of one window; ranges [from, to] inclusive. */
export function lookOf(rows: readonly Plain[], now: [number, number], base: [number, number][]) {
  const count = between(rows, ...now).length
  const before = base.reduce((s, b) => s + between(rows, ...b).length, 0)
  const times = base.reduce((s, [a, b]) => s + b - a + 1, 0) / (now[1] - now[0] + 1)
  const p = heads(count + before, 1 / (1 + times))
  const sum = (list: number[]) => list.reduce((a, b) => a + b, 0)
  return {
    count,
    base: before,
    expected: before / times,
    more: sum(p.slice(count)),
    fewer: sum(p.slice(0, count + 1)),
  }
}

/** Adjusted p by its definition: the least p·m/rank over all p that are no smaller. */
export function adjusted(p: readonly number[]): number[] {
  const m = p.length
  const rank = (v: number) => p.filter((o) => o <= v).length
  return p.map((v) => Math.min(1, ...p.filter((o) => o >= v).map((o) => (o * m) / rank(o))))
}

/** Share of incidents in the last `year` days with an earlier one of the group at their place within 365 days. */
export function repeatsOf(rows: readonly Plain[], all: readonly Plain[], from: number, to: number) {
  const judged = between(rows, from, to).filter((r) => r.place >= 0)
  const earlier = (r: Plain) =>
    all.some((o) => o.place === r.place && o.from < r.from && r.from - o.from <= 365 * 1440)
  const at = (r: Plain) => judged.filter((o) => o.place === r.place).length
  return {
    n: judged.length,
    repeats: judged.filter(earlier).length,
    atPlaces: judged.filter((r) => at(r) > 1).length,
  }
}

/** Incidents with an earlier one within 400 m and 42 days. */
export function nearOf(rows: readonly Plain[], from: number, to: number) {
  const judged = between(rows, from, to)
  // forerunners are looked for six weeks back, no further
  const pool = between(rows, from - 42, to)
  return {
    n: judged.length,
    near: judged.filter((r) =>
      pool.some((o) => o.from < r.from && r.day - o.day <= 42 && Math.hypot(o.x - r.x, o.y - r.y) <= 400),
    ).length,
  }
}
