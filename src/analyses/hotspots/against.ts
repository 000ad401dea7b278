/** What the density of incidents is held against: an earlier period, or the homes that could have been hit. */
import { areaTest } from '../../core/geometry/area.ts'
import { peakOf } from '../../core/stats/kde.ts'
import type { Input } from '../../core/table/method.ts'
import type { Values } from '../../core/base/params.ts'
import { pointsOf, type Points } from '../../core/table/points.ts'
import { coveredDays, lastLooked } from '../../core/table/span.ts'
import { dayOf, showDay } from '../../core/base/time.ts'
import { countOf } from '../../core/base/words.ts'
import type { Measure, SCHEMA } from './params.ts'

/** The other side of a ratio of two densities. */
export interface Base {
  readonly measure: Exclude<Measure, 'density'>
  /** the incidents that are counted, and what they are held against */
  readonly points: Points
  readonly against: { readonly x: Float64Array; readonly y: Float64Array }
  /** the ratio of two densities per m²; 0 where it cannot be told */
  ratio(density: number, against: number): number
  /** a ratio up to here is no hotspot */
  readonly floor: number
  readonly notes: readonly string[]
}

/** With fewer homes than this around a place, by the kernel's weights, one incident decides its rate. */
const FEWEST_HOMES = 20

/** The base that the settings ask for; undefined for plain density. Throws a sentence where the data lack it. */
export function baseOf(
  input: Input<Values<typeof SCHEMA>>,
  bandwidthOf: (p: Points) => number,
): Base | undefined {
  const { against } = input.params
  if (against === 'homes') return homesBase(input, bandwidthOf)
  return against === 'earlier' ? earlierBase(input, bandwidthOf) : undefined
}

function homesBase(input: Input<Values<typeof SCHEMA>>, bandwidthOf: (p: Points) => number): Base {
  const { homes, area, params } = input
  if (!homes || homes.x.length === 0)
    throw new Error(
      'A rate per home needs an address file, and none is loaded. Drop one on the page, or compare with nothing.',
    )
  const test = area && areaTest(area)
  const inside = Uint32Array.from(homes.x.keys()).filter((i) => !test || test(homes.x[i], homes.y[i]))
  if (inside.length === 0)
    throw new Error(
      'No home of the address file lies inside the study area. Check that both are of one place.',
    )
  const points = pointsOf(input)
  // one point adds this much to the density at its own place
  const one = peakOf(params.kernel, bandwidthOf(points))
  return {
    measure: 'rate',
    points,
    against: {
      x: Float64Array.from(inside, (i) => homes.x[i]),
      y: Float64Array.from(inside, (i) => homes.y[i]),
    },
    ratio: (f, g) => (g >= FEWEST_HOMES * one ? (1000 * f) / g : 0),
    floor: 0,
    notes: [
      `Incidents per 1,000 homes over the period: both densities by the same kernel. ${countOf(inside.length, 'home')} of the address file${area ? ` inside ${area.name}` : ''}; ${((1000 * points.rows.length) / inside.length).toFixed(1)} incidents per 1,000 homes overall.`,
      `Places with fewer than ${FEWEST_HOMES} homes around them, by the kernel’s weights, are left blank: there one incident would decide the rate. Homes are the right base for burglary of homes, not for vehicles or robbery.`,
    ],
  }
}

function earlierBase(input: Input<Values<typeof SCHEMA>>, bandwidthOf: (p: Points) => number): Base {
  const { table, rows, params } = input
  // no further than a filter by period lets through
  const today = lastLooked(input)
  const [first] = coveredDays(input)
  const start = today - params.days
  // days without a file are no days without crime
  const before = start - params.days < first - 1 && first <= start ? first - 1 : start - params.days
  const dayIn = (from: number, to: number) =>
    rows.filter((i) => dayOf(table.from[i]) > from && dayOf(table.from[i]) <= to)
  const recent = dayIn(start, today)
  const old = dayIn(before, start)
  const periods = `${showDay(start + 1)} to ${showDay(today)} against ${showDay(before + 1)} to ${showDay(start)}`
  if (recent.length === 0 || old.length === 0)
    throw new Error(
      `One of the two periods holds no incident under this filter (${periods}). Choose another number of days, or widen the filter.`,
    )
  const points = pointsOf({ ...input, rows: recent })
  const earlier = pointsOf({ ...input, rows: old })
  const one = peakOf(params.kernel, bandwidthOf(points))
  // what as many days would hold at the pace of those that are known
  const pace = params.days / (start - before)
  return {
    measure: 'change',
    points,
    against: earlier,
    // one incident's worth on both sides: nowhere is divided by nothing, and where little is known it stays near 1
    ratio: (f, g) => (f + one) / (pace * g + one),
    // a hair above 1: rounding alone is no rise
    floor: 1.0001,
    notes: [
      `Density of the ${countOf(params.days, 'day')} up to ${showDay(today)} over that of ${pace > 1 ? 'the time' : 'as many days'} before: ${periods}; ${countOf(points.rows.length, 'incident')} against ${countOf(earlier.rows.length, 'incident')}.`,
      'The peak of one incident is added to both densities, so that a single incident where there was none makes no large ratio. Whether a rise is more than chance is for the comparison of two periods to say.',
      ...(pace > 1
        ? [
            `What is looked at begins on ${showDay(first)}, inside the earlier period: only the ${countOf(start - before, 'day')} from then on count, and densities are by the day.`,
          ]
        : []),
    ],
  }
}
