/** The beginning of a file, and the end of an archive, made ready to be recognised. */
import { encodingOf, looksLikeText } from './bytes.ts'
import type { Bytes } from './bytes.ts'
import type { Head } from './format.ts'

/** Whether a file begins as an archive does, be it an empty one. */
export const isZip = (magic: string): boolean =>
  magic.startsWith('PK\x03\x04') || magic.startsWith('PK\x05\x06')

/** What the list of formats asks about a file. */
export async function peek({ name, head: bytes, blob }: Bytes): Promise<Head> {
  const magic = String.fromCharCode(...bytes.subarray(0, 16))
  const text = looksLikeText(bytes)
    ? new TextDecoder(encodingOf(bytes))
        .decode(bytes)
        .replace(/^\ufeff/, '')
        .trimStart()
    : ''
  const directory = isZip(magic) && blob ? await namesIn(blob) : ''
  return { name, bytes, magic, text, directory }
}

/** Where the record at the end of an archive begins among its last bytes; below 0 where there is none. */
export function endRecord(tail: DataView): number {
  let at = tail.byteLength - 22
  while (at >= 0 && tail.getUint32(at, true) !== 0x06054b50) at--
  return at
}

/** The last megabyte of an archive as Latin-1, from where its own directory begins: a workbook in it has another. */
async function namesIn(blob: Blob): Promise<string> {
  const tail = new Uint8Array(await blob.slice(Math.max(0, blob.size - 2 ** 20)).arrayBuffer())
  const view = new DataView(tail.buffer)
  const end = endRecord(view)
  const from = end < 0 ? 0 : view.getUint32(end + 16, true) - (blob.size - tail.length)
  return new TextDecoder('latin1').decode(tail.subarray(from > 0 && from < end ? from : 0))
}
