/**
 * Large messages without holding a thread up. Cloning a table of a million rows takes a quarter of a second in one
 * piece; here its columns are copied one after the other between breaths and then moved, and dictionaries travel as
 * one text instead of a hundred thousand.
 */
import { buffersOf } from './protocol.ts'
import { isShared } from './shared.ts'

/** Messages with more bytes than this are copied in pieces. */
const LARGE = 4 * 2 ** 20
/** Milliseconds of copying between two breaths. */
const SLICE = 6
/** Shorter dictionaries are cloned as they are. */
const MANY = 1000
/** How deep in a message columns may lie. */
const DEEP = 5

/** The values of a dictionary behind each other, and where each ends, in UTF-16 units. */
interface Packed {
  readonly packed: string
  readonly ends: Uint32Array
}

type Plain = Record<string, unknown>
const isPlain = (v: unknown): v is Plain =>
  typeof v === 'object' && v !== null && [Object.prototype, null].includes(Object.getPrototypeOf(v) as never)

/** The value with every plain object that `change` has something for replaced; untouched parts stay the same objects. */
function replaced(value: unknown, change: (v: Plain) => Plain | undefined, depth = DEEP): unknown {
  if (depth === 0) return value
  if (Array.isArray(value)) {
    if (value.length > 100 || !value.some(isPlain)) return value
    return value.map((v) => replaced(v, change, depth - 1))
  }
  if (!isPlain(value)) return value
  const changed = change(value)
  if (changed) return changed
  let out = value
  for (const [key, v] of Object.entries(value)) {
    const next = replaced(v, change, depth - 1)
    if (next !== v) out = { ...out, [key]: next }
  }
  return out
}

/** A message with its long dictionaries as one text each. */
export const packDicts = (message: unknown): unknown =>
  replaced(message, ({ codes, values, ...rest }) => {
    if (!(codes instanceof Uint32Array) || !Array.isArray(values) || values.length < MANY) return undefined
    const ends = new Uint32Array(values.length)
    let end = 0
    for (let i = 0; i < values.length; i++) ends[i] = end += (values[i] as string).length
    return { ...rest, codes, values: { packed: values.join(''), ends } satisfies Packed }
  })

/** The same message as it was before `packDicts`. */
export const unpackDicts = (message: unknown): unknown =>
  replaced(message, ({ codes, values, ...rest }) => {
    if (!(codes instanceof Uint32Array) || !isPlain(values) || !(values.ends instanceof Uint32Array))
      return undefined
    const { packed, ends } = values as unknown as Packed
    const texts = new Array<string>(ends.length)
    for (let i = 0, from = 0; i < ends.length; from = ends[i++]) texts[i] = packed.slice(from, ends[i])
    return { ...rest, codes, values: texts }
  })

/** Whether a message is worth `parcel`. */
export function isLarge(message: unknown): boolean {
  const buffers = new Set<ArrayBufferLike>()
  for (const { buffer } of viewsOf(message)) buffers.add(buffer)
  let bytes = 0
  for (const b of buffers) bytes += b.byteLength
  return bytes > LARGE
}

/** An answer that holds nothing of the table's shared memory: whoever gets it may write to it, lock it or keep it. */
export function apart(answer: unknown): unknown {
  const views = viewsOf(answer)
  if (![...views].some(isShared)) return answer
  return withViews(
    answer,
    new Map([...views].map((v) => [v, isShared(v) ? (v as unknown as Uint8Array).slice() : v])),
  )
}

/**
 * A copy of a message whose typed arrays can be moved; made in pieces, so that clicks and frames come between. What lies
 * in shared memory goes as it is.
 */
export async function parcel(message: unknown): Promise<{ message: unknown; move: ArrayBuffer[] }> {
  const { port1, port2 } = new MessageChannel()
  let wake = () => {}
  port1.onmessage = () => wake()
  const breathe = () =>
    new Promise<void>((resolve) => {
      wake = resolve
      port2.postMessage(0)
    })
  try {
    const packed = packDicts(message)
    const copies = new Map<unknown, ArrayBufferView>()
    for (const view of viewsOf(packed)) {
      if (isShared(view)) {
        copies.set(view, view)
        continue
      }
      const since = performance.now()
      copies.set(view, copyOf(view as Uint8Array))
      if (performance.now() - since > SLICE || view.byteLength > 2 ** 20) await breathe()
    }
    const copy = withViews(packed, copies)
    return { message: copy, move: buffersOf(copy) }
  } finally {
    port1.close()
  }
}

/** A copy of a column; of one that holds nothing but noughts a new one, to which nothing is written and which so takes no memory. */
function copyOf(view: Uint8Array): Uint8Array {
  for (let i = 0; i < view.length; i++) if (!Object.is(view[i], 0)) return view.slice()
  return new (view.constructor as Uint8ArrayConstructor)(view.length)
}

/** Every typed array of a message once. */
function viewsOf(value: unknown, found = new Set<ArrayBufferView>()): Set<ArrayBufferView> {
  if (ArrayBuffer.isView(value)) found.add(value)
  else if (Array.isArray(value)) {
    if (typeof value[0] === 'object') for (const v of value) viewsOf(v, found)
  } else if (isPlain(value)) for (const v of Object.values(value)) viewsOf(v, found)
  return found
}

function withViews(value: unknown, copies: ReadonlyMap<unknown, ArrayBufferView>): unknown {
  if (ArrayBuffer.isView(value)) return copies.get(value)
  if (Array.isArray(value))
    return typeof value[0] === 'object' ? value.map((v) => withViews(v, copies)) : value
  if (!isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, withViews(v, copies)]))
}
