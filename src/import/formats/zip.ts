/** Archives, unpacked one entry at a time in one pass. */
import { countOf } from '../../core/base/words.ts'
import { Declined } from '../rows/table.ts'
import type { Format, Member } from './format.ts'
import { endRecord, isZip } from './peek.ts'

const SLICE = 1 << 18
/** Most bytes one entry may unpack to. */
const MAX_ENTRY = 1024 * 2 ** 20
/** Most entries looked at. */
const MAX_ENTRIES = 5000

const refusal = {
  sentence:
    'is an archive that breaks off or is damaged. Download or pack it again, or drop the files in it.',
}

export const zip: Format = {
  kind: 'zip',
  sniff: ({ magic }) => isZip(magic),
  refusal,
  open({ name, blob, bytes, depth }) {
    if (depth > 0)
      throw new Declined(`${name} is an archive within an archive. Unpack it and drop what is inside.`)
    return Promise.resolve({ members: entriesOf(name, bytes.blob ?? blob) })
  },
}

/** Whether a path names a file that somebody put there: no folder, and no file that a system keeps for itself. */
const isFile = (path: string): boolean => {
  const parts = path.split(/[\\/]/).filter((p) => p !== '' && p !== '.' && p !== '..')
  return (
    parts.length > 0 && !/[\\/]$/.test(path) && parts.every((p) => p !== '__MACOSX' && !p.startsWith('.'))
  )
}

/** A file as the directory at the end of an archive tells it. */
interface Entry {
  readonly path: string
  readonly checksum: number
  /** packed bytes, and as they are */
  readonly packed: number
  readonly size: number
  /** where its own header begins */
  readonly at: number
}

/** What the directory at the end of an archive tells. */
interface Directory {
  /** how many files there are */
  readonly n: number
  /** as they lie in the archive; absent where the directory does not say where that is */
  readonly entries?: readonly Entry[]
}

/** Numbers of a directory's entry, those too long for four bytes from among its further fields. */
function long(list: DataView, from: number, to: number, numbers: readonly number[]): number[] {
  let at = from
  while (at + 4 <= to && list.getUint16(at, true) !== 1) at += 4 + list.getUint16(at + 2, true)
  at += 4
  return numbers.map((n) => {
    if (n < 0xffffffff || at + 8 > to) return n
    at += 8
    return Number(list.getBigUint64(at - 8, true))
  })
}

/** Undefined where it cannot be read, as of an archive that breaks off. */
async function directoryOf(
  blob: Blob,
  nameOf: (bytes: Uint8Array, latin1: boolean) => string,
): Promise<Directory | undefined> {
  const viewOf = async (from: number, to: number) => new DataView(await blob.slice(from, to).arrayBuffer())
  const end = await viewOf(Math.max(0, blob.size - 66_000), blob.size)
  const last = endRecord(end)
  if (last < 0) return undefined
  const n = end.getUint16(last + 10, true)
  const entries: Entry[] = []
  const from = end.getUint32(last + 16, true)
  const list = await viewOf(from, from + (n > MAX_ENTRIES ? 0 : end.getUint32(last + 12, true)))
  for (let at = 0; at + 46 <= list.byteLength && list.getUint32(at, true) === 0x02014b50;) {
    const [name, more, remark] = [28, 30, 32].map((k) => list.getUint16(at + k, true))
    const bytes = new Uint8Array(list.buffer, at + 46, Math.min(name, list.byteLength - at - 46))
    const rest = at + 46 + name
    const told = [24, 20, 42].map((k) => list.getUint32(at + k, true))
    const [size, packed, start] = long(list, rest, Math.min(rest + more, list.byteLength), told)
    const path = nameOf(bytes, (list.getUint16(at + 8, true) & 0x800) === 0)
    entries.push({ path, checksum: list.getUint32(at + 16, true), packed, size, at: start })
    at = rest + more + remark
  }
  const all = entries.reduce((sum, e) => sum + 30 + e.packed, 0)
  const lie = entries.every((e) => e.at + 30 + e.packed <= from) && all <= from && from <= blob.size
  return lie && entries.length === n ? { n, entries: entries.sort((a, b) => a.at - b.at) } : { n }
}

/**
 * The bytes of an archive, piece by piece, with where each ends and whose they are. Where the directory says where its
 * files lie, each header is given the lengths that stand there: a program that packs as it goes writes them behind the
 * file, and where that is cannot be told of files that lie unpacked in the archive and are archives themselves.
 */
async function* piecesOf(
  name: string,
  blob: Blob,
  entries: readonly Entry[] | undefined,
): AsyncGenerator<{ piece: Uint8Array; to: number; entry?: Entry }> {
  const bytesOf = async (from: number, to: number) => new Uint8Array(await blob.slice(from, to).arrayBuffer())
  if (!entries)
    for (let at = 0; at < blob.size; at += SLICE) {
      const piece = await bytesOf(at, at + SLICE)
      yield { piece, to: at + piece.length }
    }
  for (const entry of entries ?? []) {
    const fixed = new DataView((await bytesOf(entry.at, entry.at + 30)).buffer)
    if (fixed.getUint32(0, true) !== 0x04034b50) throw new Declined(`${name} ${refusal.sentence}`)
    const start = entry.at + 30 + fixed.getUint16(26, true) + fixed.getUint16(28, true)
    const end = start + entry.packed
    for (let at = entry.at; at < end || at === entry.at;) {
      const to = Math.min(end, Math.max(at, start) + SLICE)
      // a file without bytes is known by those behind it
      const piece = await bytesOf(at, Math.max(to, start + 1))
      if (at === entry.at) {
        const header = new DataView(piece.buffer)
        header.setUint16(6, header.getUint16(6, true) & ~8, true)
        header.setUint32(18, entry.packed, true)
        header.setUint32(22, entry.size, true)
      }
      yield { piece, to, entry }
      at = to
    }
  }
}

/**
 * The files of an archive in order, each whole, only one in memory at a time. Yields undefined now and
 * then while a long entry unpacks. `wanted` is asked by path before anything is unpacked.
 */
export async function* entriesOf(
  name: string,
  blob: Blob,
  wanted: (path: string) => boolean = () => true,
): AsyncGenerator<Member | undefined> {
  const many = () =>
    new Declined(
      `${name} holds more than ${countOf(MAX_ENTRIES, 'file')}, and none of them was read. Drop only the ones you need.`,
    )
  const { Unzip, UnzipInflate, strFromU8 } = await import('fflate')
  const { createCRC32 } = await import('hash-wasm')
  const [directory, crc] = await Promise.all([directoryOf(blob, strFromU8), createCRC32()])
  if ((directory?.n ?? 0) > MAX_ENTRIES) throw many()
  const isWhole = (told: Entry | undefined, parts: readonly Uint8Array[]) => {
    if (!told) return true
    crc.init()
    for (const p of parts) crc.update(p)
    return told.checksum === parseInt(crc.digest(), 16)
  }
  const changed: string[] = []
  const ready: Member[] = []
  let failed: Error | undefined
  let seen = 0
  let fed = 0
  let told: Entry | undefined
  const share = () => Math.min(1, fed / Math.max(1, blob.size))
  const bomb = (path: string, size: number) =>
    new Declined(
      `${name} › ${path} unpacks to more than ${Math.round(size / 2 ** 20)} MB, far more than crime extracts do; it was not read. Unpack it, check what it is and drop the file itself.`,
    )
  const unzip = new Unzip((file) => {
    if (!isFile(file.name) || !wanted(file.name)) return
    if (++seen > MAX_ENTRIES) {
      failed ??= new Declined(
        `${name} holds more files than its directory says. Pack it again, or drop the ones you need.`,
      )
      return
    }
    const parts: Uint8Array<ArrayBuffer>[] = []
    let size = 0
    file.ondata = (error, chunk, final) => {
      if (error) {
        failed ??= new Declined(
          `${name} is damaged or of a kind of zip that cannot be read. Unpack it and drop the files.`,
        )
        return
      }
      size += chunk.length
      // a bomb is stopped while it unpacks, not after
      if (size > MAX_ENTRY || (size > 2 ** 27 && size > fed * 200)) {
        failed ??= bomb(file.name, size)
        file.terminate()
        return
      }
      parts.push(chunk as Uint8Array<ArrayBuffer>)
      if (!final) return
      if (!isWhole(told, parts)) changed.push(file.name)
      else ready.push({ path: file.name, blob: new Blob(parts), share: share() })
    }
    try {
      file.start()
    } catch {
      failed ??= new Declined(
        `${name} › ${file.name} is packed or encrypted in a way that cannot be read. Unpack the archive and drop the files.`,
      )
    }
  })
  unzip.register(UnzipInflate)
  const push = (piece: Uint8Array, last: boolean) => {
    try {
      unzip.push(piece, last)
    } catch {
      failed ??= new Declined(`${name} ${refusal.sentence}`)
    }
    if (failed) throw failed
  }
  const asked = directory?.entries?.filter((e) => isFile(e.path) && wanted(e.path))
  for await (const { piece, to, entry } of piecesOf(name, blob, asked)) {
    fed = to
    told = entry
    push(piece, false)
    while (ready.length > 0) yield ready.shift()
    yield undefined
  }
  push(new Uint8Array(0), true)
  while (ready.length > 0) yield ready.shift()
  // those that are whole have been read
  if (changed.length > 0)
    throw new Declined(
      `${changed.map((path) => `${name} › ${path}`).join(', ')} ${changed.length === 1 ? 'was' : 'were'} not read: the checksum told is of other bytes, so some were changed or lost on the way. Copy, download or save ${name} again.`,
    )
  if (seen === 0) throw new Declined(`${name} is an archive with nothing in it that Cocoon could open.`)
}
