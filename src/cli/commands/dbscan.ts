/** Clusters by DBSCAN, in space or in space and time. */
import { dbscan as cluster } from '../../core/stats/dbscan.ts'
import { cannotCountDays } from '../../core/near/nearRows.ts'
import { textAt } from '../../core/base/text.ts'
import { dayOf } from '../../core/base/time.ts'
import { countOf } from '../../core/base/words.ts'
import { type Command, number, Unfit, whole } from '../command.ts'
import { openIncidents, rowsOf } from '../open.ts'
import { table } from '../text.ts'

export const dbscan: Command = {
  name: 'dbscan',
  usage: 'FILE --eps M --min K [--days T]',
  summary: 'Groups incidents that lie close together; with --days also close in time.',
  flags: {
    eps: { value: 'M', help: 'metres within which incidents are neighbours, inclusive' },
    min: { value: 'K', help: 'incidents within that distance, itself included, that make a core' },
    days: { value: 'T', help: 'days within which incidents are neighbours, inclusive (ST-DBSCAN)' },
    offences: { value: 'LIST', help: 'kinds of offence; default all' },
  },
  output: 'CSV: id,cluster,core. cluster counts from 1, 0 is noise; core is 1 or 0.',
  async run(call) {
    const { flags } = call
    const eps = number(flags, 'eps', undefined, 0, 1e6)
    const least = whole(flags, 'min', undefined, 1)
    const days = flags.days === undefined ? undefined : whole(flags, 'days', undefined, 0, 100_000)
    const { incidents: t, text } = await openIncidents(call, call.files)
    const no = days === undefined ? undefined : cannotCountDays(t)
    if (no) throw new Unfit(no)
    const rows = rowsOf(call, t)
    const found = cluster(
      Float64Array.from(rows, (i) => t.x[i]),
      Float64Array.from(rows, (i) => t.y[i]),
      eps,
      least,
      days === undefined ? undefined : { day: Int32Array.from(rows, (i) => dayOf(t.from[i])), days },
    )
    call.say(`${countOf(found.count, 'cluster')} in ${countOf(rows.length, 'incident')}.`)
    const lines = Array.from(rows, (row, i) => [
      textAt(text.id, row) || String(row + 1),
      found.label[i],
      found.core[i],
    ])
    return table(!!flags.json, ['id', 'cluster', 'core'], lines)
  },
}
