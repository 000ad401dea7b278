/** A file on the page's own server, read piece by piece as pieces are needed (range requests, RFC 9110 section 14). */
import { Declined } from '../rows/table.ts'

/** Where such a file lies; can be posted to a worker. */
export interface Far {
  /** absolute */
  readonly url: string
  /** bytes */
  readonly size: number
  /** what the server calls this state of the file; null where it says nothing */
  readonly tag: string | null
}

/** Short reads bring this much with them, in bytes: the heads of pages lie a few bytes apart. */
const BLOCK = 1 << 16
/** As many blocks are held. */
const MOST_BLOCKS = 64
/** A stream hands on this much at a time, in bytes. */
const STRIDE = 1 << 20

/** The bytes of an answer; undefined where there are more than `most`, and then no more are asked for. */
async function upTo(answer: Response, most: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = answer.body?.getReader()
  const out = new Uint8Array(most)
  for (let at = 0; ;) {
    const step = await reader?.read()
    if (!step || step.done) return out.slice(0, at)
    if (at + step.value.length > most) {
      await reader?.cancel()
      return undefined
    }
    out.set(step.value, at)
    at += step.value.length
  }
}

/** Asks for the first bytes; undefined = the server gives no parts of this file. Throws what `fetch` throws. */
export async function findFar(
  url: string,
  bytes: number,
  signal?: AbortSignal,
): Promise<{ far: Far; head: Uint8Array } | undefined> {
  const answer = await fetch(url, {
    headers: { Range: `bytes=0-${bytes - 1}` },
    redirect: 'manual',
    ...(signal && { signal }),
  })
  const size = Number(/^bytes 0-\d+\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1] ?? NaN)
  if (answer.status !== 206 || !Number.isSafeInteger(size)) {
    await answer.body?.cancel()
    return undefined
  }
  const tag = answer.headers.get('etag') ?? answer.headers.get('last-modified')
  const head = await upTo(answer, bytes)
  return head && { far: { url, size, tag }, head }
}

/** The bytes of a file of a drop, wherever they lie. */
export const blobOf = ({ name, blob, far }: { name: string; blob: Blob; far?: Far }): Blob =>
  far ? new FarBlob(name, far) : blob

/** A part of it, from byte `from` up to but not `to`. Throws Declined, with a sentence. */
async function part(name: string, { url, tag }: Far, from: number, to: number): Promise<ArrayBuffer> {
  let answer: Response
  try {
    answer = await fetch(url, {
      // where it lies was settled when it was found
      redirect: 'error',
      headers: {
        Range: `bytes=${from}-${to - 1}`,
        // a weak name is of no use for parts: then the length alone is held against what was asked for
        ...(tag && !tag.startsWith('W/') && { 'If-Range': tag }),
      },
    })
    if (answer.status === 206) {
      const bytes = await upTo(answer, to - from)
      if (bytes?.byteLength === to - from) return bytes.buffer
    } else await answer.body?.cancel()
  } catch {
    throw new Declined(
      `${name} could not be read on: its server no longer answers. Check the network, then open it again.`,
    )
  }
  throw new Declined(
    answer.status === 206 || answer.ok
      ? `${name} was changed on its server while it was read. Open it again.`
      : `${name} could not be read on: its server answers ${answer.status}. Ask whoever runs it, then open it again.`,
  )
}

/** Such a file, or a piece of one, as any reader of files knows it. */
export class FarBlob implements Blob {
  readonly type = ''
  readonly size: number
  readonly #name: string
  readonly #far: Far
  readonly #from: number
  /** by number of the block; pieces share them, the newest last */
  readonly #blocks: Map<number, Promise<ArrayBuffer>>

  constructor(
    name: string,
    far: Far,
    from = 0,
    to = far.size,
    blocks = new Map<number, Promise<ArrayBuffer>>(),
  ) {
    this.#name = name
    this.#far = far
    this.#from = from
    this.size = Math.max(0, to - from)
    this.#blocks = blocks
  }

  slice(start = 0, end = this.size): FarBlob {
    const within = (at: number) => Math.min(this.size, at < 0 ? Math.max(0, this.size + at) : at)
    const [a, b] = [this.#from + within(start), this.#from + within(end)]
    return new FarBlob(this.#name, this.#far, a, Math.max(a, b), this.#blocks)
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const [from, to] = [this.#from, this.#from + this.size]
    if (from === to) return new ArrayBuffer(0)
    const first = Math.floor(from / BLOCK)
    const last = Math.floor((to - 1) / BLOCK)
    if (to - from > BLOCK / 4) return part(this.#name, this.#far, from, to)
    const out = new Uint8Array(to - from)
    for (let k = first; k <= last; k++) {
      const block = new Uint8Array(await this.#block(k))
      const [a, b] = [Math.max(from, k * BLOCK), Math.min(to, k * BLOCK + block.length)]
      out.set(block.subarray(a - k * BLOCK, b - k * BLOCK), a - from)
    }
    return out.buffer
  }

  #block(k: number): Promise<ArrayBuffer> {
    const held = this.#blocks.get(k)
    const block = held ?? part(this.#name, this.#far, k * BLOCK, Math.min(this.#far.size, (k + 1) * BLOCK))
    this.#blocks.delete(k)
    this.#blocks.set(k, block)
    // one that failed is asked for again
    if (!held) block.catch(() => this.#blocks.delete(k))
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= MOST_BLOCKS) break
      this.#blocks.delete(oldest)
    }
    return block
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.arrayBuffer())
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(await this.arrayBuffer())
  }

  stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    let at = 0
    return new ReadableStream({
      pull: async (to) => {
        if (at < this.size) to.enqueue(await this.slice(at, at + STRIDE).bytes())
        at += STRIDE
        if (at >= this.size) to.close()
      },
    })
  }
}
