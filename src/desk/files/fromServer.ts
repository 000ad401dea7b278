/** Opens a file of the page's own server by its address: Parquet by pieces as they are needed, anything else whole. */
import type { Far } from '../../import/contract.ts'
import { showNumber } from '../../core/base/words.ts'
import { FarBlob, findFar } from '../../import/formats/far.ts'
import { openFiles } from './open.ts'

/** A smaller file is fetched whole, in bytes: its pieces would take more requests than they save. */
const SMALL = 2 ** 25
/** How a Parquet file begins. */
const PARQUET = 'PAR1'

/** A file that stays on the server. A worker is told where it lies; whatever reads it here asks for the bytes. */
class FarFile extends File {
  readonly #blob: FarBlob

  constructor(
    name: string,
    readonly far: Far,
  ) {
    super([], name)
    this.#blob = new FarBlob(name, far)
  }
  override get size() {
    return this.far.size
  }
  override slice(start?: number, end?: number) {
    return this.#blob.slice(start, end)
  }
  override arrayBuffer() {
    return this.#blob.arrayBuffer()
  }
  override bytes() {
    return this.#blob.bytes()
  }
  override text() {
    return this.#blob.text()
  }
  override stream() {
    return this.#blob.stream()
  }
}

/** The address that was typed, on this page's own server; throws a sentence where it is none. */
export function addressHere(text: string, page: string): URL {
  let url: URL
  try {
    url = new URL(text.trim(), page)
  } catch {
    throw new Error('It is no address. One such as data/extract.parquet was expected.')
  }
  const { origin, host } = new URL(page)
  if (text.trim() === '' || url.origin !== origin)
    throw new Error(
      `This page asks only its own server (${host}). Give an address there, such as data/extract.parquet, or save the file and drop it here.`,
    )
  return url
}

/** Letters of a name that a sentence can bear. */
const MOST_LETTERS = 120

/** The last part of an address, as a name of a file. */
function nameOf(url: URL): string {
  const last = url.pathname.split('/').pop() || 'file'
  try {
    return decodeURIComponent(last).slice(0, MOST_LETTERS)
  } catch {
    return last.slice(0, MOST_LETTERS)
  }
}

/** Most bytes that are fetched whole: what a browser can be asked to hold, and an end to an answer without one. */
const MOST = 2 ** 31

/** What may be asked of a fetch. */
export interface Fetching {
  /** ends it */
  readonly signal?: AbortSignal
  /** told as bytes come */
  readonly came?: (bytes: number) => void
  /** below this a Parquet file is fetched whole; bytes */
  readonly small?: number
  /** most bytes of an answer */
  readonly most?: number
}

/** The whole of an answer as a file. Throws a sentence where it has no end. */
async function wholeOf(answer: Response, name: string, { most = MOST, came }: Fetching): Promise<File> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const reader = answer.body?.getReader()
  for (let size = 0; ;) {
    const step = await reader?.read()
    if (!step || step.done) return new File(parts, name)
    size += step.value.length
    if (size > most) {
      await reader?.cancel()
      throw new Error(
        `${name} is over ${showNumber(Math.round(most / 2 ** 20))} MB, or has no end: it was not fetched on. Save it and drop the part you need, or make it a Parquet file.`,
      )
    }
    parts.push(step.value)
    came?.(size)
  }
}

/** The file at an address of this server. Throws a sentence. */
export async function fileFromServer(text: string, page: string, how: Fetching = {}): Promise<File> {
  const url = addressHere(text, page)
  const name = nameOf(url)
  const { signal, small = SMALL } = how
  try {
    const found = await findFar(url.href, PARQUET.length, signal)
    if (found && found.far.size > small && new TextDecoder().decode(found.head) === PARQUET)
      return new FarFile(name, found.far)
    // where a server sends on to is not asked unseen: it may be another server
    const answer = await fetch(url, { redirect: 'manual', ...(signal && { signal }) })
    if (answer.ok) return await wholeOf(answer, name, how)
    await answer.body?.cancel()
    if (answer.type === 'opaqueredirect' || (answer.status >= 300 && answer.status < 400))
      throw new Error(
        `The server sends on to another address for ${name}. Give the address where the file itself lies, on this server.`,
      )
    throw new Error(
      answer.status === 404
        ? `There is no ${name} at ${url.pathname}. Check the address: it counts from the folder of this page.`
        : `The server answers ${answer.status} for ${name}. Ask whoever runs it.`,
    )
  } catch (error) {
    throw error instanceof TypeError
      ? new Error(`The server did not answer for ${name}. Check the network, then try again.`)
      : error
  }
}

/** Opens it as if it had been dropped. Throws a sentence where it is not there. */
export async function openFromServer(text: string, how: Fetching): Promise<void> {
  const file = await fileFromServer(text, document.baseURI, how)
  void openFiles([file])
}
