/** Archives, unpacked one entry at a time in one pass. */
import { Unzip, UnzipInflate } from 'fflate'
import { Declined } from '../rows/table.ts'

const SLICE = 1 << 18
/** Most bytes one entry may unpack to. */
const MAX_ENTRY = 1024 * 2 ** 20
/** Most entries looked at. */
const MAX_ENTRIES = 5000

/** One file of an archive. */
export interface Entry {
  readonly path: string
  readonly blob: Blob
  /** share of the archive read so far */
  readonly share: number
}

/**
 * The files of an archive in order, each whole, only one in memory at a time. Yields undefined now and
 * then while a long entry unpacks. `wanted` is asked by path before anything is unpacked.
 */
export async function* entriesOf(
  name: string,
  blob: Blob,
  wanted: (path: string) => boolean = () => true,
): AsyncGenerator<Entry | undefined> {
  const ready: Entry[] = []
  let failed: Error | undefined
  let seen = 0
  let fed = 0
  const share = () => Math.min(1, fed / Math.max(1, blob.size))
  const bomb = (path: string, size: number) =>
    new Declined(
      `${name} › ${path} unpacks to more than ${Math.round(size / 2 ** 20)} MB, far more than crime extracts do; it was not read. Unpack it, check what it is and drop the file itself.`,
    )
  const unzip = new Unzip((file) => {
    if (file.name.endsWith('/') || /(^|\/)(__MACOSX\/|\.)/.test(file.name) || !wanted(file.name)) return
    if (++seen > MAX_ENTRIES) {
      failed ??= new Declined(`${name} holds more than ${MAX_ENTRIES} files; drop the ones you need.`)
      return
    }
    const parts: Uint8Array<ArrayBuffer>[] = []
    let size = 0
    file.ondata = (error, chunk, final) => {
      if (error) {
        failed ??= new Declined(
          `${name} is damaged or of a kind of zip that cannot be read (${error.message}).`,
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
      if (final) ready.push({ path: file.name, blob: new Blob(parts), share: share() })
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
    } catch (error) {
      failed ??= new Declined(`${name} is damaged: ${String((error as Error).message ?? error)}.`)
    }
    if (failed) throw failed
    while (ready.length > 0) yield ready.shift()
    yield undefined
  }
  if (seen === 0) throw new Declined(`${name} is an archive with nothing in it that Cocoon could open.`)
}
