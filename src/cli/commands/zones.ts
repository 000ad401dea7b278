/** Live risk zones. */
import { NEAR_DAYS, NEAR_METRES } from '../../core/base/published.ts'
import type { ResultBase } from '../../core/table/method.ts'
import { BURGLARY } from '../../core/base/offences.ts'
import { isNowhere } from '../../core/geometry/plane.ts'
import { textAt } from '../../core/base/text.ts'
import { zoneFeatures, type ZoneLike } from '../../core/near/zoneFeatures.ts'
import { type Command, number, whole } from '../command.ts'
import { asAt, offencesOf, openIncidents, rowsOf } from '../open.ts'
import { analyse } from '../run.ts'
import { json } from '../text.ts'

export const zones: Command = {
  name: 'zones',
  usage: 'FILE [--on DATE] [--radius 400] [--days 42]',
  summary: 'Risk zones live on a day: ground near recent burglaries, ranked by a rule of practice.',
  flags: {
    on: { value: 'DATE', help: 'the day, such as 2026-11-22; default the last day of the data' },
    radius: { value: 'M', help: 'metres an incident reaches, inclusive' },
    days: { value: 'N', help: 'days an incident stays live' },
    offences: {
      value: 'LIST',
      help: `kinds of offence that make zones, or all; default ${BURGLARY.join(',')}`,
    },
  },
  output:
    'GeoJSON in WGS84: one polygon per zone, best first, with zone, tier, rank, street, incidents, ids, oldest, newest, expires, age, risk,\nhectares. Dates as 2026-11-22; expires is the last day on which the zone is live.',
  async run(call) {
    const { flags } = call
    const params = {
      radius: number(flags, 'radius', NEAR_METRES, 20, 2000),
      days: whole(flags, 'days', NEAR_DAYS, 1, 365),
      preset: 'own',
      ...(typeof flags.offences === 'string' && { offences: offencesOf(flags.offences) }),
    }
    const { incidents, text } = await openIncidents(call, call.files)
    const today = asAt(call, incidents)
    if (isNowhere(incidents.crs))
      call.say(
        'Nobody knows where these metres lie on Earth: the degrees are only their shape, drawn around 0, 0.',
      )
    const { result: r, said } = await analyse<
      ResultBase & { zones: readonly ZoneLike[]; live: { length: number } }
    >(call, 'zones', incidents, rowsOf(call, incidents), today, params)
    const shapes = zoneFeatures(r.zones, (row) => textAt(text.id, row) || String(row + 1))
    return json({ ...shapes, ...said, n: r.live.length })
  },
}
