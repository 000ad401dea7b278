/** Counts over time: Overview's alerts, ranges and trends, and what stands out in Compare. */
import { METHOD as compare } from '../../../src/analyses/compare/compute.ts'
import { METHOD as today } from '../../../src/analyses/today/compute.ts'
import type { TodayResult } from '../../../src/analyses/today/result.ts'
import type { OffenceId } from '../../../src/core/base/offences.ts'
import { Stream } from '../../../src/core/base/random.ts'
import type { Row } from '../../analyses/town.ts'
import { countTowns, type Line, percent } from './line.ts'
import { FIRST_DAY, runOn } from './towns.ts'

const KINDS: readonly OffenceId[] = ['burglary-home', 'theft-from-vehicle', 'theft-of-vehicle']
/** Beats of different size, as those of a district: shares of its incidents. */
const BEATS = [0.22, 0.18, 0.15, 0.13, 0.11, 0.09, 0.07, 0.05]

interface Made {
  readonly days: number
  /** incidents a week that follow none before, over all kinds and beats */
  readonly weekly: number
  /** near repeats that each incident brings on average, their own included by the same rule */
  readonly follow?: number
  /** share by which the season moves the rate either way */
  readonly season?: number
  /** turn of the season in which the file ends, 0..1 */
  readonly turn?: number
}

/**
 * A town without change: sources at a steady or seasonal rate, and near repeats within six weeks in the same beat
 * and of the same kind. The day after the last is the as-at day.
 */
function town(seed: number, made: Made): Row[] {
  const { days, weekly, follow = 0, season = 0, turn = 0 } = made
  const s = new Stream(41, seed)
  const rows: Row[] = []
  // a year of running in, so that the first days have forerunners as the last have
  const before = 120
  const poisson = (mean: number) => {
    let k = 0
    for (let p = s.float(); p > Math.exp(-mean); p *= s.float()) k++
    return k
  }
  const pick = (shares: readonly number[]) => {
    let u = s.float()
    return Math.max(
      0,
      shares.findIndex((w) => (u -= w) < 0),
    )
  }
  const add = (day: number, kind: number, beat: number) => {
    if (day >= 0 && day < days) {
      rows.push({
        x: 450_000 + (beat % 4) * 2000 + s.float() * 2000,
        y: 300_000 + Math.floor(beat / 4) * 2000 + s.float() * 2000,
        day: FIRST_DAY + day,
        minute: s.below(1440),
        offence: KINDS[kind],
        beat: `Beat ${beat + 1}`,
        place: rows.length,
      })
    }
    for (let k = poisson(follow); k > 0; k--) {
      // most follow within two weeks, none after six
      const wait = Math.floor(-10 * Math.log(1 - s.float() * (1 - Math.exp(-4.2))))
      add(day + wait, kind, beat)
    }
  }
  for (let day = -before; day < days; day++) {
    const level = 1 + season * Math.sin(2 * Math.PI * (turn + (day - days) / 365))
    for (let k = poisson((level * weekly) / 7); k > 0; k--) add(day, pick([0.4, 0.4, 0.2]), pick(BEATS))
  }
  return rows.sort((a, b) => a.day! * 1440 + a.minute! - b.day! * 1440 - b.minute!)
}

/** A town in which the kind `kind` of one beat, or of all, rises by a share in the last four weeks. */
function risen(seed: number, made: Made, share: number, beat?: string): Row[] {
  const s = new Stream(43, seed)
  const end = FIRST_DAY + made.days - 1
  return town(seed, made).flatMap((r, i) => {
    const mine = r.offence === KINDS[0] && (!beat || r.beat === beat) && r.day! > end - 28
    let more = Math.floor(share)
    if (s.float() < share - more) more++
    return mine
      ? [
          r,
          ...Array.from({ length: more }, (_, k) => ({
            ...r,
            minute: s.below(1440),
            place: 1e6 + 10 * i + k,
          })),
        ]
      : [r]
  })
}

const end = (made: Made) => FIRST_DAY + made.days
const look = (rows: readonly Row[], made: Made): TodayResult => runOn(today, rows, end(made))
const outOfRange = (r: TodayResult) =>
  r.kinds.some((k) => k.looks.some((l) => l.verdict === 'above' || l.verdict === 'below'))
const trendSaid = (r: TodayResult) => r.kinds.some((k) => k.trend && k.trend.p <= 0.05)

const alertLine = (name: string, made: Made): Line => ({
  name,
  goal: 0.1,
  measure(towns) {
    const some = Math.min(200, towns)
    let watched = 0
    const hits = countTowns(towns, (k) => {
      const r = look(town(k, made), made)
      if (r.watch.length > 0) watched++
      return r.alerts.length > 0
    })
    const mine = (a: { beat: string; kind: number }) => a.beat === 'Beat 1' && a.kind === 0
    const found = [0.6, 1, 2].map((rise) => {
      let either = 0
      const alerts = countTowns(some, (k) => {
        const r = look(risen(k, made, rise, 'Beat 1'), made)
        if ([...r.alerts, ...r.watch].some(mine)) either++
        return r.alerts.some(mine)
      })
      return { alert: percent(alerts, some), either: percent(either, some) }
    })
    return {
      ...{ towns, hits },
      power: `burglary of the largest beat up 60 / 100 / 200%: alert ${found.map((f) => f.alert).join(' / ')}, alert or watch ${found.map((f) => f.either).join(' / ')}`,
      note: `a watch ${percent(watched, towns)}`,
    }
  },
})

const kindLine = (name: string, goal: number, made: (k: number) => Made): Line => ({
  name,
  goal,
  measure(towns) {
    const some = Math.min(200, towns)
    const up = (r: TodayResult) => r.kinds[0].looks.some((l) => l.verdict === 'above')
    const found = (rise: number) =>
      percent(
        countTowns(some, (k) => up(look(risen(k, made(k), rise), made(k)))),
        some,
      )
    return {
      towns,
      hits: countTowns(towns, (k) => outOfRange(look(town(k, made(k)), made(k)))),
      power: `burglary up 60 / 100%: above its range ${found(0.6)} / ${found(1)}`,
    }
  },
})

const trendLine = (name: string, made: (k: number) => Made): Line => ({
  name,
  goal: 0.1,
  measure: (towns) => ({
    towns,
    hits: countTowns(towns, (k) => trendSaid(look(town(k, made(k)), made(k)))),
  }),
})

const compareLine = (name: string, made: Made): Line => ({
  name,
  goal: 0.06,
  measure(towns) {
    const some = Math.min(200, towns)
    const run = (rows: readonly Row[]) => runOn(compare, rows, end(made) - 1)
    const found = (rise: number) =>
      percent(
        countTowns(some, (k) => run(risen(k, made, rise)).standsOut.some((x) => x.offence === KINDS[0])),
        some,
      )
    return {
      towns,
      hits: countTowns(towns, (k) => run(town(k, made)).standsOut.length > 0),
      power: `burglary up 60 / 100%: stands out ${found(0.6)} / ${found(1)}`,
    }
  },
})

const YEARS: Made = { days: 800, weekly: 21 }
const NEAR: Made = { days: 800, weekly: 15, follow: 0.3 }
const NEAR_YEAR: Made = { days: 400, weekly: 15, follow: 0.3 }
/** A season whose turn differs from town to town. */
const seasonal = (k: number, days: number): Made => ({ days, weekly: 60, season: 0.4, turn: (k % 20) / 20 })

export const countLines: readonly Line[] = [
  alertLine('Overview, no change, 26 months: a beat alert', YEARS),
  alertLine('Overview, near repeats but no change, 26 months: a beat alert', NEAR),
  alertLine('Overview, near repeats but no change, 13 months: a beat alert', NEAR_YEAR),
  kindLine('Overview, near repeats but no change, 26 months: a kind out of range', 0.1, () => NEAR),
  kindLine('Overview, season ± 40%, 200 days: a kind out of range', 0.1, (k) => seasonal(k, 200)),
  kindLine('Overview, season ± 40%, 26 months: a kind out of range', 0.1, (k) => seasonal(k, 800)),
  trendLine('Overview, season ± 40%, 200 days: a trend with p ≤ 0.05', (k) => seasonal(k, 200)),
  compareLine('Compare, near repeats but no change, 26 months: a kind stands out', NEAR),
  compareLine('Compare, near repeats but no change, 13 months: a kind stands out', NEAR_YEAR),
]
