/** Files that change, move or vanish between the drop and the reading: no damage, and said to be none. */

/** What is said of a file that is no longer as it was when it was dropped: a browser gives no byte of it. */
export const CHANGED =
  'was changed, moved or deleted while it was read. Wait until it is written to its end, then drop it again.'

/** Whether a browser's error says that it gives no byte of a file. */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof DOMException && /^Not(Readable|Found)Error$/.test(error.name)

/** The sentence where a file is no longer as it was when it was dropped; a stream of it fails without a reason. */
export async function changedSince(blob: Blob): Promise<string | undefined> {
  try {
    await (blob.size === 0 ? blob : blob.slice(0, 1)).arrayBuffer()
    return undefined
  } catch (error) {
    return isUnreadable(error) ? CHANGED : undefined
  }
}
