/**
 * The Knox inner loop in WebAssembly SIMD, written for the thresholds of one run. Days are 16-bit; where every
 * threshold is below 128 the differences are narrowed with saturation, so one comparison serves sixteen
 * permutations.
 */
import { LANES, type KernelNeeds, type KnoxKernel, RUN, seedOfGroup } from './knoxKernel.ts'
import { STREAM_WARMUP, STREAM_WORD } from '../../base/random.ts'
import { assemble, type Code, type Func, op } from '../../base/assembler.ts'

// core has no DOM lib; WebAssembly exists in browsers, workers and Node alike
declare const WebAssembly:
  | undefined
  | {
      Memory: new (d: { initial: number }) => { buffer: ArrayBuffer }
      Module: new (bytes: Uint8Array<ArrayBuffer>) => unknown
      Instance: new (m: unknown, imports: unknown) => { exports: Record<string, (...args: number[]) => void> }
      validate(bytes: Uint8Array<ArrayBuffer>): boolean
    }

const { get, set, tee } = op

/** shuffle(seed, k, n, from, to): Fisher–Yates of n 16-bit numbers by stream (seed, k), as `random.ts` does it. */
function shuffleFunc(): Func {
  const [seed, k, n, from, to, a, b, c, d, t, i, p, q, held] = Array.from({ length: 14 }, (_, x) => x)
  const m = 14
  const draw: Code = [
    [get(a), get(b), op.add, get(d), op.add, set(t)],
    [get(d), op.const(1), op.add, set(d)],
    [get(b), get(b), op.const(9), op.shrU, op.xor, set(a)],
    [get(c), get(c), op.const(3), op.shl, op.add, set(b)],
    [get(c), op.const(21), op.rotl, get(t), op.add, set(c)],
  ]
  return {
    name: 'shuffle',
    params: 5,
    i32: 9,
    i64: 1,
    body: [
      [get(k), set(a), get(seed), set(b), op.const(STREAM_WORD), set(c), op.const(1), set(d)],
      Array.from({ length: STREAM_WARMUP }, () => draw),
      [get(to), get(from), get(n), op.const(1), op.shl, op.copy],
      // i counts the numbers not yet settled
      [get(n), set(i)],
      op.block(
        op.loop(
          [get(i), op.const(2), op.ltU, op.brIf(1)],
          op.loop(
            draw,
            [get(t), op.extendU, get(i), op.extendU, op.mul64, set(m)],
            // the low word decides whether the draw would favour some answers
            [get(m), op.wrap, tee(p), get(i), op.ltU],
            op.if([get(p), op.const(0), get(i), op.sub, get(i), op.remU, op.ltU, op.brIf(1)]),
          ),
          [get(i), op.const(1), op.sub, tee(i), op.const(1), op.shl, get(to), op.add, set(p)],
          [get(m), op.const64(32), op.shrU64, op.wrap, op.const(1), op.shl, get(to), op.add, set(q)],
          [get(p), op.load16(), set(held)],
          [get(p), get(q), op.load16(), op.store16()],
          [get(q), get(held), op.store16()],
          op.br(0),
        ),
      ),
    ],
  }
}

/** gather(n, places, from, to): n 16-bit numbers, each taken from the index that stands at its place. */
function gatherFunc(): Func {
  const [n, places, from, to, end] = [0, 1, 2, 3, 4]
  return {
    name: 'gather',
    params: 4,
    i32: 1,
    body: [
      [get(to), get(n), op.const(1), op.shl, op.add, set(end)],
      op.block(
        op.loop(
          [get(to), get(end), op.geU, op.brIf(1)],
          [
            get(to),
            get(places),
            op.load(0),
            op.const(1),
            op.shl,
            get(from),
            op.add,
            op.load16(),
            op.store16(),
          ],
          [get(to), op.const(2), op.add, set(to)],
          [get(places), op.const(4), op.add, set(places)],
          op.br(0),
        ),
      ),
    ],
  }
}

/** Columns and rows of a square that is turned in registers: eight 16-bit numbers fill one. */
const SQUARE = 8

/**
 * interleave(n, from, to): sixteen columns of n become n rows of sixteen, eight rows at a time: the last rows are read and
 * written beyond n, up to the next multiple of eight.
 */
function interleaveFunc(): Func {
  const [n, from, to, end, p] = [0, 1, 2, 3, 4]
  const v = (k: number) => 5 + k
  // of two registers the numbers in turn: those of their first halves, or of their second
  const zip = (second: boolean) =>
    op.shuffle(
      Array.from({ length: 16 }, (_, k) => (second ? 8 : 0) + (k & 1) + ((k >> 2) << 1) + (k & 2 ? 16 : 0)),
    )
  /** Zips registers k and k + 4 into 2k and 2k + 1; three times over, columns have become rows. */
  const zipAll = (inTo: number, outTo: number): Code =>
    Array.from({ length: SQUARE / 2 }, (_, k) =>
      [false, true].map((second) => [
        get(v(inTo + k)),
        get(v(inTo + k + SQUARE / 2)),
        zip(second),
        set(v(outTo + 2 * k + (second ? 1 : 0))),
      ]),
    )
  const squares = Array.from({ length: LANES / SQUARE }, (_, half) => [
    Array.from({ length: SQUARE }, (_, l) => [
      [get(p), op.loadV(0), set(v(l))],
      [get(p), get(n), op.const(1), op.shl, op.add, set(p)],
    ]),
    zipAll(0, SQUARE),
    zipAll(SQUARE, 0),
    zipAll(0, SQUARE),
    Array.from({ length: SQUARE }, (_, r) => [
      get(to),
      get(v(SQUARE + r)),
      op.storeV(r * 2 * LANES + half * 2 * SQUARE),
    ]),
  ])
  return {
    name: 'interleave',
    params: 3,
    i32: 2,
    v128: 2 * SQUARE,
    body: [
      [get(from), get(n), op.const(1), op.shl, op.add, set(end)],
      op.block(
        op.loop(
          [get(from), get(end), op.geU, op.brIf(1)],
          [get(from), set(p)],
          squares,
          [get(to), op.const(SQUARE * 2 * LANES), op.add, set(to)],
          [get(from), op.const(SQUARE * 2), op.add, set(from)],
          op.br(0),
        ),
      ),
    ],
  }
}

/** Partners compared between two looks at whether the run has ended. */
const AT_ONCE = 4

/**
 * count(from, end, block, out): adds to 16-bit counters at out. `narrow` keeps 8-bit counters in registers and
 * empties them before 255 pairs; without it two 16-bit halves are compared one after the other.
 */
function countFunc(name: string, limits: readonly number[], narrow: boolean): Func {
  const [from, end, block, out, stop, pending, o] = [0, 1, 2, 3, 4, 5, 6]
  const v = 7
  const [lowI, highI, low, high] = [v, v + 1, v + 2, v + 3]
  const edge = (e: number) => v + 4 + e
  const sum = (e: number, half = 0) => v + 4 + limits.length + e * 2 + half
  const all = limits.map((_, e) => e)
  const halves: Code[] = [
    [get(lowI), get(o), op.loadV(0), op.sub16, op.abs16],
    [get(highI), get(o), op.loadV(16), op.sub16, op.abs16],
  ]
  // a comparison that holds is −1 in its lane: subtracting it counts one
  const compare: Code = narrow
    ? [
        [halves, op.narrow, set(low)],
        all.map((e) => [get(sum(e)), get(edge(e)), get(low), op.gt8, op.sub8, set(sum(e))]),
      ]
    : [
        [halves[0], set(low), halves[1], set(high)],
        all.map((e) => [
          [get(sum(e, 0)), get(edge(e)), get(low), op.gt16, op.sub16, set(sum(e, 0))],
          [get(sum(e, 1)), get(edge(e)), get(high), op.gt16, op.sub16, set(sum(e, 1))],
        ]),
      ]
  const partner = (u: number): Code => [[get(from), op.load(4 * u), get(block), op.add, set(o)], compare]
  const half = (e: number, h: number, value: Code): Code => [
    [get(out), get(out), op.loadV(e * 32 + h * 16), value, op.add16, op.storeV(e * 32 + h * 16)],
  ]
  const zero = (local: number): Code => [get(local), get(local), op.xorV, set(local)]
  const empty: Code = narrow
    ? [
        all.map((e) => [
          half(e, 0, [get(sum(e)), op.lowU]),
          half(e, 1, [get(sum(e)), op.highU]),
          zero(sum(e)),
        ]),
        [op.const(0), set(pending)],
      ]
    : all.map((e) => [half(e, 0, get(sum(e, 0))), half(e, 1, get(sum(e, 1)))])
  return {
    name,
    params: 4,
    i32: 3,
    v128: 4 + limits.length * 3,
    body: [
      all.map((e) => [op.const(limits[e]), narrow ? op.splat8 : op.splat16, set(edge(e))]),
      op.block(
        op.loop(
          [get(from), get(end), op.geU, op.brIf(1)],
          narrow
            ? [
                [get(pending), get(from), op.load(4), op.add, tee(pending), op.const(RUN), op.gtU],
                op.if(empty, [get(from), op.load(4), set(pending)]),
              ]
            : [],
          [get(from), op.load(0), get(block), op.add, tee(o), op.loadV(0), set(lowI)],
          [get(o), op.loadV(16), set(highI)],
          [get(from), op.const(8), op.add, get(from), op.load(4), op.const(2), op.shl, op.add, set(stop)],
          [get(from), op.const(8), op.add, set(from)],
          op.block(
            op.loop(
              [get(from), op.const(4 * AT_ONCE), op.add, get(stop), op.gtU, op.brIf(1)],
              Array.from({ length: AT_ONCE }, (_, u) => partner(u)),
              [get(from), op.const(4 * AT_ONCE), op.add, set(from), op.br(0)],
            ),
          ),
          op.block(
            op.loop([get(from), get(stop), op.geU, op.brIf(1)], partner(0), [
              get(from),
              op.const(4),
              op.add,
              set(from),
              op.br(0),
            ]),
          ),
          op.br(0),
        ),
      ),
      empty,
    ],
  }
}

/** How many thresholds one pass compares before registers run out. */
const NARROW_PASS = 7
const WIDE_PASS = 4
/** Differences are narrowed to −128 … 127 with saturation: thresholds below this are still told apart. */
const NARROW_LIMIT = 128

/** The passes of a run: thresholds by groups, each group a function of the module. */
function passesOf(limits: readonly number[]): { from: number; func: Func }[] {
  const passes = []
  for (let e = 0; e < limits.length;) {
    const narrow = limits[e] < NARROW_LIMIT
    let end = Math.min(limits.length, e + (narrow ? NARROW_PASS : WIDE_PASS))
    while (narrow && limits[end - 1] >= NARROW_LIMIT) end--
    passes.push({ from: e, func: countFunc(`count${e}`, limits.slice(e, end), narrow) })
    e = end
  }
  return passes
}

/** Makes the kernel; undefined where WebAssembly SIMD is missing, forbidden, or has no memory left. */
export function wasmKernel({
  days,
  groups = [0],
  deal,
  limits,
  blocks,
  words,
}: KernelNeeds): KnoxKernel | undefined {
  if (typeof WebAssembly === 'undefined') return undefined
  const n = deal ? deal.places.length : days.length
  const aligned = (bytes: number) => Math.ceil(bytes / 64) * 64
  const out = 0
  const source = aligned(limits.length * LANES * 2)
  const dealt = source + aligned(days.length * 2)
  const places = dealt + aligned(deal ? days.length * 2 : 0)
  const columns = places + aligned(deal ? n * 4 : 0)
  const stream = columns + aligned(n * 2 * LANES)
  const held = stream + aligned(words * 4)
  const block = aligned(Math.ceil(n / SQUARE) * SQUARE * 2 * LANES)
  const passes = passesOf(limits)
  let memory: ArrayBuffer
  let run: Record<string, (...args: number[]) => void>
  try {
    const bytes = assemble([shuffleFunc(), gatherFunc(), interleaveFunc(), ...passes.map((p) => p.func)])
    const m = new WebAssembly.Memory({ initial: Math.ceil((held + block * blocks) / 65_536) + 1 })
    run = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory: m } }).exports
    memory = m.buffer
  } catch {
    return undefined
  }
  new Uint16Array(memory, source, days.length).set(days)
  if (deal) new Uint32Array(memory, places, n).set(deal.places)
  const counts = new Uint16Array(memory, out, limits.length * LANES)
  return {
    name: 'wasm',
    stream: new Uint32Array(memory, stream, words),
    shuffle(b, seed, k, lanes = LANES) {
      for (let l = 0; l < lanes; l++) {
        const column = columns + l * n * 2
        const to = deal ? dealt : column
        if (k + l === deal?.still) new Uint16Array(memory, to, days.length).set(days)
        else
          for (let g = 0; g < groups.length; g++) {
            const from = groups[g]
            const size = (groups[g + 1] ?? days.length) - from
            const own = deal ? deal.seeds[g] : seedOfGroup(seed, g)
            run.shuffle(own, k + l, size, source + from * 2, to + from * 2)
          }
        if (deal) run.gather(n, places, dealt, column)
      }
      run.interleave(n, columns, held + b * block)
    },
    count(b, end, from = 0) {
      counts.fill(0)
      for (const p of passes)
        run[p.func.name](stream + from * 4, stream + end * 4, held + b * block, out + p.from * LANES * 2)
      return counts
    },
  }
}
