/**
 * A very small WebAssembly assembler: enough to write a kernel at run time for exactly what is asked for,
 * so that no compiler and no opaque binary is part of the program. Numbers are those of the WebAssembly 2.0
 * specification, chapter 5 (binary format).
 */

/** Bytes of code; nested as it is convenient to write. */
export type Code = number | readonly Code[]

/** Unsigned LEB128. */
function unsigned(v: number): number[] {
  const out: number[] = []
  do {
    const low = v & 127
    v >>>= 7
    out.push(v ? low | 128 : low)
  } while (v)
  return out
}

/** Signed LEB128 of a 32-bit number. */
function signed(v: number): number[] {
  const out: number[] = []
  for (;;) {
    const low = v & 127
    v >>= 7
    if ((v === 0 && !(low & 64)) || (v === -1 && low & 64)) return [...out, low]
    out.push(low | 128)
  }
}

const flat = (code: Code): number[] => (typeof code === 'number' ? [code] : code.flatMap(flat))
const sized = (bytes: number[]): number[] => [...unsigned(bytes.length), ...bytes]
const listed = (items: number[][]): number[] => [...unsigned(items.length), ...items.flat()]
const named = (text: string): number[] => sized([...text].map((c) => c.charCodeAt(0)))
const vector = (op: number, ...rest: Code[]): Code => [0xfd, ...unsigned(op), ...rest]

const I32 = 0x7f
const I64 = 0x7e
const V128 = 0x7b
const VOID = 0x40

/** Instructions under their names in the specification's text format. */
export const op = {
  get: (i: number): Code => [0x20, unsigned(i)],
  set: (i: number): Code => [0x21, unsigned(i)],
  tee: (i: number): Code => [0x22, unsigned(i)],
  const: (v: number): Code => [0x41, signed(v | 0)],
  const64: (v: number): Code => [0x42, signed(v | 0)],
  block: (...body: Code[]): Code => [0x02, VOID, body, 0x0b],
  loop: (...body: Code[]): Code => [0x03, VOID, body, 0x0b],
  if: (...body: Code[]): Code => [0x04, VOID, body, 0x0b],
  ifElse: (yes: Code, no: Code): Code => [0x04, VOID, yes, 0x05, no, 0x0b],
  br: (depth: number): Code => [0x0c, depth],
  brIf: (depth: number): Code => [0x0d, depth],
  load: (offset = 0): Code => [0x28, 2, unsigned(offset)],
  load64: (offset = 0): Code => [0x29, 3, unsigned(offset)],
  load8: (offset = 0): Code => [0x2d, 0, unsigned(offset)],
  load16: (offset = 0): Code => [0x2f, 1, unsigned(offset)],
  store: (offset = 0): Code => [0x36, 2, unsigned(offset)],
  store8: (offset = 0): Code => [0x3a, 0, unsigned(offset)],
  store16: (offset = 0): Code => [0x3b, 1, unsigned(offset)],
  eqz: 0x45,
  eq: 0x46,
  ne: 0x47,
  ltU: 0x49,
  gtU: 0x4b,
  leU: 0x4d,
  geU: 0x4f,
  add: 0x6a,
  sub: 0x6b,
  mul: 0x6c,
  remU: 0x70,
  and: 0x71,
  or: 0x72,
  xor: 0x73,
  shl: 0x74,
  shrU: 0x76,
  rotl: 0x77,
  eqz64: 0x50,
  ctz64: 0x7a,
  add64: 0x7c,
  sub64: 0x7d,
  mul64: 0x7e,
  and64: 0x83,
  or64: 0x84,
  xor64: 0x85,
  shl64: 0x86,
  shrU64: 0x88,
  wrap: 0xa7,
  /** a signed 64-bit number as one of floating point */
  toFloat: 0xb9,
  loadF: (offset = 0): Code => [0x2b, 3, unsigned(offset)],
  storeF: (offset = 0): Code => [0x39, 3, unsigned(offset)],
  divF: 0xa3,
  nan: [0x44, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f] as Code,
  extendU: 0xad,
  /** destination, source, length */
  copy: [0xfc, 10, 0, 0] as Code,
  loadV: (offset = 0): Code => vector(0x00, 0, unsigned(offset)),
  storeV: (offset = 0): Code => vector(0x0b, 0, unsigned(offset)),
  /** bytes of two registers by their numbers 0 … 31 */
  shuffle: (bytes: readonly number[]): Code => vector(0x0d, bytes),
  /** a 64-bit number from memory in both halves */
  loadSplat64: (offset = 0): Code => vector(0x0a, 3, unsigned(offset)),
  splat8: vector(0x0f),
  splat16: vector(0x10),
  eq8: vector(0x23),
  gt8: vector(0x27),
  gt16: vector(0x31),
  narrow: vector(0x65),
  sub8: vector(0x71),
  abs16: vector(0x80),
  lowU: vector(0x89),
  highU: vector(0x8a),
  add16: vector(0x8e),
  sub16: vector(0x91),
  orV: vector(0x50),
  xorV: vector(0x51),
  addF64: vector(0xf0),
  mulF64: vector(0xf2),
  /** the highest bit of each of sixteen bytes */
  bits8: vector(0x64),
}

/** A function of 32-bit parameters and no result; locals are numbered after the parameters, in this order. */
export interface Func {
  readonly name: string
  readonly params: number
  readonly i32: number
  readonly i64?: number
  readonly v128?: number
  readonly body: Code
}

/** The bytes of a module that exports these functions and works on the memory imported as "env" "memory". */
export function assemble(functions: readonly Func[]): Uint8Array<ArrayBuffer> {
  const section = (id: number, body: number[]) => [id, ...sized(body)]
  const code = functions.map((f) => {
    const locals = [
      [f.i32, I32],
      [f.i64 ?? 0, I64],
      [f.v128 ?? 0, V128],
    ].filter(([n]) => n > 0)
    return sized([...listed(locals.map(([n, type]) => [...unsigned(n), type])), ...flat(f.body), 0x0b])
  })
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(
      1,
      listed(functions.map((f) => [0x60, ...listed(Array.from({ length: f.params }, () => [I32])), 0])),
    ),
    ...section(2, listed([[...named('env'), ...named('memory'), 2, 0, 0]])),
    ...section(3, listed(functions.map((_, i) => unsigned(i)))),
    ...section(7, listed(functions.map((f, i) => [...named(f.name), 0, ...unsigned(i)]))),
    ...section(10, listed(code)),
  ])
}
