/** Any file opened by the format that knows it. */
import { CHANGED, changedSince, isUnreadable } from '../changed.ts'
import { Declined } from '../rows/table.ts'
import { bytesFrom, MAX_FILE } from './bytes.ts'
import { refused } from './format.ts'
import type { Found, Refusal } from './format.ts'
import { FORMATS } from './index.ts'
import { peek } from './peek.ts'

/** What is said of a file where nothing better is known. */
export const UNREADABLE: Refusal = {
  sentence: 'could not be read: it may be damaged. Export it again, or save it as CSV and drop that.',
}

/** Any failure as a sentence of ours: what a library says is for its makers. */
export function declinedFor(name: string, error: unknown, said: Refusal): Declined {
  if (error instanceof Declined) return error
  if (isUnreadable(error)) return new Declined(`${name} ${CHANGED}`)
  if (error instanceof RangeError && /alloc|memory|array length|string length/i.test(error.message))
    return new Declined(
      `${name} needs more memory than this browser gives a page. Drop a shorter period or fewer columns.`,
    )
  return refused(name, said)
}

/** Opens a file; `depth` is 1 inside an archive. Throws Declined, with a sentence, and nothing else. */
export async function recognise(name: string, blob: Blob, depth: number): Promise<Found> {
  const empty = () => new Declined(`${name} is empty. Export it again with the period you need.`)
  if (blob.size > MAX_FILE)
    throw new Declined(
      `${name} is larger than 2 GB, the most Cocoon opens. Export a shorter period or fewer columns.`,
    )
  let said = UNREADABLE
  try {
    if (blob.size === 0) {
      // a file that is gone has no bytes either, and says so when it is read
      await blob.arrayBuffer()
      throw empty()
    }
    const bytes = await bytesFrom(name, blob)
    if (bytes.head.length === 0) throw empty()
    const head = await peek(bytes)
    const format = FORMATS.find((f) => f.sniff(head))!
    said = format.refusal
    return await format.open({ name, blob, bytes, head, depth })
  } catch (error) {
    const changed = error instanceof Declined ? undefined : await changedSince(blob)
    throw changed ? new Declined(`${name} ${changed}`) : declinedFor(name, error, said)
  }
}
