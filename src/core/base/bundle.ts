/**
 * A value with typed arrays as one run of bytes and back: a JSON skeleton and, behind it, the arrays' bytes.
 * Bytes of wide numbers are laid out by significance (all lowest bytes, then all next …): columns of coordinates
 * and minutes differ little in their upper bytes, so that whoever compresses the bundle finds long runs.
 */

// core has no DOM lib; both exist in browsers, workers and Node alike
declare const TextEncoder: new () => { encode(s: string): Uint8Array }
declare const TextDecoder: new () => { decode(b: Uint8Array): string }

const KINDS = {
  Uint8Array,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
} as const
type Kind = keyof typeof KINDS
type Column = InstanceType<(typeof KINDS)[Kind]>

/** Stands in the skeleton where an array was. */
interface Slot {
  readonly $: Kind
  /** first byte behind the skeleton */
  readonly at: number
  readonly n: number
}

const isColumn = (v: unknown): v is Column => ArrayBuffer.isView(v) && v.constructor.name in KINDS

/** Lays bytes of `width`-byte numbers out by significance, or back. */
function transpose(bytes: Uint8Array, width: number, back: boolean): Uint8Array {
  if (width === 1) return bytes.slice()
  const n = bytes.length / width
  const out = new Uint8Array(bytes.length)
  for (let i = 0; i < n; i++)
    for (let b = 0; b < width; b++)
      if (back) out[i * width + b] = bytes[b * n + i]
      else out[b * n + i] = bytes[i * width + b]
  return out
}

/** The bytes of a value made of JSON's kinds and typed arrays. A property named "$" is not allowed. */
export function bundle(value: unknown): Uint8Array {
  const parts: Uint8Array[] = []
  let at = 0
  const skeleton = new TextEncoder().encode(
    JSON.stringify(value, (key, v: unknown) => {
      if (key === '$' && typeof v !== 'function' && !((v as string) in KINDS))
        throw new Error('A bundle keeps no property named "$".')
      if (!isColumn(v)) return v
      const bytes = new Uint8Array(v.buffer, v.byteOffset, v.byteLength)
      parts.push(transpose(bytes, v.BYTES_PER_ELEMENT, false))
      const slot: Slot = { $: v.constructor.name as Kind, at, n: v.length }
      at += v.byteLength
      return slot
    }),
  )
  const out = new Uint8Array(4 + skeleton.length + at)
  new DataView(out.buffer).setUint32(0, skeleton.length)
  out.set(skeleton, 4)
  let to = 4 + skeleton.length
  for (const p of parts) {
    out.set(p, to)
    to += p.length
  }
  return out
}

/** The value again. Throws a sentence where the bytes are no bundle. */
export function unbundle(bytes: Uint8Array): unknown {
  const bad = () => new Error('The content of this file is not what its header says.')
  if (bytes.length < 4) throw bad()
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  if (4 + length > bytes.length) throw bad()
  const base = 4 + length
  let json: unknown
  // arrays that lie over one another would make a small file a huge value
  let taken = 0
  try {
    json = JSON.parse(new TextDecoder().decode(bytes.subarray(4, base)), (_, v: unknown) => {
      if (!v || typeof v !== 'object' || !('$' in v)) return v
      const { $, at, n } = v as Slot
      const make = Object.hasOwn(KINDS, $) ? KINDS[$] : undefined
      if (!make || !Number.isInteger(at) || !Number.isInteger(n) || at < 0 || n < 0) throw bad()
      const end = base + at + n * make.BYTES_PER_ELEMENT
      taken += end - base - at
      if (end > bytes.length || taken > bytes.length) throw bad()
      return new make(
        transpose(bytes.subarray(base + at, end), make.BYTES_PER_ELEMENT, true).buffer as ArrayBuffer,
      )
    })
  } catch {
    throw bad()
  }
  return json
}
