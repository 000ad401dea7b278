/** The cocooning list of a day. */
import { EACH_SIDE } from '../../core/base/published.ts'
import { prepareHomes } from '../../cocoon/doors.ts'
import { cocoonList, incidentName, refusal } from '../../cocoon/list.ts'
import { protocolSchema } from '../../cocoon/protocol.ts'
import { allRows } from '../../core/table/incidents.ts'
import { namesNoOffence } from '../../core/near/nearRows.ts'
import { defaults } from '../../core/base/params.ts'
import { textAt } from '../../core/base/text.ts'
import { dayOf, isoDay, showTime } from '../../core/base/time.ts'
import { countOf } from '../../core/base/words.ts'
import { type Command, Unfit, Usage, whole } from '../command.ts'
import { BY_ADDRESSES } from '../../import/rows/byAddress.ts'
import { asAt, openHomes, openIncidents, rowsOf } from '../open.ts'
import { table } from '../text.ts'
import { VISITS, visitsOf } from '../visits.ts'

export const list: Command = {
  name: 'list',
  usage: 'FILE --addresses FILE [--on DATE] [--visits FILE[,FILE …]] [--days 42] [--each-side 4]',
  summary: 'Cocooning list: which homes to call on around each burglary, in walking order.',
  flags: {
    addresses: {
      value: 'FILE',
      help: 'the address file: one row per home with address, coordinates and UPRN',
    },
    on: { value: 'DATE', help: 'the day, such as 2026-11-22; default the last day of the data' },
    visits: {
      value: 'FILE',
      help: `${VISITS}; who was called on leaves the list, who did not answer is tried again`,
    },
    days: {
      value: 'N',
      help: 'burglaries of the last N days; default 42, all that are live (the page starts with those of the last 7)',
    },
    'each-side': { value: 'N', help: 'homes to either side of the burgled one on its side of the street' },
  },
  output:
    'CSV: incident,order,uprn,address,relation,tier,due. relation is victim, same side, rear, opposite or ring; order is the walking\norder; flats behind one door share it. due is 48 hours after the report (else after the\nend of the window), to the minute, and for a second call the end of another part of the next day; incident is the burglary that sets it. Never from open data.',
  async run(call) {
    const { flags } = call
    if (typeof flags.addresses !== 'string')
      throw new Usage('--addresses is missing: an address file with one row per home was expected.')
    const base = defaults(protocolSchema)
    // one walk over every burglary that is still live, unless told
    const protocol = {
      ...base,
      lookBack: whole(flags, 'days', base.window, 0, 90),
      officers: 1,
      eachSide: whole(flags, 'each-side', EACH_SIDE, 0, 20),
    }
    const { homes } = await openHomes(call, flags.addresses)
    const { incidents, text, report } = await openIncidents(call, call.files, homes)
    for (const note of report.notes) if (note.includes(BY_ADDRESSES)) call.say(note)
    const no = refusal(incidents)
    if (no) throw new Unfit(no)
    if (incidents.n > 0 && namesNoOffence(incidents, allRows(incidents)))
      throw new Unfit(
        'The table names no kind of offence that is known here, so no burglary of a home can be told from it. Add a column of offences, or name it: --columns offence=COLUMN.',
      )
    const header = ['incident', 'order', 'uprn', 'address', 'relation', 'tier', 'due']
    if (incidents.n === 0) {
      call.say('No row of the table is a crime any more, so nobody is listed.')
      return table(!!flags.json, header, [])
    }
    const today = asAt(call, incidents)
    const rows = rowsOf(call, incidents)
    const visits = typeof flags.visits === 'string' ? await visitsOf(call, flags.visits) : []
    const doors = prepareHomes(homes)
    const found = cocoonList({ table: incidents, text, doors, rows, today, protocol, visits })
    for (const note of found.notes) call.say(note)
    // hundreds share a reason such as "older than 42 days": one line each would bury the others
    const byReason = new Map<string, string[]>()
    for (const o of found.leftOut) byReason.set(o.reason, [...(byReason.get(o.reason) ?? []), o.label])
    for (const [reason, labels] of byReason)
      call.say(
        `Not on the list: ${labels.length > 12 ? `${labels.length}, such as ${labels[0]}` : labels.join('; ')}. ${reason}`,
      )
    if (typeof flags.visits !== 'string')
      call.say('No --visits were given: homes that were called on already are on the list too.')
    for (const v of found.visits) if (v.again) call.say(`Call ${v.order}, ${v.address}: ${v.again.says}.`)
    call.say(
      `List ${found.id}: ${countOf(found.visits.length, 'call')} for ${countOf(found.incidents.length, 'burglary', 'burglaries')}.`,
    )
    const lines = found.visits.flatMap((v) =>
      v.homes.map((home) => [
        incidentName(text, v.dueBy),
        v.order,
        textAt(homes.uprn, home),
        textAt(homes.address, home),
        v.relation,
        v.tier,
        `${isoDay(dayOf(v.due))} ${showTime(v.due)}`,
      ]),
    )
    return table(!!flags.json, header, lines)
  },
}
