/** Large arrays that are done with: a browser looks for them only after so many more were made, and would hold them all till then. */

// core has no DOM lib; browsers, workers and Node alike have it
declare const structuredClone: (value: unknown, how: { transfer: readonly ArrayBuffer[] }) => unknown

/** Smaller ones are left to the browser: giving them up takes longer than they are worth. */
const LARGE = 1 << 20

/** Gives a buffer's memory back at once. Whoever still looks at it finds it empty. */
export function giveBackBuffer(buffer: ArrayBuffer): void {
  const { transfer } = buffer as { transfer?: (bytes: number) => ArrayBuffer }
  if (transfer) transfer.call(buffer, 0)
  else structuredClone(buffer, { transfer: [buffer] })
}

/** Gives the memory of arrays back that nobody will look at again: scratch of one's own, never a view of somebody's column. */
export function giveBack(...arrays: readonly ArrayBufferView[]): void {
  for (const { buffer } of arrays)
    if (buffer instanceof ArrayBuffer && buffer.byteLength > LARGE) giveBackBuffer(buffer)
}
