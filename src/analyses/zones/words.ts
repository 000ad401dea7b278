/** Risk zones in words and as a table, without a screen. */
import { inShape } from '../../core/geometry/area.ts'
import { BURGLARY } from '../../core/base/offences.ts'
import type { Values } from '../../core/base/params.ts'
import { showDay } from '../../core/base/time.ts'
import { countOf, showShare, showNumber } from '../../core/base/words.ts'
import type { TableModel } from '../../ui/table.ts'
import type { OfIncident, ResultView, Uninformative, Words } from '../contract.ts'
import type { Zone, ZonesResult } from './result.ts'
import type { SCHEMA } from './params.ts'

export type View = ResultView<Values<typeof SCHEMA>, ZonesResult>

/** "4 burglaries", or "4 incidents" where other kinds make zones too, or nothing names the kinds. */
export const incidentsOf = (n: number, { params, result }: View) =>
  !result.unnamed && params.offences.every((o) => BURGLARY.includes(o))
    ? countOf(n, 'burglary', 'burglaries')
    : countOf(n, 'incident')

const hour = (h: number) => `${String(h).padStart(2, '0')}:00`

/** "18:00 to 00:00" where they stand out from chance; "" else. */
export const hoursOf = (z: Zone) =>
  z.busiest.stands ? `${hour(z.busiest.from)} to ${hour(z.busiest.to)}` : ''

export const spanOf = (z: Zone) =>
  z.oldest === z.newest ? `on ${showDay(z.newest)}` : `in ${countOf(z.newest - z.oldest + 1, 'day')}`

function answer(view: View): string {
  const { result, today } = view
  const top = result.zones[0]
  if (!top)
    return `No risk zone is live on ${showDay(today)}${
      result.latest === undefined
        ? '; the table under this filter holds no incident that makes one'
        : `; the latest incident, on ${showDay(result.latest)}, is more than ${result.life} days old`
    }.`
  const where = top.street ? ` around ${top.street}` : ''
  return `${countOf(result.found, 'risk zone is', 'risk zones are')} live; zone ${top.name}${where} holds ${incidentsOf(top.incidents.length, view)} ${spanOf(top)} and ends on ${showDay(top.expires)}.`
}

function list(view: View): TableModel {
  const { zones } = view.result
  return {
    caption: 'Live zones, highest risk first',
    n: zones.length,
    key: (i) => zones[i].name,
    at: (i) => zones[i].at,
    columns: [
      { key: 'tier', label: 'Tier', kind: 'tier', value: (i) => zones[i].tier },
      { key: 'rank', label: 'Rank', kind: 'number', digits: 0, value: (i) => zones[i].rank },
      { key: 'street', label: 'Around', kind: 'text', value: (i) => zones[i].street },
      {
        key: 'incidents',
        label: 'Incidents',
        kind: 'number',
        digits: 0,
        value: (i) => zones[i].incidents.length,
      },
      {
        key: 'newest',
        label: 'Newest',
        kind: 'date',
        value: (i) => zones[i].newest,
        show: (i) => showDay(zones[i].newest),
      },
      {
        key: 'expires',
        label: 'Ends',
        kind: 'date',
        value: (i) => zones[i].expires,
        show: (i) => showDay(zones[i].expires),
      },
      {
        key: 'hours',
        label: 'Mostly at',
        kind: 'text',
        value: (i) => hoursOf(zones[i]),
      },
      { key: 'risk', label: 'Risk', kind: 'number', digits: 2, value: (i) => zones[i].risk },
      {
        key: 'area',
        label: 'Area',
        unit: 'ha',
        kind: 'number',
        digits: 1,
        value: (i) => zones[i].hectares,
      },
    ],
  }
}

/** The live zone that a place lies in; zones come best first. */
function ofIncident({ result, table }: View, row: number): OfIncident | undefined {
  const at = [table.lng[row], table.lat[row]]
  if (!at.every(Number.isFinite)) return undefined
  const zone = result.zones.find((z) => inShape(z.geometry, at))
  return zone
    ? {
        says: `It lies in risk zone ${zone.name}, live until ${showDay(zone.expires)}.`,
        tier: zone.tier,
      }
    : { says: 'It lies in no live risk zone.' }
}

/** Zones over this share of the ground tell no place from another. */
const NEARLY_ALL = 0.9

/** Nothing to read where the zones cover nearly everything. */
function informative({ result, params }: View): Uninformative | undefined {
  if (result.covered < NEARLY_ALL) return undefined
  if (result.groundUnknown)
    return {
      says: `No ground is known but that within ${params.radius} m of ${result.live.length === 1 ? 'one incident' : 'the live incidents'}, so how much of the town the zones cover cannot be told. Load or draw a boundary.`,
    }
  const radius = Math.max(20, Math.min(result.byRule, params.radius / 2))
  return {
    says: `The zones cover ${showShare(result.covered)} of the ground: with ${countOf(result.live.length, 'incident')} and ${params.radius} m tier C is nearly everywhere and tells no place from another. A and B still rank.`,
    ...(radius < params.radius
      ? {
          setting: {
            label: `Take a radius of ${Math.round(radius)} m`,
            params: { radius: Math.round(radius) },
          },
        }
      : {}),
  }
}

/** What the result says in words and as a table: for page, paper and terminal alike. */
export const WORDS: Words<typeof SCHEMA, ZonesResult> = {
  ...{ answer, list, informative, ofIncident },
  deciding: ['risk', 'incidents', 'expires'],
  aloud: (p) =>
    `radius ${p.radius} m, ${p.preset === 'eight' ? 'eight weeks' : p.preset === 'trafford' ? 'three weeks' : p.preset === 'own' ? `${p.days} days` : 'six weeks'}`,
  sure: ({ result: r }) =>
    r.zones.length === 0
      ? []
      : [
          {
            label: 'How sure',
            says: `n = ${showNumber(r.live.length)} live${r.groundUnknown ? '' : `; zones cover ${showShare(r.covered)} of the area`}. A zone is a rule of practice from one ${r.unnamed ? 'incident' : 'burglary'}, not a forecast; Near repeats tells whether it holds here.`,
          },
        ],
}
