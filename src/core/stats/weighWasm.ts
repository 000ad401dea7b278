/** Weighted sums along rows and across them in WebAssembly SIMD, two cells to a register; where there is none, plainly. */
import { assemble, type Code, type Func, op } from '../base/assembler.ts'
import { memo } from '../base/kept.ts'
import { PADDING, weigh } from './weigh.ts'

// core has no DOM lib; WebAssembly exists in browsers, workers and Node alike
declare const WebAssembly:
  | undefined
  | {
      Memory: new (d: { initial: number }) => { buffer: ArrayBuffer }
      Module: new (bytes: Uint8Array<ArrayBuffer>) => object
      Instance: new (m: object, imports: unknown) => { exports: Record<string, (...args: number[]) => void> }
    }

/** Registers whose sums are held while all weights pass by: sixteen cells. */
const REGISTERS = 8
/** Cells that are summed together: a row's sums may be written up to so many less one beyond its end. */
export const TOGETHER = 2 * REGISTERS

/** Width of rows of n sums that are to be summed across. */
export const wideFor = (n: number): number => Math.ceil(n / TOGETHER) * TOGETHER + PADDING

/** Numbers to begin with, all 0, and sums over them. */
export interface Weigher {
  readonly name: 'wasm' | 'plain'
  readonly numbers: Float64Array
  /**
   * What `weigh` does, with places in `numbers` for everything: `taps` weights from `weight` on. Sums are made `TOGETHER`
   * at a time: those beyond the n-th are made of what lies there, and there must be room for them.
   */
  weigh(mid: number, step: number, weight: number, taps: number, to: number, n: number): void
}

/** weigh(mid, step, weight, end, to, stop): addresses in bytes; weights up to `end`, sums up to `stop`. */
function weighFunc(): Func {
  const [mid, step, weight, end, to, stop, a, b, w] = [0, 1, 2, 3, 4, 5, 6, 7, 8]
  const first = 9
  const sum = (k: number) => first + 1 + k
  const all = Array.from({ length: REGISTERS }, (_, k) => k)
  const { get, set, tee } = op
  const next: Code = [get(w), op.const(8), op.add, set(w)]
  return {
    name: 'weigh',
    params: 6,
    i32: 3,
    v128: 1 + REGISTERS,
    body: op.block(
      op.loop(
        [get(to), get(stop), op.geU, op.brIf(1)],
        [get(mid), tee(a), set(b), get(weight), tee(w), op.loadSplat64(), set(first), next],
        all.map((k) => [get(first), get(mid), op.loadV(16 * k), op.mulF64, set(sum(k))]),
        op.block(
          op.loop(
            [get(w), get(end), op.geU, op.brIf(1)],
            [get(a), get(step), op.sub, set(a), get(b), get(step), op.add, set(b)],
            [get(w), op.loadSplat64(), set(first), next],
            all.map((k) => [
              [get(sum(k)), get(first), get(a), op.loadV(16 * k), get(b), op.loadV(16 * k)],
              [op.addF64, op.mulF64, op.addF64, set(sum(k))],
            ]),
            op.br(0),
          ),
        ),
        all.map((k) => [get(to), get(sum(k)), op.storeV(16 * k)]),
        [get(mid), op.const(8 * TOGETHER), op.add, set(mid)],
        [get(to), op.const(8 * TOGETHER), op.add, set(to)],
        op.br(0),
      ),
    ),
  }
}

/** Made once: a program made anew would have to be compiled anew. */
const programOf = memo(
  (make: new (bytes: Uint8Array<ArrayBuffer>) => object) => new make(assemble([weighFunc()])),
)

/** Room for so many numbers and the sums over them. */
export function weigherFor(size: number): Weigher {
  return wasmWeigher(size) ?? plainWeigher(size)
}

/** Undefined where WebAssembly SIMD is missing, forbidden, or has no memory left. */
export function wasmWeigher(size: number): Weigher | undefined {
  if (typeof WebAssembly === 'undefined') return undefined
  try {
    const memory = new WebAssembly.Memory({ initial: Math.ceil((8 * size) / 65_536) })
    const run = new WebAssembly.Instance(programOf(WebAssembly.Module), { env: { memory } }).exports.weigh
    return {
      name: 'wasm',
      numbers: new Float64Array(memory.buffer, 0, size),
      weigh: (mid, step, weight, taps, to, n) =>
        run(8 * mid, 8 * step, 8 * weight, 8 * (weight + taps), 8 * to, 8 * (to + n)),
    }
  } catch {
    return undefined
  }
}

/** The same in plain TypeScript: the oracle, and the stand-in. */
export function plainWeigher(size: number): Weigher {
  const numbers = new Float64Array(size)
  return {
    name: 'plain',
    numbers,
    weigh: (mid, step, weight, taps, to, n) =>
      weigh(numbers, mid, step, numbers.subarray(weight, weight + taps), numbers, to, n),
  }
}
