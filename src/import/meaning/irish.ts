/** Grids of Ireland, whose numbers look like the British ones: told by postcode, county, force or header. */
import { medianOf } from '../../core/base/quantile.ts'
import { UNKNOWN_UNIT } from '../../core/geometry/plane.ts'
import { normaliseHeader } from './aliases.ts'
import type { RawTable } from '../rows/table.ts'

const BT = /\bBT\d{1,2}(\s?\d[A-Z]{2})?\b/
const EIRCODE = /^[AC-FHKNPRTV-Y]\d[\dW]\s?[\dAC-FHKNPRTV-Y]{4}$/i
const PLACES =
  'antrim|armagh|down|fermanagh|londonderry|derry|tyrone|belfast|lisburn|newry|carlow|cavan|clare|cork|donegal|dublin|galway|kerry|kildare|kilkenny|laois|leitrim|limerick|longford|louth|mayo|meath|monaghan|offaly|roscommon|sligo|tipperary|waterford|westmeath|wexford|wicklow'
// "Cork" alone in its cell, or "County Cork": a Cork Street stands in many a British town
const COUNTY = new RegExp(
  `^(co\\.?|county)?\\s*(${PLACES})( city)?$|\\b(co\\.?|county)\\s+(${PLACES})\\b`,
  'i',
)
const FORCE = /\bPSNI\b|northern ireland|\bgarda\b/i
const HEADER = /\b(irish|tm65|tm75|ig|psni|garda|eircode)\b/

/** What else than the British grid the numbers are, and what says so; undefined where nothing does. */
export function irishSystem(
  table: RawTable,
  guessed: string,
  pairs: readonly (readonly [number, number])[],
): { code: string; evidence: string; note: string } | undefined {
  if (guessed !== 'EPSG:27700' && guessed !== UNKNOWN_UNIT) return undefined
  const real = pairs.filter(([x, y]) => x > 0 && y > 0)
  if (real.length === 0) return undefined
  const median = (k: 0 | 1) => medianOf(real.map((p) => p[k]))
  const [x, y] = [median(0), median(1)]
  const old = x > 10_000 && x < 380_000 && y > 10_000 && y < 480_000
  const itm = x > 410_000 && x < 780_000 && y > 510_000 && y < 980_000
  if (!old && !itm) return undefined
  const why = signOf(table) ?? (inTheSea(x, y) ? 'the British grid has no land there' : undefined)
  if (why === undefined) return undefined
  const code = itm ? 'EPSG:2157' : 'EPSG:29902'
  const name = itm ? 'Irish Transverse Mercator' : 'the Irish Grid'
  return {
    code,
    evidence: `metres; ${why}`,
    note: `Coordinates were taken for ${name}: ${why}. If they are not, choose their system.`,
  }
}

/** North of Newcastle and east of Aberdeen the British grid has only water; Shetland lies further north. */
const inTheSea = (x: number, y: number): boolean => x > 480_000 && y > 640_000 && y < 980_000

function signOf(table: RawTable): string | undefined {
  if (table.header.some((h) => HEADER.test(normaliseHeader(h)))) return 'a header names it'
  const rows = table.sample.slice(0, 300)
  const share = (test: (cell: string) => boolean) =>
    rows.filter((row) => row.some((c) => c.length < 200 && test(c.trim()))).length
  const most = rows.length / 2
  if (share((c) => BT.test(c)) > most) return 'most postcodes begin with BT'
  if (share((c) => EIRCODE.test(c)) > most) return 'most rows have an Eircode'
  if (share((c) => COUNTY.test(c)) > most) return 'most rows name an Irish county'
  return share((c) => FORCE.test(c)) > most ? 'most rows name an Irish force' : undefined
}
