/** Cocoons judged: one burglary with its doors is the unit, and being listed comes before being visited. */
import { rateRatio as exactRatio } from '../stats/compare.ts'
import { type Interval } from './rateChange.ts'
import { critical, twoSidedP } from './tails.ts'

/** One cocoon: whether it was listed, whether its doors were called on in time, and what followed. */
export interface CocoonRow {
  readonly assigned: boolean
  readonly delivered: boolean
  /** near repeats after the due time, each counted for one cocoon only */
  readonly events: number
}

/** Two groups of cocoons held against each other. */
export interface GroupRatio {
  /** NaN where a group is empty */
  readonly rateRatio: number
  /** Poisson, as published trials give it */
  readonly ci: Interval
  /** widened by φ of the cocoons themselves, with t */
  readonly wideCi: Interval
  readonly se: number
  readonly p: number
  /** exact, given the sum of both groups */
  readonly exact: { readonly ci: Interval; readonly p: number }
  readonly events: readonly [one: number, other: number]
  readonly cocoons: readonly [one: number, other: number]
  readonly halved: boolean
}

/** Listed against not yet listed, delivered against not, and the effect on those reached. */
export interface CocoonOutcomes {
  readonly itt: GroupRatio
  readonly asTreated: GroupRatio
  /** change of near repeats per cocoon that was reached: ITT difference ÷ share delivered. NaN where none was */
  readonly cace: number
  readonly caceCi: Interval
  /** share of the listed cocoons that were delivered, less that of the others */
  readonly delivered: number
  readonly phi: number
  readonly df: number
}

/** Days a cocoon must have been followed. */
export const FOLLOW_UP_DAYS = 42

function ratioOf(
  one: readonly CocoonRow[],
  other: readonly CocoonRow[],
  phi: number,
  df: number,
): GroupRatio {
  const sum = (rows: readonly CocoonRow[]) => rows.reduce((s, r) => s + r.events, 0)
  const [y1, y0, n1, n0] = [sum(one), sum(other), one.length, other.length]
  const halved = y1 === 0 || y0 === 0
  const [a, b] = halved ? [y1 + 0.5, y0 + 0.5] : [y1, y0]
  const log = n1 && n0 ? Math.log(a / n1 / (b / n0)) : NaN
  const se = Math.sqrt(1 / a + 1 / b)
  const within = (reach: number): Interval => [Math.exp(log - reach), Math.exp(log + reach)]
  const exact = exactRatio(y1, n1, y0, n0)
  return {
    rateRatio: Math.exp(log),
    ci: within(critical() * se),
    wideCi: within(critical(df) * se * Math.sqrt(phi)),
    p: twoSidedP(log / (se * Math.sqrt(phi)), df),
    exact: { ci: [exact.low, exact.high], p: exact.p },
    events: [y1, y0],
    cocoons: [n1, n0],
    ...{ se, halved },
  }
}

/** Intention to treat first; as treated second, which compares people at home with people who are out. */
export function cocoonOutcomes(rows: readonly CocoonRow[]): CocoonOutcomes {
  const listed = rows.filter((r) => r.assigned)
  const others = rows.filter((r) => !r.assigned)
  const mean = (of: readonly CocoonRow[]) => of.reduce((s, r) => s + r.events, 0) / of.length
  let chi = 0
  for (const arm of [listed, others]) {
    const m = mean(arm)
    if (m > 0) for (const r of arm) chi += (r.events - m) ** 2 / m
  }
  const df = rows.length - 2
  const phi = df > 0 ? Math.max(1, chi / df) : 1
  const share = (of: readonly CocoonRow[]) =>
    of.length ? of.filter((r) => r.delivered).length / of.length : 0
  const delivered = share(listed) - share(others)
  const difference = mean(listed) - mean(others)
  const se = Math.sqrt(phi * (mean(listed) / listed.length + mean(others) / others.length))
  const reach = critical(df) * se
  const per = (v: number) => (delivered > 0 ? v / delivered : NaN)
  return {
    itt: ratioOf(listed, others, phi, df),
    asTreated: ratioOf(
      rows.filter((r) => r.delivered),
      rows.filter((r) => !r.delivered),
      phi,
      df,
    ),
    cace: per(difference),
    caceCi: [per(difference - reach), per(difference + reach)],
    ...{ delivered, phi, df },
  }
}

/** One step of a dose: none, a leaflet, spoken to … */
export interface DoseRow {
  readonly label: string
  readonly cocoons: number
  readonly events: number
}

/** Each dose against the first, with exact intervals, and a test for trend. An association: doses were not drawn. */
export function doseTable(rows: readonly DoseRow[]) {
  const [first] = rows
  const events = rows.reduce((s, r) => s + r.events, 0)
  const cocoons = rows.reduce((s, r) => s + r.cocoons, 0)
  const rate = events / cocoons
  let [score, squares, linear] = [0, 0, 0]
  rows.forEach((r, k) => {
    score += k * (r.events - r.cocoons * rate)
    squares += r.cocoons * k * k
    linear += r.cocoons * k
  })
  const z = score / Math.sqrt(rate * (squares - linear ** 2 / cocoons))
  return {
    rows: rows.map((r, k) => {
      const { ratio, low, high, p } = exactRatio(r.events, r.cocoons, first.events, first.cocoons)
      return {
        ...r,
        rate: r.events / r.cocoons,
        ...(k > 0 && { rateRatio: ratio, ci: [low, high] as Interval, p }),
      }
    }),
    /** Poisson score test over the steps in their order */
    trend: { z, p: twoSidedP(z) },
  }
}
