/** Originators, repeats, near repeats and their chains. */
import { NEAR_DAYS, NEAR_METRES } from '../../core/base/published.ts'
import type { Classified } from '../../core/near/chains.ts'
import { KIND_CODES } from '../../core/near/chains.ts'
import type { ResultBase } from '../../core/table/method.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import { BURGLARY } from '../../core/base/offences.ts'
import { textAt } from '../../core/base/text.ts'
import { choice, type Command, number, whole } from '../command.ts'
import { offencesOf, openIncidents, rowsOf } from '../open.ts'
import { analyse } from '../run.ts'
import { table } from '../text.ts'

export const classify: Command = {
  name: 'classify',
  usage: 'FILE [--distance 400] [--days 42] [--repeat 1]',
  summary: 'Tells originators, repeats and near repeats apart, and joins them to chains.',
  flags: {
    distance: { value: 'M', help: 'metres within which two incidents are linked, inclusive' },
    days: { value: 'N', help: 'days within which two incidents are linked, inclusive' },
    repeat: { value: 'M', help: 'metres within which a later incident is a repeat, inclusive' },
    anchor: { value: 'WHEN', help: 'from, middle or to: which moment of the window is the day' },
    offences: { value: 'LIST', help: `kinds of offence, or all; default ${BURGLARY.join(',')}` },
  },
  output:
    'CSV: id,class,origin,distance,days,chain. class is O, R, NR or empty; origin the id it goes back to, distance and days to it;\nchain numbers the chains, empty for none. The earlier is the origin; of two on one day, the first row.',
  async run(call) {
    const { flags } = call
    const params = {
      distance: number(flags, 'distance', NEAR_METRES, 0, 1e6),
      days: whole(flags, 'days', NEAR_DAYS, 0, 32_767),
      repeat: number(flags, 'repeat', 1, 0),
      anchor: choice(flags, 'anchor', ['from', 'middle', 'to'], 'from'),
      offences: typeof flags.offences === 'string' ? offencesOf(flags.offences) : BURGLARY,
    }
    const { incidents, text } = await openIncidents(call, call.files)
    const { result: r } = await analyse<Classified & ResultBase & { rows: Uint32Array }>(
      call,
      'classify',
      incidents,
      rowsOf(call, incidents),
      0,
      params,
    )
    if (r.pairs > 0)
      call.say(
        `${countOf(r.pairs, 'linked pair')}: half-distance ${showNumber(r.halfDistance)} m, half-life ${countOf(r.halfLife, 'day')} (medians of how far and how long apart they are).`,
      )
    const id = (i: number) => textAt(text.id, r.rows[i]) || String(r.rows[i] + 1)
    const lines = Array.from({ length: r.n }, (_, i) => {
      const has = r.origin[i] >= 0
      return [
        id(i),
        KIND_CODES[r.kind[i]],
        has ? id(r.origin[i]) : null,
        has ? r.distance[i] : null,
        has ? r.days[i] : null,
        r.chain[i] || null,
      ]
    })
    return table(!!flags.json, ['id', 'class', 'origin', 'distance', 'days', 'chain'], lines)
  },
}
