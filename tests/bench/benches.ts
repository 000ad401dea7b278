/** Contents page of the benchmarks. Adding some = one file and one line here. */
import type { Bench } from './bench.ts'
import { backtestBenches } from './backtest.ts'
import { classifyBenches } from './classify.ts'
import { gridBenches } from './grid.ts'
import { importBenches } from './import.ts'
import { kdeBenches } from './kde.ts'
import { knoxBenches } from './knox.ts'
import { trackBenches } from './tracks.ts'
import { walkBenches } from './walks.ts'
import { zoneBenches } from './zones.ts'

export const BENCHES: readonly Bench[] = [
  ...knoxBenches,
  ...classifyBenches,
  ...backtestBenches,
  ...kdeBenches,
  ...gridBenches,
  ...zoneBenches,
  ...importBenches,
  ...walkBenches,
  ...trackBenches,
]
