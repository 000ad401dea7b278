/** Files as re-readable streams of bytes, and those bytes as text in whatever encoding they are. */
import { Declined } from '../rows/table.ts'

const SLICE = 1 << 20
/** Text grows ten-fold at most in real extracts; a file that unzips to more is a bomb or a mistake. */
export const MAX_UNPACKED = 3 * 2 ** 30
/** Larger files are refused before they are read. */
export const MAX_FILE = 2 * 2 ** 30

/** A file's bytes, unpacked where the file was a gzip. Can be opened again and again. */
export interface Bytes {
  readonly name: string
  /** the first 64 kB or less */
  readonly head: Uint8Array
  /** the unpacked file where it is at hand as one */
  readonly blob: Blob | undefined
  open(): AsyncGenerator<{ chunk: Uint8Array<ArrayBuffer>; share: number }>
}

const bytesOf = async (blob: Blob, from = 0, to = blob.size): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await blob.slice(from, to).arrayBuffer())

/**
 * Reads slices of a blob one after the other. Where a stream gives a slice as one piece, as Node does, it is taken from
 * there: as an `ArrayBuffer` it would be copied once more, and what is let go of a large file has to be gathered up.
 */
function slicesOf(blob: Blob): (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>> {
  let whole = true
  return async (from, to) => {
    if (!whole) return bytesOf(blob, from, to)
    const reader = blob.slice(from, to).stream().getReader()
    const { value } = await reader.read()
    if (value?.length === to - from) return value
    whole = false
    await reader.cancel()
    return bytesOf(blob, from, to)
  }
}

/** A file as it lies there, or unpacked when its first bytes say gzip. */
export async function bytesFrom(name: string, blob: Blob): Promise<Bytes> {
  const start = await bytesOf(blob, 0, 1 << 16)
  const gzip = start[0] === 0x1f && start[1] === 0x8b
  if (!gzip)
    return {
      name,
      head: start,
      blob,
      async *open() {
        // the next piece is fetched while this one is worked on
        const read = slicesOf(blob)
        let next = read(0, Math.min(SLICE, blob.size))
        for (let at = 0; at < blob.size; at += SLICE) {
          const chunk = await next
          const then = at + SLICE
          if (then < blob.size) {
            next = read(then, Math.min(then + SLICE, blob.size))
            // a reader that stops early leaves this one unasked for
            next.catch(() => {})
          }
          yield { chunk, share: Math.min(1, then / blob.size) }
        }
      },
    }
  const open = () => gunzip(name, blob)
  const packed = { name: name.replace(/\.gz$/i, ''), head: start, blob: undefined, open }
  return { ...packed, head: await headOf(packed, 1 << 16) }
}

async function* gunzip(name: string, blob: Blob) {
  const { readable, writable } = new DecompressionStream('gzip')
  const reader = readable.getReader()
  const writer = writable.getWriter()
  let fed = 0
  const feed = async () => {
    for (let at = 0; at < blob.size; at += SLICE) {
      const piece = await bytesOf(blob, at, Math.min(at + SLICE, blob.size))
      fed = at + piece.length
      await writer.write(piece)
    }
    await writer.close()
  }
  // whatever goes wrong is heard by the reader
  feed().catch(() => {})
  let out = 0
  // small pieces are gathered, so that the parser works on about a megabyte at a time
  let room = new Uint8Array(SLICE)
  let used = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      out += value.length
      if (out > MAX_UNPACKED || (out > 2 ** 28 && out > fed * 300))
        throw new Declined(
          `${name} unpacks to more than ${Math.round(out / 2 ** 20)} MB, far more than crime extracts do; it was not read. Unpack it, check what it is and drop the file itself.`,
        )
      for (let at = 0; at < value.length;) {
        const some = value.subarray(at, at + room.length - used)
        room.set(some, used)
        at += some.length
        used += some.length
        if (used < room.length) continue
        yield { chunk: room, share: Math.min(1, fed / blob.size) }
        room = new Uint8Array(SLICE)
        used = 0
      }
    }
  } catch (error) {
    if (error instanceof Declined) throw error
    throw new Declined(`${name} is a gzip file that breaks off or is damaged. Export or download it again.`)
  } finally {
    reader.cancel().catch(() => {})
    writer.abort().catch(() => {})
  }
  yield { chunk: room.subarray(0, used), share: 1 }
}

function join(a: Uint8Array<ArrayBuffer>, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** The first bytes of a file, as many as asked for or as there are. */
export async function headOf(source: Bytes, size: number): Promise<Uint8Array<ArrayBuffer>> {
  let head = new Uint8Array()
  for await (const { chunk } of source.open()) {
    head = join(head, chunk)
    if (head.length >= size) break
  }
  return head.subarray(0, size)
}

/** The whole file, for formats that cannot be read in pieces. Refuses above the limit, with a sentence. */
export async function allBytes(source: Bytes, limit = 512 * 2 ** 20): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const { chunk } of source.open()) {
    parts.push(chunk)
    size += chunk.length
    if (size > limit)
      throw new Declined(
        `${source.name} is larger than ${Math.round(limit / 2 ** 20)} MB, the most Cocoon opens of this format. Export a shorter period, or as CSV.`,
      )
  }
  const all = new Uint8Array(size)
  let at = 0
  for (const p of parts) {
    all.set(p, at)
    at += p.length
  }
  return all
}

/** Name of the encoding of a text, by its byte order mark, its zero bytes, or whether it is good UTF-8. */
export function encodingOf(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | OneByte {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  // plain text in UTF-16 has a zero in every second byte
  const some = head.subarray(0, 4096)
  let even = 0
  let odd = 0
  for (let i = 0; i + 1 < some.length; i += 2) {
    if (some[i] === 0) even++
    if (some[i + 1] === 0) odd++
  }
  if (odd > some.length / 5 && even < odd / 10) return 'utf-16le'
  if (even > some.length / 5 && odd < even / 10) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return 'utf-8'
  } catch {
    return oneByteOf(head)
  }
}

/** The encodings of a byte a letter: of Windows, and of the Macintosh before it wrote UTF-8, as Excel there still does. */
export type OneByte = 'windows-1252' | 'macintosh'

/** What the apostrophe and the é of a Macintosh are by Windows: a capital within or behind small letters. */
const OF_MACINTOSH = /[a-z]Õ(?:s|t|d|m|ll|re|ve)(?![A-Za-z])|[A-Z]ÕS(?![A-Za-z])|[a-z]Ž(?![A-Za-z])/
/** An apostrophe or a small letter where it makes sense by Windows, or UTF-8 among other bytes. */
const OF_WINDOWS = /[A-Za-z]’[sS]|[a-z][à-ÿ]|[ÂÃ][^\0-\x7f]/

/** Windows unless its letters make no sense and none but those of a Macintosh do. */
function oneByteOf(bytes: Uint8Array): OneByte {
  const text = new TextDecoder('windows-1252').decode(bytes)
  return OF_MACINTOSH.test(text) && !OF_WINDOWS.test(text) ? 'macintosh' : 'windows-1252'
}

/** The text of a file that is read whole, without a byte order mark; what turns out not to be UTF-8 has a byte a letter, as in a CSV. */
export function textOf(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes.subarray(0, 1 << 16))
  try {
    // the last letter may be cut off with the file
    return new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(bytes, { stream: true })
  } catch {
    // with the mark of UTF-8 in front a broken letter is one broken letter
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    return new TextDecoder(marked ? 'utf-8' : oneByteOf(bytes)).decode(bytes)
  }
}

/** Thrown when a text that began as UTF-8 turns out not to be: it is read again in another encoding. */
export class NotUtf8 extends Error {
  constructor(readonly encoding: OneByte) {
    super()
  }
}

/** The file as pieces of UTF-8 without a byte order mark, whatever its encoding is. */
export async function* utf8Pieces(
  source: Bytes,
  encoding: string,
): AsyncGenerator<{ bytes: Uint8Array<ArrayBuffer>; share: number }> {
  const decoder = new TextDecoder(encoding)
  const encoder = new TextEncoder()
  let first = true
  for await (const { chunk, share } of source.open()) {
    const bytes = encoding === 'utf-8' ? chunk : encoder.encode(decoder.decode(chunk, { stream: true }))
    const mark = first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    first = false
    yield { bytes: mark ? bytes.subarray(3) : bytes, share }
  }
}

/** Whether bytes are text rather than some binary format: hardly any control characters. */
export function looksLikeText(head: Uint8Array): boolean {
  const encoding = encodingOf(head)
  if (encoding.startsWith('utf-16')) return true
  let odd = 0
  const n = Math.min(head.length, 4096)
  for (let i = 0; i < n; i++)
    if (head[i] < 9 || (head[i] > 13 && head[i] < 32 && head[i] !== 27 && head[i] !== 30)) odd++
  return odd <= n / 500
}

/** Throws `NotUtf8` for bytes that are none. */
export function mustBeUtf8(bytes: Uint8Array): void {
  if (isAscii(bytes)) return
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new NotUtf8(oneByteOf(bytes))
  }
}

/** Whether no byte is above 127, looked at four at a time where they begin on a word. */
function isAscii(bytes: Uint8Array): boolean {
  let bits = 0
  let at = 0
  if (bytes.byteOffset % 4 === 0) {
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
    const even = words.length & ~3
    for (let i = 0; i < even; i += 4) bits |= words[i] | words[i + 1] | words[i + 2] | words[i + 3]
    for (let i = even; i < words.length; i++) bits |= words[i]
    at = words.length * 4
  }
  for (; at < bytes.length; at++) bits |= bytes[at]
  return (bits & 0x80808080) === 0
}
