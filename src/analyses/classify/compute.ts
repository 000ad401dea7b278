/** Classification and chains over the rows left by the filter. */
import { classify as classifyPoints, type Classified } from '../../core/chains.ts'
import type { Method, ResultBase } from '../../core/method.ts'
import { nearRows } from '../../core/nearRows.ts'
import { problemWith } from '../../core/params.ts'
import { classifyMeta, classifySchema } from './params.ts'

/** `rows[i]` is the table row of entry i; origins and chain firsts are entries, not rows. */
export interface ClassifyResult extends Classified, ResultBase {
  readonly rows: Uint32Array
  /** incidents per code of KIND: none, originator, repeat, near repeat; they add up to n */
  readonly counts: Uint32Array
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
    const found = yield* classifyPoints({ ...near, reach: p.distance, within, repeat })
    const counts = new Uint32Array(4)
    for (const k of found.kind) counts[k]++
    const notes = [
      ...near.notes,
      `Linked: within ${p.distance} m and ${within} days, both inclusive. Repeat: within ${repeat} m. The earlier is the origin; of two on one day, the first row of the file.`,
      'A repeat goes back to the latest earlier incident at the place, a near repeat to the nearest earlier incident.',
      'Some incidents follow another nearby by chance alone; the near-repeat test says whether there are more than that.',
    ]
    if (found.sameDay)
      notes.push(
        `${found.sameDay} of ${found.pairs} linked pairs are on one day; which came first is not known.`,
      )
    if (found.halfDistanceStep)
      notes.push(`The half-distance is rounded to ${found.halfDistanceStep.toPrecision(2)} m.`)
    return { ...found, rows: near.rows, counts, notes }
  },
}
