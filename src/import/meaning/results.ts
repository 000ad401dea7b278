/** Tables of what came of calls on homes: neither crimes nor the homes of an area. */
import { valuesOf } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'

/** What comes of a call and of nothing else. */
const RESULT =
  /^(spoke(n)?( (to|with)\b.{0,40})?|no (answer|reply|response|one in|one home)\b.{0,40}|(card|leaflet|letter|flyer)s? (was |were )?(left|given|delivered|posted)\b.{0,40}|call(ed)? ?back\b.{0,40}|not (at home|in)|nobody (in|home|answered))$/i
/** What may come of other things too. */
const ALSO = /^(refused|declined|vacant|leaflet|delivered|visited|not a dwelling|other|out)$/i

/** The column that says what came of each call, and such a result; undefined where there is none. */
export function resultsOfCalls(table: RawTable): { column: string; such: string } | undefined {
  for (const [c, column] of table.header.entries()) {
    const values = valuesOf(table, c, 300).map((v) => v.trim())
    const told = values.filter((v) => RESULT.test(v))
    const rows = Math.min(table.sample.length, 300)
    // a list of homes may have a remark here and there
    if (told.length > 0 && values.filter((v) => RESULT.test(v) || ALSO.test(v)).length > rows / 2)
      return { column, such: told[0] }
  }
  return undefined
}
