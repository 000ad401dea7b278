/** Knox, 999 permutations, bands C1: the sizes other tools were measured at, and dense cities. */
import { Worker } from 'node:worker_threads'
import { knox } from '../../src/core/near/knox.ts'
import { drain } from '../../src/core/base/drain.ts'
import type { Bench } from './bench.ts'
import { c1 } from './knoxSetting.ts'
import { pointsOf, town, type Points } from './towns.ts'

const say = (p: Points, made: boolean, pairs: number, more = '') =>
  `${p.x.length.toLocaleString('en')} ${made ? 'invented' : 'real'} incidents, ${(pairs / 1e6).toFixed(2)}M pairs${more}`
const pairsOf = (p: Points) =>
  drain(knox({ ...p, ...c1, from: 0, to: 0 })).spacePairs.reduce((a, b) => a + b, 0)

/** One thread; with `--data DIR` on DIR/bench_first_N.csv, else on an invented town as dense as Chicago. */
const sized = (n: number): Bench => ({
  name: `knox ${n / 1000}k`,
  goal: n === 10_000 ? 0.11 : undefined,
  times: 9,
  prepare(data) {
    const real = pointsOf(data, `bench_first_${n}.csv`)
    const p = real ?? town(n, 17_000 * Math.sqrt(n / 10_000))
    return {
      about: say(p, !real, pairsOf(p)),
      run: () => drain(knox({ ...p, ...c1, from: 0, to: 999 })),
    }
  },
})

const WORKER = new URL('./knox.worker.ts', import.meta.url).href

/** A thread that takes parts of the permutations. */
class Hand {
  // Node 20 gives a thread no loader for TypeScript: the thread asks tsx for one first
  readonly #worker = new Worker(
    `import('tsx/esm/api').then((tsx) => (tsx.register(), import(${JSON.stringify(WORKER)})))`,
    { eval: true },
  )
  ask(m: unknown): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#worker.once('message', () => resolve())
      this.#worker.once('error', reject)
      this.#worker.postMessage(m)
    })
  }
  end = () => this.#worker.terminate()
}

const THREADS = 2

/** Two threads, each with half of the permutations, as the page does it. */
const shared = (name: string, n: number, side: number, goal?: number): Bench => ({
  name,
  goal,
  times: 3,
  async prepare() {
    const p = town(n, side)
    const hands = Array.from({ length: THREADS }, () => new Hand())
    await Promise.all(hands.map((h) => h.ask({ points: p })))
    return {
      about: say(p, true, pairsOf(p), `, ${THREADS} threads`),
      run: () => Promise.all([hands[0].ask({ from: 0, to: 512 }), hands[1].ask({ from: 512, to: 999 })]),
      end: () => void hands.map((h) => h.end()),
    }
  },
})

/** Expected counts and deviations without a single permutation. */
const moments: Bench = {
  name: 'knox exact moments 100k',
  goal: 2,
  times: 3,
  prepare() {
    const p = town(100_000, 6340)
    return { about: say(p, true, pairsOf(p)), run: () => drain(knox({ ...p, ...c1, from: 0, to: 0 })) }
  },
}

export const knoxBenches: readonly Bench[] = [
  ...[1000, 2000, 5000, 10_000].map(sized),
  shared('knox 10k, 2 threads', 10_000, 17_000, 0.11),
  shared('knox 50k dense', 50_000, 6340),
  shared('knox 100k dense', 100_000, 6340, 8),
  moments,
]
