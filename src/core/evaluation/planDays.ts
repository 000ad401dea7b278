/** Patrol days drawn by lot for the places of a plan: the draw as a table and a file, and what it shows afterwards. */
import { csvCell } from '../base/csv.ts'
import { isoDay, parseIsoDay, showDay } from '../base/time.ts'
import { countOf, showNumber, exactP } from '../base/words.ts'
import type { Area } from '../geometry/area.ts'
import { areaFinder } from '../geometry/whichArea.ts'
import { crossover, type Crossover } from './crossover.ts'
import type { EventPoints } from './frame.ts'
import type { PlanRecord } from './planRecord.ts'
import { drawSchedule } from './schedule.ts'
import { couldShow, type Verdict, verdictOf } from './verdict.ts'

/** A draw laid out: `on[place · days + day]` is 1 on a patrol day. */
export interface DrawnPlan {
  readonly first: number
  readonly days: number
  readonly on: Uint8Array
}

/** The draw of a plan; undefined where none was made. Throws a RangeError where its share leaves one kind of day out. */
export function drawnDaysOf({ days: draw, start, end, places }: PlanRecord): DrawnPlan | undefined {
  if (!draw) return undefined
  const first = parseIsoDay(start)
  const days = parseIsoDay(end) - first + 1
  const { share, run, seed } = draw
  return { first, days, on: drawSchedule({ places: places.length, days, share, run, seed }) }
}

/** The draw as CSV, a row for each day and place, CRLF: what `evaluate --crossover` reads once counts stand in it. */
export function daysCsv(plan: PlanRecord, { first, days, on }: DrawnPlan): string {
  const rows = ['spot,day,on']
  for (let d = 0; d < days; d++)
    plan.places.forEach((p, k) => rows.push([csvCell(p.name), isoDay(first + d), on[k * days + d]].join(',')))
  return rows.join('\r\n') + '\r\n'
}

/** What the draw shows. */
export interface DaysJudged {
  readonly result: Crossover
  readonly verdict: Verdict
  readonly notes: readonly string[]
}

/** Draws of the permutation: fewer where places and days are many, never so few that 5% is coarse. */
const drawsFor = (cells: number) => Math.max(499, Math.min(1999, Math.floor(2e7 / cells)))

/**
 * Patrol days against other days of the same places, as drawn and not as kept: intention to treat. `last` is the last
 * day the incidents cover, `washout` the days set aside after a patrol. A sentence where nothing can be said.
 */
export function judgeDays(
  plan: PlanRecord,
  areas: readonly Area[],
  points: EventPoints,
  { last, washout }: { readonly last: number; readonly washout: number },
): DaysJudged | string {
  const draw = plan.days
  const drawn = drawnDaysOf(plan)
  if (!draw || !drawn) return 'No days were drawn for this plan.'
  if (draw.drawn >= plan.start)
    return `The days were drawn on ${showDay(parseIsoDay(draw.drawn))}, not before the start on ${showDay(parseIsoDay(plan.start))}: what was patrolled until then was not drawn, so the days are not compared. Write a new plan and draw its days before it starts.`
  const days = Math.min(drawn.days, last - drawn.first + 1)
  if (days < 28) return `${countOf(Math.max(0, days), 'day')} of the draw have passed; 28 or more are needed.`
  const n = areas.length * days
  const columns = () => new Int32Array(n)
  const [spot, day, on, count] = [columns(), columns(), columns(), columns()]
  for (let k = 0; k < areas.length; k++)
    for (let d = 0; d < days; d++) {
      const i = k * days + d
      spot[i] = k
      day[i] = drawn.first + d
      on[i] = drawn.on[k * drawn.days + d]
    }
  const find = areaFinder(areas)
  let total = 0
  for (let i = 0; i < points.day.length; i++) {
    const d = points.day[i] - drawn.first
    if (d < 0 || d >= days) continue
    const [place] = find(points.x[i], points.y[i])
    if (place === undefined) continue
    count[place * days + d]++
    total++
  }
  if (total < 20)
    return `No verdict: ${countOf(total, 'incident')} in the places on the ${countOf(days, 'day')} drawn so far; 20 or more are needed.`
  const r = crossover({ spot, day, on, count }, { washout, seed: draw.seed, draws: drawsFor(n) })
  const se = r.se * Math.sqrt(Math.max(1, r.phi))
  if (!Number.isFinite(r.rateRatio) || !(se < 10))
    return `No place has incidents on both kinds of day once ${countOf(r.droppedDays, 'day')} after patrols are set aside. Choose a shorter washout.`
  const p = (r.washedOut ?? r.permutation).pTwoSided
  const verdict = verdictOf({
    ...{ rateRatio: r.rateRatio, ci: r.ci, se, df: r.df, p },
    test: 'drawing the days anew',
    design: 'randomised',
    words: {
      fell: 'Crime was lower on patrol days than on other days',
      rose: 'Crime was higher on patrol days than on other days',
      against: 'days without patrol',
    },
  })
  return {
    result: r,
    verdict,
    notes: [
      `${countOf(r.onDays, 'patrol day')} of ${showNumber(r.days)} used at ${countOf(areas.length, 'place')}, ${countOf(total, 'incident')} in all; ${countOf(r.droppedDays, 'day')} within ${countOf(washout, 'day')} after a patrol set aside. Days are taken as drawn, not as kept.`,
      `Drawing the days anew within each place: ${showNumber(r.permutation.observed)} incidents on patrol days, ${showNumber(r.permutation.expected, 1)} expected; p = ${exactP(p)}.`,
      washout === 0
        ? 'Calm can last up to four days after a patrol: without a washout the effect is understated.'
        : 'The washout should be chosen before looking: trying all five and telling the best finds effects that are not there.',
      'Level 5 holds only if the days were kept to as drawn.',
      couldShow(se, r.df),
    ],
  }
}
