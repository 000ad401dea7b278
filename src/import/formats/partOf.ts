/** Answers of servers that hold a part of the rows only, and say so. Fetched with the first answer. */
import { showNumber } from '../../core/base/words.ts'
import type { Found } from './format.ts'
import { isObject } from './records.ts'
import type { Obj } from './records.ts'

/** An answer of a server with the sentence that it holds a part of the rows only, where it says so itself. */
export function withRest(found: Found, json: Obj): Found {
  if (!found.tables?.length) return found
  const rows = found.tables.reduce((n, t) => n + (t.rows ?? 0), 0)
  const of = [json.count, json.total, json.totalCount, json.total_count, json.numberMatched].find(
    (v): v is number => typeof v === 'number' && v > rows,
  )
  const cut = [json, json.properties].some((o) => isObject(o) && o.exceededTransferLimit === true)
  const next = typeof json.next === 'string' && json.next !== ''
  if (!cut && !(next && of !== undefined) && !(of !== undefined && of === json.numberMatched)) return found
  const note = `The server sent only a part of its rows${of === undefined ? '' : `, ${showNumber(rows)} of ${showNumber(of)}`}: ask it for the rest, and drop all parts together.`
  return { ...found, tables: found.tables.map((t) => ({ ...t, notes: [...t.notes, note] })) }
}
