/** The back-test: 52 weekly origins, 8 maps, about 9,000 cells, 20,000 incidents before the first origin. */
import { drain } from '../../src/core/base/drain.ts'
import { Stream } from '../../src/core/base/random.ts'
import { backtest } from '../../src/core/evaluation/backtest/backtest.ts'
import type { Events } from '../../src/core/evaluation/backtest/events.ts'
import { DEFAULT_DECAY, DEFAULT_FRACTIONS, type MapId } from '../../src/core/evaluation/backtest/options.ts'
import type { Bench } from './bench.ts'

/** 27,000 incidents of four years in 400 clumps of a city, a fifth of them near an earlier one. */
function city(): Events {
  const s = new Stream(3, 1)
  const clumps = Array.from({ length: 400 }, () => [
    s.float() * 20_000,
    s.float() * 14_000,
    100 + s.float() * 600,
  ])
  const list: [x: number, y: number, day: number][] = []
  while (list.length < 27_000) {
    if (list.length > 0 && s.below(5) === 0) {
      const [x, y, d] = list[s.below(list.length)]
      list.push([x + 100 * s.normal(), y + 100 * s.normal(), Math.min(1459, d + 1 + s.below(28))])
    } else {
      const [x, y, w] = clumps[Math.floor(400 * s.float() ** 2)]
      list.push([x + w * s.normal(), y + w * s.normal(), s.below(1460)])
    }
  }
  list.sort((a, b) => a[2] - b[2])
  const day = Int32Array.from(list, (e) => e[2])
  return {
    ...{ unit: 'day', n: list.length, day, known: day, late: 0, reports: false, nowhere: 0, odd: 0 },
    x: Float64Array.from(list, (e) => e[0]),
    y: Float64Array.from(list, (e) => e[1]),
    row: Uint32Array.from(list.keys()),
  }
}

const methods: MapId[] = [
  'random',
  'count28',
  'count365',
  'countall',
  'kde365',
  'promap',
  'decay',
  'sepp',
  'blend',
]

const one = (shifts: boolean): Bench => ({
  name: `back-test, ${shifts ? 'four grids' : 'one grid'}`,
  goal: 10,
  times: 3,
  prepare() {
    const ev = city()
    const run = () =>
      drain(
        backtest(ev, {
          ...{ cell: 150, first: 1095, origins: 52, step: 7, horizon: 7, history: 0, methods, kde: 300 },
          ...{ fractions: DEFAULT_FRACTIONS, decay: DEFAULT_DECAY, shifts, draws: 1999, seed: 1 },
        }),
      )
    const r = run()
    return {
      about: `52 origins, ${methods.length} maps, ${r.cells} cells, ${ev.n} incidents; blend chosen`,
      run,
    }
  },
})

export const backtestBenches: readonly Bench[] = [one(false), one(true)]
