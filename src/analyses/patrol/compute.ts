/** Ranks small places by hour of the shift, and plans visits to them within the minutes there are. */
import { NEAR_DAYS, NEAR_METRES } from '../../core/base/published.ts'
import { daysHeld } from '../../core/table/earlier.ts'
import { hoursOfDay, windowsOf } from '../../core/table/dayProfile.ts'
import { halving } from '../../core/near/decay.ts'
import type { Incidents } from '../../core/table/incidents.ts'
import type { Input, Method } from '../../core/table/method.ts'
import { BURGLARY, offenceIndex } from '../../core/base/offences.ts'
import type { Values } from '../../core/base/params.ts'
import { part } from '../../core/base/part.ts'
import { polygonOf } from '../../core/geometry/patches.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { coveredDays, lastLooked } from '../../core/table/span.ts'
import { pointNotes, pointsOf, type Points } from '../../core/table/points.ts'
import { poissonInterval } from '../../core/stats/poisson.ts'
import { Stream } from '../../core/base/random.ts'
import { riskFinder } from '../../core/near/riskSurface.ts'
import { type Ranking, rankingOf } from '../../core/evaluation/backtest/ranking.ts'
import { dayOf, isoDay, MINUTES_PER_DAY, showDay, showTime } from '../../core/base/time.ts'
import { countOf, letters, showNumber } from '../../core/base/words.ts'
import { uniqueNames } from '../../core/table/uniqueNames.ts'
import { deliveredOf, type Delivered } from './delivered.ts'
import { META, type SCHEMA } from './params.ts'
import { circles, squares, type Candidate } from './places.ts'
import { planOf } from './plan.ts'
import type { Band, PatrolPlace, Visit, PatrolResult } from './result.ts'

type P = Values<typeof SCHEMA>

/** What burglaries of the last six weeks leave at each candidate: half as much each 100 m and each week. */
function liveRisk(table: Incidents, points: Points, today: number, at: readonly Candidate[]): number[] {
  const wanted = new Set(BURGLARY.map(offenceIndex))
  const live = Array.from(points.rows.keys()).filter((k) => {
    const age = today - dayOf(table.from[points.rows[k]])
    return age >= 0 && age <= NEAR_DAYS && wanted.has(table.offence[points.rows[k]])
  })
  const find = riskFinder(
    {
      x: Float64Array.from(live, (k) => points.x[k]),
      y: Float64Array.from(live, (k) => points.y[k]),
      age: Int32Array.from(live, (k) => today - dayOf(table.from[points.rows[k]])),
    },
    NEAR_METRES,
    halving(100, 7),
  )
  return at.map((c) => find(c.x, c.y).sum)
}

/** What a back-tested map says of each candidate: the value of the cell that holds its middle. */
function mapWorth({ values, cellAt }: Ranking, at: readonly Candidate[]): number[] {
  return at.map((c) => {
    const k = cellAt(c.x, c.y)
    return k < 0 ? 0 : values[k]
  })
}

/** The bands of a shift; the last may be shorter. */
function bandsOf(from: number, { length, band }: P): Band[] {
  const out: Band[] = []
  for (let h = 0; h < length; h += band) {
    const [a, b] = [from + h * 60, from + Math.min(length, h + band) * 60]
    out.push({ from: a, to: b, label: `${showTime(a)} to ${showTime(b)}` })
  }
  return out
}

/** Sum of hour weights in a band. */
function weightIn(hours: Float64Array, band: Band): number {
  let sum = 0
  for (let m = band.from; m < band.to; m += 60) sum += hours[Math.floor((m % MINUTES_PER_DAY) / 60)]
  return sum
}

const sum = (v: Float64Array): number => v.reduce((a, b) => a + b, 0)

function* compute(input: Input<P>): Generator<number, PatrolResult, void> {
  const { table, params, today } = input
  const refused = META.unavailable(table)
  if (refused) throw new Error(refused)
  const plane = planeOf(table.crs)

  // the days looked back on: never more than table and filter hold, or every rate would be too low
  const wanted = Math.round((params.lookBack * 365) / 12)
  const end = lastLooked(input)
  const start = Math.min(end, Math.max(end - wanted + 1, coveredDays(input)[0]))
  const days = daysHeld([start, end], table.gaps)
  const recent = input.rows.filter((r) => dayOf(table.from[r]) >= start && dayOf(table.from[r]) <= end)
  if (!recent.length)
    throw new Error(
      `No incident under this filter lies in the ${countOf(params.lookBack, 'month')} up to ${showDay(end)}. Look further back, take a filter off or choose another as-at date.`,
    )
  const points = pointsOf({ table, rows: recent, area: input.area })
  const { week, counts } = windowsOf(table, points.rows)
  const hours = hoursOfDay(week)
  if (!sum(hours))
    throw new Error('No incident under this filter has a clock time, so the hours would be invented.')
  yield 0.1

  const from = (today + params.ahead) * MINUTES_PER_DAY + params.start * 60
  const bands = bandsOf(from, params)
  const to = bands.at(-1)!.to
  const found =
    params.shape === 'circle'
      ? yield* part(circles(points, params.size, params.least), 0.1, 0.6)
      : squares(points, params.size, params.least)
  if (!found.length)
    throw new Error(
      `No place of ${params.size} m holds ${countOf(params.least, 'incident')} or more in ${countOf(days, 'day')}. Lower the least number, look further back or make the places larger.`,
    )
  const notes = pointNotes({ table, area: input.area }, points)
  const ranking = params.weight === 'map' ? rankingOf(input, params) : undefined
  const live =
    params.weight === 'live' ? liveRisk(table, points, today, found) : ranking && mapWorth(ranking, found)
  const risks = live?.reduce((a, b) => a + b, 0) ?? 0
  const mix = risks > 0 ? (params.weight === 'map' ? 1 : params.liveShare / 100) : 0
  const counted = found.reduce((s, c) => s + c.members.length, 0)

  const ranked = found.map((c, k) => {
    const rows = c.members.map((m) => points.rows[m])
    const itsHours = hoursOfDay(windowsOf(table, rows).week)
    // a place none of whose incidents knows its hour is given the hours of all
    const profile = sum(itsHours) > 0 ? itsHours : hours
    const inBand = Float64Array.from(bands, (b) => (rows.length * weightIn(profile, b)) / sum(profile))
    // live risk, or the map that won, moves what is expected between places; the sum over them stays
    const factor = 1 - mix + (mix ? (mix * counted * live![k]) / risks / rows.length : 0)
    const per = (w: number, b: Band) => (1000 * factor * w) / days / ((b.to - b.from) / 60)
    const intervals = Array.from(inBand, (w) => poissonInterval(w))
    return {
      c,
      rows,
      inBand,
      rate: inBand.map((w, b) => per(w, bands[b])),
      low: Float64Array.from(intervals, ([w], b) => per(w, bands[b])),
      high: Float64Array.from(intervals, ([, w], b) => per(w, bands[b])),
      shift: factor * sum(inBand),
    }
  })
  ranked.sort((a, b) => b.shift - a.shift || b.rows.length - a.rows.length)
  const chosen: typeof ranked = []
  for (const r of ranked) {
    if (chosen.length >= params.places) break
    if (chosen.every((o) => Math.hypot(o.c.x - r.c.x, o.c.y - r.c.y) >= params.apart)) chosen.push(r)
  }
  yield 0.7

  const pace = (params.speed * 1000) / 60 / params.detour
  const B = bands.length
  const plan = planOf(
    {
      places: chosen.map((r) => r.c),
      bands,
      rate: Float64Array.from({ length: chosen.length * B }, (_, k) => chosen[Math.floor(k / B)].rate[k % B]),
      officers: params.officers,
      budget: params.minutes,
      visit: params.visit,
      pace,
      times: params.times,
    },
    new Stream(params.seed, today + params.ahead),
  )
  const officers = Array.from({ length: params.officers }, (_, o) => {
    const mine = plan.filter((v) => v.officer === o)
    const way = mine.reduce((s, v) => s + v.way, 0)
    const metres = mine.reduce((s, v, k) => {
      const before = k ? chosen[mine[k - 1].place].c : undefined
      const { c } = chosen[v.place]
      return s + (before ? Math.hypot(c.x - before.x, c.y - before.y) * params.detour : 0)
    }, 0)
    return { minutes: mine.length * params.visit + way, way, metres }
  })
  const streets = uniqueNames(
    table,
    chosen.map((r) => r.rows),
  )
  const places = chosen.map((r, k): PatrolPlace => ({
    name: letters(k),
    street: streets[k],
    geometry: polygonOf([r.c.outline], table.crs),
    at: plane.inverse(r.c.x, r.c.y),
    n: r.rows.length,
    inBand: r.inBand,
    rate: r.rate,
    low: r.low,
    high: r.high,
    visits: plan.filter((v) => v.place === k).length,
  }))
  const visits = plan.map((v): Visit => {
    const p = places[v.place]
    return {
      ...v,
      rate: p.rate[v.band],
      low: p.low[v.band],
      high: p.high[v.band],
      why: `${showNumber(p.inBand[v.band], 1)} of ${countOf(p.n, 'incident')} between ${bands[v.band].label.replace(' to ', ' and ')}`,
    }
  })

  const idle = officers.filter((o) => o.minutes <= params.minutes / 2).length
  if (idle)
    notes.push(
      `${countOf(idle, 'officer')} with half of the minutes or more left over: no further visit fits, as what is left of the ranked places lies too far away at ${params.speed} km/h, has had its visits or had no incident in these hours. Filter to a beat, rank more places, allow more visits to one place or drive.`,
    )
  // rates with live risk are no longer shares of the counts, so the whole is the counts' own
  const shiftTotal = bands.reduce((s, b) => s + (points.rows.length * weightIn(hours, b)) / sum(hours), 0)
  const present = visits.reduce((s, v) => {
    const b = bands[v.band]
    return s + (places[v.place].inBand[v.band] * params.visit) / (b.to - b.from)
  }, 0)
  const met = shiftTotal > 0 ? present / shiftTotal : 0
  const delivered = input.tracks?.length
    ? deliveredOf(
        input.tracks,
        chosen.map((r) => r.c.shape),
        plan,
        plane,
        params.gap,
        from,
        to,
      )
    : undefined
  yield 0.95

  const noHour = counts.noTime
  notes.push(
    `Looked back on ${countOf(days, 'day')}, ${showDay(start)} to ${showDay(end)}${days < wanted ? `: all that is looked at, short of ${countOf(params.lookBack, 'month')}` : ''}. Every day of the week counts alike.`,
    `${params.shape === 'circle' ? `Circles ${params.size} m across, laid one after another around most incidents` : `Squares of ${params.size} m on whole multiples of the grid; another origin gives other squares`}; ${countOf(found.length, 'place')} with ${params.least} or more incidents, ${countOf(chosen.length, 'place')} planned for.`,
    `Expected per 1,000 hours = incidents of the place × the share of their windows in the band ÷ days ÷ hours of the band. The interval (95%, exact Poisson) speaks of chance in the count alone, not of change since. Places and hours are picked because their counts were high: part of that is chance, so the sum over the visits promises more than will come.`,
  )
  if (noHour)
    notes.push(
      `${countOf(noHour, 'incident')} with a day but no clock time: counted for their place, silent on its hours.`,
    )
  if (counts.long)
    notes.push(`${countOf(counts.long, 'window')} of a week or longer: the same for every hour.`)
  if (params.weight === 'live')
    notes.push(
      risks > 0
        ? `Live risk: ${params.liveShare}% of what is expected was shared among places by burglaries of the last ${NEAR_DAYS} days within ${NEAR_METRES} m (half as much each 100 m and each 7 days; no source fixes these figures). The interval is that of the count, scaled.`
        : 'Live risk was asked for, but no burglary of the last six weeks lies near: places are ranked by their own past alone.',
    )
  if (ranking)
    notes.push(
      risks > 0
        ? `Ranked ${ranking.words}, made for the day after the as-at date from what the filter leaves. What is expected is shared among places by it; the interval is that of the count, scaled.${params.winner === 'countall' ? '' : ' Run the back-test again with each new extract.'}`
        : `To be ranked ${ranking.words}; it has no value at any of these places, so they are ranked by their own past alone.`,
    )
  notes.push(
    `Plan ${isoDay(today + params.ahead)}-${params.seed}: visits are taken by expected incidents per minute, way included, until no officer has minutes left; the order within a band (a way at most 5 minutes longer) and its beginning are drawn by lot. The same table, settings and seed give this plan again.`,
    `Ways are straight lines × ${params.detour} at ${params.speed} km/h; to the first place and home they are not counted.`,
    `While visits last, officers are where ${showNumber(100 * met, 1)}% of the incidents expected in the area in this shift fall. That is no number of prevented ones.`,
    params.deterred > 0
      ? `Your assumption, not a finding: if ${params.deterred}% of incidents did not happen while an officer stands there, and none moved elsewhere, that would be ${showNumber((1000 * params.deterred * present) / 100 / days, 1)} fewer in 1,000 such shifts.`
      : 'Nothing is assumed about how many incidents a visit prevents.',
    'Norms: about 10 to 15 minutes a visit in random order (Koper, as quoted by others), 15 to 20 in UK practice; 150 m places, one visit of 15 to 20 minutes a day (Southend trial, of violence and street crime); 45 minutes a day were planned and about 24 to 26 delivered in one trial (doi 10.1007/s41887-017-0003-1): look at what is delivered.',
  )
  if (delivered) notes.push(...deliveredNotes(delivered, from, to, params.gap))
  return {
    notes,
    code: `${isoDay(today + params.ahead)}-${params.seed}`,
    n: points.rows.length,
    days,
    from,
    to,
    bands,
    hours,
    places,
    visits,
    officers,
    met,
    ...(delivered ? { delivered } : {}),
  }
}

function deliveredNotes(d: Delivered, from: number, to: number, gap: number): string[] {
  const moment = (m: number) => `${showDay(dayOf(m))} ${showTime(m)}`
  if (!d.span) return ['The tracks carry no times: they are drawn, but no minute can be counted from them.']
  const out = [
    `${countOf(d.tracks, 'track')}, ${countOf(Math.round(d.recorded), 'minute')} recorded from ${moment(d.span[0])} to ${moment(d.span[1])} by the UK clock; ${showNumber(d.inShift)} of them in this shift. Lines between positions are cut exactly at the edges of places; two officers at once count twice for a place, once for a visit. Delivered = minutes in a place at any time of the shift, up to what was planned there.`,
  ]
  if (!d.inShift)
    out.push(
      `No track lies in this shift, ${moment(from)} to ${moment(to)}. Choose the as-at date and the hours of the day that was walked.`,
    )
  if (d.gaps.length)
    out.push(
      `${countOf(d.gaps.length, 'silence')} longer than ${countOf(gap, 'minute')}, ${countOf(Math.round(d.gaps.reduce((s, g) => s + g.minutes, 0)), 'minute')} in all: no presence was counted in them.`,
    )
  if (d.untimed) out.push(`${countOf(d.untimed, 'position')} without a time passed over.`)
  if (d.backwards)
    out.push(`${countOf(d.backwards, 'position')} whose time runs backwards: counted from there anew.`)
  return out
}

export const METHOD: Method<typeof SCHEMA, PatrolResult> = { ...META, compute }
