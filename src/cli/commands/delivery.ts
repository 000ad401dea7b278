/** Delivery of the cocooning lists, week by week: counts for whoever must account for the work. */
import { prepareHomes } from '../../cocoon/doors.ts'
import { protocolSchema } from '../../cocoon/protocol.ts'
import { WEEKLY_NOTES, weeklyDelivery } from '../../cocoon/weekly.ts'
import { EACH_SIDE } from '../../core/base/published.ts'
import { defaults } from '../../core/base/params.ts'
import { isoDay, MINUTES_PER_DAY } from '../../core/base/time.ts'
import { type Command, orUnfit, Usage, whole } from '../command.ts'
import { asAt, openHomes, openIncidents, rowsOf } from '../open.ts'
import { table } from '../text.ts'
import { VISITS, visitsOf } from '../visits.ts'

export const delivery: Command = {
  name: 'delivery',
  usage: 'FILE --addresses FILE --visits FILE[,FILE …] [--on DATE] [--weeks 8]',
  summary: 'What was delivered of the cocooning lists, week by week: homes asked for, called on, spoken to.',
  flags: {
    addresses: {
      value: 'FILE',
      help: 'the address file: one row per home with address, coordinates and UPRN',
    },
    visits: { value: 'FILE', help: VISITS },
    on: { value: 'DATE', help: 'the last day that counts; default the last day of the data' },
    weeks: { value: 'N', help: 'how many weeks, the one of that day the last; default 8' },
    'each-side': { value: 'N', help: 'homes to either side of the burgled one on its side of the street' },
  },
  output:
    'CSV: week,burglaries,home_not_found,asked,called_on,spoken_to,leaflet_or_card,no_answer,not_reached,open. week is its Monday;\nopen says that visits for it may still come. Homes, each once a week; counts of work, no effect.',
  async run(call) {
    const { flags } = call
    if (typeof flags.addresses !== 'string')
      throw new Usage('--addresses is missing: an address file with one row per home was expected.')
    if (typeof flags.visits !== 'string')
      throw new Usage('--visits is missing: a file of visits as the page saves it was expected.')
    const weeks = whole(flags, 'weeks', 8, 1, 520)
    const protocol = {
      ...defaults(protocolSchema),
      eachSide: whole(flags, 'each-side', EACH_SIDE, 0, 20),
    }
    const visits = await visitsOf(call, flags.visits)
    const { homes } = await openHomes(call, flags.addresses)
    const { incidents, text } = await openIncidents(call, call.files, homes)
    const until = (asAt(call, incidents) + 1) * MINUTES_PER_DAY - 1
    const rows = rowsOf(call, incidents)
    const found = orUnfit(() =>
      weeklyDelivery({
        table: incidents,
        text,
        doors: prepareHomes(homes),
        rows,
        protocol,
        visits,
        until,
        weeks,
      }),
    )
    for (const note of WEEKLY_NOTES) call.say(note)
    return table(
      !!flags.json,
      [
        ...['week', 'burglaries', 'home_not_found', 'asked', 'called_on', 'spoken_to'],
        ...['leaflet_or_card', 'no_answer', 'not_reached', 'open'],
      ],
      found.map((w) => [
        ...[isoDay(w.from), w.burglaries, w.unmatched, w.asked, w.called, w.spoken],
        ...[w.leaflet, w.unanswered, w.notReached, w.open ? 'yes' : 'no'],
      ]),
    )
  },
}
