/**
 * Columns and texts of a large table in memory that the page and its workers look at together: one copy of the table instead of one
 * each. Browsers give such memory to pages that are cut off from other origins alone (docs/serving.md); without it tables
 * are copied as ever. A shared column is written before it is handed out and never afterwards.
 */
import { giveBackBuffer } from '../core/base/giveBack.ts'
import type { TextColumn } from '../core/base/text.ts'
import { COLUMNS, type Incidents, type IncidentText } from '../core/table/incidents.ts'
import { buffersOf } from './protocol.ts'

/** Whether this page, or the page of this worker, may share memory. */
export const canShare = (): boolean =>
  globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer === 'function'

/** Whether an array lies in shared memory. */
export const isShared = (view: ArrayBufferView): boolean =>
  typeof SharedArrayBuffer === 'function' && view.buffer instanceof SharedArrayBuffer

type View = Float64Array | Uint8Array
type MakeView = new (buffer: ArrayBufferLike) => View

/** Bytes looked at together: pieces of nothing but noughts are not written, and so take no memory. */
const PIECE = 1 << 16

function isEmpty(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) return false
  return true
}

/** The same values in shared memory. */
function sharedCopy(view: View): View {
  const from = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  const memory = new SharedArrayBuffer(view.byteLength)
  const to = new Uint8Array(memory)
  for (let at = 0; at < from.length; at += PIECE) {
    const piece = from.subarray(at, at + PIECE)
    if (!isEmpty(piece)) to.set(piece, at)
  }
  return new (view.constructor as MakeView)(memory)
}

/**
 * Puts columns into shared memory, one after the other, and tells where each is now. The memory they had before is given up,
 * but for what `beside` holds too: columns that were one array stay one.
 */
function share(views: readonly View[], beside: unknown): (view: View) => View {
  const held = new Set(buffersOf(beside))
  // views of one buffer are given up together, after the last was copied
  const left = new Map<ArrayBufferLike, number>()
  for (const view of new Set(views)) left.set(view.buffer, (left.get(view.buffer) ?? 0) + 1)
  const made = new Map<View, View>()
  for (const view of views) {
    if (made.has(view)) continue
    made.set(view, isShared(view) ? view : sharedCopy(view))
    const { buffer } = view
    const more = left.get(buffer)! - 1
    left.set(buffer, more)
    if (more === 0 && buffer instanceof ArrayBuffer && !held.has(buffer)) giveBackBuffer(buffer)
  }
  return (view) => made.get(view)!
}

/** The table with its columns in shared memory. */
export function shareColumns(table: Incidents, beside: unknown): Incidents {
  const columns: (readonly [string, View])[] = []
  for (const name of COLUMNS) {
    const column = table[name]
    if (ArrayBuffer.isView(column)) columns.push([name, column as View])
    else if (column && 'codes' in column) columns.push([`${name}.codes`, column.codes as unknown as View])
  }
  const now = share(
    columns.map(([, view]) => view),
    beside,
  )
  const out: Record<string, unknown> = { ...table }
  for (const [name, view] of columns) {
    const [of, codes] = name.split('.')
    out[of] = codes ? { ...(table[of as keyof Incidents] as object), codes: now(view) } : now(view)
  }
  return Object.freeze(out) as unknown as Incidents
}

/** The texts in shared memory: they are sent to the worker of the lists alone, which so needs no copy of them. */
export function shareTexts(text: IncidentText, beside: unknown): IncidentText {
  const columns = Object.entries(text) as [keyof IncidentText, TextColumn][]
  const now = share(
    columns.flatMap(([, { bytes, offsets }]) => [bytes, offsets as unknown as View]),
    beside,
  )
  return Object.fromEntries(
    columns.map(([name, { bytes, offsets }]) => [
      name,
      { bytes: now(bytes), offsets: now(offsets as unknown as View) },
    ]),
  ) as unknown as IncidentText
}
