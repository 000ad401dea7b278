/** Classification and chains, 400 m and 42 days. */
import { classify } from '../../src/core/near/chains.ts'
import { drain } from '../../src/core/base/drain.ts'
import type { Bench } from './bench.ts'
import { town } from './towns.ts'

const sized = (n: number, side: number): Bench => ({
  name: `classify ${n / 1000}k`,
  prepare() {
    const p = town(n, side)
    const run = () => drain(classify({ ...p, reach: 400, within: 42, repeat: 1 }))
    return {
      about: `${n.toLocaleString('en')} invented incidents, ${(run().pairs / 1e6).toFixed(2)}M linked pairs`,
      run,
    }
  },
})

export const classifyBenches: readonly Bench[] = [sized(10_000, 17_000), sized(100_000, 17_000)]
