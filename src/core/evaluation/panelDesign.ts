/** A table of areas and months judged: matched pairs first, then the draw, then the model. */
import { dispersionOf, type Dispersion } from './dispersion.ts'
import { type Effect, fitEffect } from './effects.ts'
import { type Balance, balance, matchAreas, type Past } from './matching.ts'
import { type FourCounts, rateChange, type RateChange } from './rateChange.ts'
import { relabel, type Relabelled } from './relabel.ts'
import { signFlip, type SignFlip } from './signFlip.ts'

/** A panel as columns, one row an area and month; areas and months by number (0, 1, 2 … in their order). */
export interface PanelInput {
  readonly area: ArrayLike<number>
  readonly month: ArrayLike<number>
  readonly treated: ArrayLike<number>
  readonly post: ArrayLike<number>
  readonly count: ArrayLike<number>
}

/** Everything a panel says. */
export interface PanelResult {
  readonly counts: FourCounts
  readonly areas: readonly [treated: number, comparison: number]
  readonly months: readonly [before: number, after: number]
  /** pooled over all areas, φ and df from the areas × two periods */
  readonly change: RateChange
  readonly dispersion: Dispersion
  /** treated area and its match, by number */
  readonly pairs: readonly (readonly [treated: number, comparison: number])[]
  readonly signFlip: SignFlip
  /** of the matched areas alone; undefined without pairs */
  readonly matched?: { readonly change: RateChange; readonly dispersion: Dispersion }
  readonly balance: readonly Balance[]
  readonly did: Effect
  readonly permutation: Relabelled
}

/** Where a panel is not one, by the names its caller knows. */
export interface PanelNames {
  area(k: number): string
  month(k: number): string
}

/** Why a panel cannot be used, as a sentence; undefined when it can. */
export function problemWithPanel(input: PanelInput, names: PanelNames): string | undefined {
  const { area, month, treated, post, count } = input
  const armOf = new Map<number, number>()
  const periodOf = new Map<number, number>()
  const seen = new Set<number>()
  const months = new Set<number>()
  for (let i = 0; i < count.length; i++) {
    const key = area[i] * 2 ** 20 + month[i]
    if (seen.has(key))
      return `Area ${names.area(area[i])} has month ${names.month(month[i])} twice; one row for each area and month was expected.`
    seen.add(key)
    months.add(month[i])
    if ((armOf.get(area[i]) ?? treated[i]) !== treated[i])
      return `Area ${names.area(area[i])} is treated in some rows and not in others; an area belongs to one arm throughout (what began when is told by post).`
    armOf.set(area[i], treated[i])
    if ((periodOf.get(month[i]) ?? post[i]) !== post[i])
      return `Month ${names.month(month[i])} is before for some areas and after for others; plans that start at different times cannot be compared as one here. Give each start a file of its own.`
    periodOf.set(month[i], post[i])
  }
  for (const [a] of armOf)
    for (const m of months)
      if (!seen.has(a * 2 ** 20 + m))
        return `Area ${names.area(a)} has no row for month ${names.month(m)}; a month without incidents must stand there with 0.`
  const arms = [...armOf.values()]
  if (!arms.includes(1)) return 'No area is treated (treated = 1).'
  if (!arms.includes(0))
    return 'No area is a comparison (treated = 0); before and after alone gives no verdict.'
  const periods = [...periodOf.values()]
  if (!periods.includes(1)) return 'No month is after the start (post = 1).'
  if (!periods.includes(0)) return 'No month is before the start (post = 0).'
  return undefined
}

/** Judges a panel without a problem. Months are taken in the order of their numbers. */
export function panelDesign(input: PanelInput, { seed = 1, draws = 9999 } = {}): PanelResult {
  const { area, month, treated, post, count } = input
  const areas = 1 + max(area)
  const [before, after, arm] = [new Int32Array(areas), new Int32Array(areas), new Uint8Array(areas)]
  const earlier = [...new Set(Array.from(month).filter((_, i) => !post[i]))].sort((a, b) => a - b)
  const later = new Set(Array.from(month).filter((_, i) => post[i]))
  // the last year before, or all there is, in four parts
  const year = earlier.slice(-12)
  const quarterOf = new Map(year.map((m, k) => [m, Math.min(3, Math.floor((4 * k) / year.length))]))
  const quarters = new Int32Array(4 * areas)
  for (let i = 0; i < count.length; i++) {
    arm[area[i]] = treated[i]
    if (post[i]) {
      after[area[i]] += count[i]
      continue
    }
    before[area[i]] += count[i]
    const q = quarterOf.get(month[i])
    if (q !== undefined) quarters[4 * area[i] + q] += count[i]
  }
  const of = (side: number) => Array.from({ length: areas }, (_, a) => a).filter((a) => arm[a] === side)
  const [one, other] = [of(1), of(0)]
  const past = (list: readonly number[]): Past => ({
    n: list.length,
    before: list.map((a) => before[a]),
    quarters: list.flatMap((a) => [...quarters.subarray(4 * a, 4 * a + 4)]),
  })
  const sides = (list: readonly number[]) => ({
    before: list.map((a) => before[a]),
    after: list.map((a) => after[a]),
  })
  const judge = (ones: readonly number[], others: readonly number[]) => {
    const [t, c] = [sides(ones), sides(others)]
    const counts: FourCounts = {
      before: total(t.before),
      after: total(t.after),
      comparisonBefore: total(c.before),
      comparisonAfter: total(c.after),
    }
    const dispersion = dispersionOf([t, c])
    return { counts, dispersion, change: rateChange(counts, spreadingOf(dispersion)) }
  }
  const matches = matchAreas(past(one), past(other))
  const pairs = one.flatMap((a, i) => (matches[i].length ? [[a, other[matches[i][0]]] as const] : []))
  const [mine, theirs] = [pairs.map((p) => p[0]), pairs.map((p) => p[1])]
  const [left, right] = [sides(mine), sides(theirs)]
  const all = judge(one, other)
  const matched = pairs.length ? judge(mine, theirs) : undefined
  return {
    ...all,
    areas: [one.length, other.length],
    months: [earlier.length, later.size],
    pairs,
    signFlip: signFlip(
      { ...left, comparisonBefore: right.before, comparisonAfter: right.after },
      { seed, draws },
    ),
    ...(matched && { matched: { change: matched.change, dispersion: matched.dispersion } }),
    balance: balance(past(mine), past(theirs)),
    did: fitEffect({ count, effect: Array.from(treated, (t, i) => t * post[i]), groups: [area, month] }),
    permutation: relabel({ before, after, treated: arm }, { seed, draws }),
  }
}

/** φ and df as an interval takes them: where nothing was measured, Poisson and the normal distribution. */
export const spreadingOf = ({ phi, df }: Dispersion) => (df > 0 ? { phi, df } : {})

const total = (v: readonly number[]) => v.reduce((s, x) => s + x, 0)
const max = (v: ArrayLike<number>) => Array.from(v).reduce((m, x) => Math.max(m, x), 0)
