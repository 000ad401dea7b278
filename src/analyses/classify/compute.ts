/** Classification and chains over the rows left by the filter. */
import { classify as classifyPoints, type Classified, KIND } from '../../core/near/chains.ts'
import { hourMatch, type HourMatch, SAME_HOURS } from '../../core/near/hourMatch.ts'
import type { Method, ResultBase } from '../../core/table/method.ts'
import { nearRows, type NearRows } from '../../core/near/nearRows.ts'
import { type NearShare, nearShare } from '../../core/near/nearShare.ts'
import { part } from '../../core/base/part.ts'
import { MINUTES_PER_DAY } from '../../core/base/time.ts'
import { FLAG } from '../../core/table/incidents.ts'
import { problemWith } from '../../core/base/params.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import { wilson } from '../../core/places/repeats.ts'
import { linkDistance } from '../../core/stats/rules.ts'
import { studyOf } from '../../core/table/points.ts'
import { coveredDays } from '../../core/table/span.ts'
import { classifyMeta, classifySchema, FEWEST } from './params.ts'

/** `rows[i]` is the table row of entry i; origins and chain firsts are entries, not rows. */
export interface ClassifyResult extends Classified, ResultBase {
  readonly rows: Uint32Array
  /** incidents per code of KIND: none, originator, repeat, near repeat; they add up to n */
  readonly counts: Uint32Array
  /** time of day against that of the origin: repeats, and near repeats up to `SYNC` metres */
  readonly hours: { readonly repeats: HourMatch; readonly near: HourMatch }
  /** what days shuffled among the places give; absent where the pairs are too many to shuffle */
  readonly chance?: NearShare
  /** half-distance and half-life that incidents spread evenly would show, metres and days */
  readonly evenDistance: number
  readonly evenLife: number
  /** distance at which an incident has one other within the days on average, were all spread evenly */
  readonly byRule: number
}

/** Near repeats are said to keep the hour of the first only this close by, metres. */
const SYNC = 100

/** More pairs than this within the distance are not shuffled: it would take many times as long as the classes. */
const MOST_PAIRS = 4_000_000

/** How many follow another when days are shuffled, by the rule of the classes: of two on one day the first row came first. */
function* chanceOf({ rows, x, y, days }: NearRows, place: Int32Array, reach: number, within: number) {
  const share = yield* nearShare({
    ...{ x, y, day: days, reach, days: within, seed: 1, judgedFrom: -Infinity, most: MOST_PAIRS },
    from: days.map((d) => d * MINUTES_PER_DAY),
    flags: new Uint8Array(rows.length).fill(FLAG.noTime),
    place: Int32Array.from(rows, (i) => place[i]),
  })
  return share.shuffles > 0 ? share : undefined
}

/** The method as the worker and the terminal know it. */
export const METHOD: Method<typeof classifySchema, ClassifyResult> = {
  ...classifyMeta,
  *compute(input) {
    const { params: p } = input
    const problem =
      problemWith(classifySchema.days, p.days) ?? problemWith(classifySchema.distance, p.distance)
    if (problem) throw new Error(problem)
    const near = nearRows(input, p.offences, p.anchor)
    yield 0
    const within = Math.floor(p.days)
    const repeat = Math.min(p.repeat, p.distance)
    const found = yield* part(classifyPoints({ ...near, reach: p.distance, within, repeat }), 0, 0.4)
    const chance = yield* part(chanceOf(near, input.table.place, p.distance, within), 0.4, 1)
    const counts = new Uint32Array(4)
    for (const k of found.kind) counts[k]++
    const notes = [
      ...near.notes,
      `Linked: within ${p.distance} m in a straight line and ${within} days, both inclusive. Repeat: within ${repeat} m. The earlier is the origin; of two on one day, the first row of the file.`,
      'A repeat goes back to the latest earlier incident at the place, a near repeat to the nearest earlier incident.',
      near.rows.length < 2
        ? 'Fewer than two incidents: none can follow another.'
        : chance
          ? `Where homes stand close, incidents follow another nearby by chance alone: with the days shuffled among the places ${chance.shuffles} times (seed 1) ${showShare(chance.byChance)} do on average, and ${countOf(Math.round(chance.pairsByChance), 'pair is', 'pairs are')} linked, against ${showNumber(chance.pairs)} here (p = ${showNumber(chance.p, 2)}). The near-repeat test looks at each distance and number of days.`
          : 'Some incidents follow another nearby by chance alone; here the pairs are too many to shuffle. The near-repeat test says whether there are more than that.',
    ]
    if (found.sameDay)
      notes.push(
        `${showNumber(found.sameDay)} of ${showNumber(found.pairs)} linked pairs are on one day; which came first is not known.`,
      )
    const pairsOf = function* (kind: number, reach: number): Generator<[number, number]> {
      for (let i = 0; i < found.n; i++)
        if (found.kind[i] === kind && found.distance[i] <= reach)
          yield [near.rows[found.origin[i]], near.rows[i]]
    }
    const hours = {
      repeats: hourMatch(input.table, pairsOf(KIND.repeat, Infinity)),
      near: hourMatch(input.table, pairsOf(KIND.nearRepeat, SYNC)),
    }
    for (const [h, what] of [
      [hours.repeats, 'repeats'],
      [hours.near, `near repeats within ${SYNC} m`],
    ] as const)
      if (h.pairs >= FEWEST)
        notes.push(
          `Time of day: of ${h.pairs} ${what} with windows of up to 8 hours on both sides, ${showShare(h.share)} (95% ${wilson(
            h.share * h.pairs,
            h.pairs,
          )
            .map(showShare)
            .join(
              ' to ',
            )}) come within ${SAME_HOURS} hours of the time of day of the earlier one; paired at random it would be ${showShare(h.byChance)}.`,
        )
    if (found.halfDistanceStep)
      notes.push(`The half-distance is rounded to ${found.halfDistanceStep.toPrecision(2)} m.`)
    const { size } = studyOf(input)
    const [first, last] = coveredDays(input)
    const byRule = linkDistance(size, found.n, within, last - first + 1)
    // of points spread evenly within a circle half lie beyond its radius ÷ √2; of days apart half beyond the middle
    const even = { evenDistance: p.distance * Math.SQRT1_2, evenLife: within / 2 }
    if (Number.isFinite(byRule))
      notes.push(
        `Spread evenly over the ground and the period, an incident would have one other within ${showNumber(byRule)} m and ${within} days; much beyond that, chains join everything.`,
      )
    return { ...found, rows: near.rows, counts, hours, ...(chance && { chance }), byRule, ...even, notes }
  },
}
