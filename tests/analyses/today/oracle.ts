import { tailOf } from '../../../src/core/stats/swing.ts'

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

/** Negative binomial chances of 0, 1, 2 …, by mean and variance ÷ mean, from their recursion. */
function negative(mean: number, v: number, upTo: number): number[] {
  const r = mean / (v - 1)
  const p = [v ** -r]
  for (let k = 1; k <= upTo; k++) p.push((p[k - 1] * (k - 1 + r) * (1 - 1 / v)) / k)
  return p
}

export const between = (rows: readonly Plain[], from: number, to: number) =>
  rows.filter((r) => r.day >= from && r.day <= to)

/** Count and base of one window; ranges [from, to] inclusive. */
export function lookOf(rows: readonly Plain[], now: [number, number], base: [number, number][]) {
  const days = base.reduce((s, [a, b]) => s + b - a + 1, 0)
  return {
    count: between(rows, ...now).length,
    base: base.reduce((s, b) => s + between(rows, ...b).length, 0),
    times: days / (now[1] - now[0] + 1),
  }
}

/** Both tails of a count, by φ with its degrees of freedom and the level's uncertainty. */
export function tailsOf(
  { count, base, times }: ReturnType<typeof lookOf>,
  { phi, df }: { phi: number; df: number },
  drift = 0,
): { more: number; fewer: number } {
  const sum = (list: number[]) => list.reduce((a, b) => a + b, 0)
  const v = (mean: number) => phi * (1 + 1 / times) + drift ** 2 * mean
  const [up, down] = [(base + 1) / times, base / times]
  return {
    more: tailOf(1 - sum(negative(up, v(up), count).slice(0, count)), df),
    fewer: tailOf(base === 0 ? 1 : sum(negative(down, v(down), count)), df),
  }
}

/** The counts that neither tail makes a surprise, tried one after another. */
export function rangeOf(
  look: ReturnType<typeof lookOf>,
  swing: { phi: number; df: number },
  drift = 0,
  looks = 1,
): [number, number] {
  const usual: number[] = []
  for (let count = 0; count < 60 + (4 * look.base) / look.times; count++) {
    const { more, fewer } = tailsOf({ ...look, count }, swing, drift)
    if (more > 0.025 / looks && fewer > 0.025 / looks) usual.push(count)
  }
  return [usual[0], usual.at(-1)!]
}

/** φ pooled over lists of rows: counts in windows of `length` days before a day, back to the first day. */
export function phiOf(lists: readonly (readonly Plain[])[], before: number, length: number, first: number) {
  const windows = Math.floor(Math.min(1092, before - first) / length)
  let [chi, df] = [0, 0]
  for (const rows of lists) {
    const counts = Array.from(
      { length: windows },
      (_, k) => between(rows, before - (k + 1) * length, before - k * length - 1).length,
    )
    const mean = counts.reduce((a, b) => a + b, 0) / windows
    if (mean === 0) continue
    for (const x of counts) chi += (x - mean) ** 2 / mean
    df += windows - 1
  }
  return { phi: Math.max(1, chi / df), df, windows }
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
