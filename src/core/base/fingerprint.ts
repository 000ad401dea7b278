/** What tells one content from another: part of every cache key. */

/** FNV-1a over the bytes of the columns, four at a time, then over the texts. */
export function fingerprint(
  columns: readonly (Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array)[],
  texts: readonly string[] = [],
): string {
  let a = 0x811c9dc5
  let b = 0x01234567
  for (const column of columns) {
    const whole = column.byteLength - (column.byteLength % 4)
    const words = new Uint32Array(column.buffer, column.byteOffset, whole / 4)
    for (let i = 0; i < words.length; i++) {
      a = Math.imul(a ^ words[i], 0x01000193)
      b = Math.imul(b ^ (words[i] + i), 0x85ebca6b) ^ (b >>> 13)
    }
    const rest = new Uint8Array(column.buffer, column.byteOffset + whole, column.byteLength - whole)
    for (const v of rest) a = Math.imul(a ^ v, 0x01000193)
    a = Math.imul(a ^ column.length, 0x01000193)
  }
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      a = Math.imul(a ^ text.charCodeAt(i), 0x01000193)
      b = Math.imul(b ^ (text.charCodeAt(i) + i), 0x85ebca6b) ^ (b >>> 13)
    }
    a = Math.imul(a ^ text.length, 0x01000193)
  }
  return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0')
}
