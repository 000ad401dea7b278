/** Archives, unpacked one entry at a time in one pass. */
import { countOf } from '../../core/base/words.ts'
import { Declined } from '../rows/table.ts'
import type { Format, Member } from './format.ts'
import { isZip } from './peek.ts'

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

/** What the directory at the end of an archive tells of its files. */
interface Directory {
  /** how many there are */
  readonly n: number
  /** their checksums, by path; several where a path comes again */
  readonly checksums: ReadonlyMap<string, readonly number[]>
}

/** Undefined where it cannot be read, as of an archive that breaks off. */
async function directoryOf(
  blob: Blob,
  nameOf: (bytes: Uint8Array, latin1: boolean) => string,
): Promise<Directory | undefined> {
  const viewOf = async (from: number, to: number) => new DataView(await blob.slice(from, to).arrayBuffer())
  const end = await viewOf(Math.max(0, blob.size - 66_000), blob.size)
  let last = end.byteLength - 22
  while (last >= 0 && end.getUint32(last, true) !== 0x06054b50) last--
  if (last < 0) return undefined
  const n = end.getUint16(last + 10, true)
  const checksums = new Map<string, number[]>()
  const from = end.getUint32(last + 16, true)
  const list = await viewOf(from, from + (n > MAX_ENTRIES ? 0 : end.getUint32(last + 12, true)))
  for (let at = 0; at + 46 <= list.byteLength && list.getUint32(at, true) === 0x02014b50;) {
    const [long, more, remark] = [28, 30, 32].map((k) => list.getUint16(at + k, true))
    const bytes = new Uint8Array(list.buffer, at + 46, Math.min(long, list.byteLength - at - 46))
    const path = nameOf(bytes, (list.getUint16(at + 8, true) & 0x800) === 0)
    checksums.set(path, [...(checksums.get(path) ?? []), list.getUint32(at + 16, true)])
    at += 46 + long + more + remark
  }
  return { n, checksums }
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
  const isWhole = (path: string, parts: readonly Uint8Array[]) => {
    const told = directory?.checksums.get(path)
    if (!told) return true
    crc.init()
    for (const p of parts) crc.update(p)
    return told.includes(parseInt(crc.digest(), 16))
  }
  const changed: string[] = []
  const ready: Member[] = []
  let failed: Error | undefined
  let seen = 0
  let fed = 0
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
      if (!isWhole(file.name, parts)) changed.push(file.name)
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
  for (let at = 0; at < blob.size; at += SLICE) {
    const piece = new Uint8Array(await blob.slice(at, at + SLICE).arrayBuffer())
    fed = at + piece.length
    try {
      unzip.push(piece, fed >= blob.size)
    } catch {
      failed ??= new Declined(`${name} ${refusal.sentence}`)
    }
    if (failed) throw failed
    while (ready.length > 0) yield ready.shift()
    yield undefined
  }
  // those that are whole have been read
  if (changed.length > 0)
    throw new Declined(
      `${changed.map((path) => `${name} › ${path}`).join(', ')} ${changed.length === 1 ? 'was' : 'were'} not read: the checksum told is of other bytes, so some were changed or lost on the way. Copy, download or save ${name} again.`,
    )
  if (seen === 0) throw new Declined(`${name} is an archive with nothing in it that Cocoon could open.`)
}
