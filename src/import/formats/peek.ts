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
  const zip = isZip(magic)
  const directory =
    zip && blob
      ? new TextDecoder('latin1').decode(await blob.slice(Math.max(0, blob.size - 2 ** 20)).arrayBuffer())
      : ''
  return { name, bytes, magic, text, directory }
}
