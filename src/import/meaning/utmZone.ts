/** The zone of UTM metres, where a column beside them tells it. */
import { UNKNOWN_UNIT } from '../../core/geometry/plane.ts'
import { normaliseHeader } from './aliases.ts'
import { valuesOf } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'

const HEADER = /\bzone\b|^utm$/
/** "30", "30U" with the letter of its band, "30N" for the north. South of the equator "S" and the bands say different things. */
const ZONE = /^(\d{1,2}) ?([N-RT-X])?$/i

/** The system of numbers whose unit is not known by their size; undefined where no column names one zone for all. */
export function utmSystem(table: RawTable, guessed: string): { code: string; evidence: string } | undefined {
  if (guessed !== UNKNOWN_UNIT) return undefined
  for (const [column, text] of table.header.entries()) {
    const name = normaliseHeader(text)
    if (!HEADER.test(name)) continue
    const zones = valuesOf(table, column, 2000).map((v) => ZONE.exec(v.trim()))
    const first = zones[0]
    if (!first || zones.some((z) => z?.[1] !== first[1])) continue
    // "Zone 30" alone may be one of policing
    if (+first[1] < 1 || +first[1] > 60 || !(/utm/.test(name) || first[2])) continue
    return {
      code: `EPSG:326${first[1].padStart(2, '0')}`,
      evidence: `UTM metres by “${text}”`,
    }
  }
  return undefined
}
