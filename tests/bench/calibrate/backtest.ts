/** The back-test where dates know nothing of places: no map may be called better than the long count. */
import { drain } from '../../../src/core/base/drain.ts'
import { Stream } from '../../../src/core/base/random.ts'
import { backtest } from '../../../src/core/evaluation/backtest/backtest.ts'
import { DEFAULT_DECAY, DEFAULT_FRACTIONS } from '../../../src/core/evaluation/backtest/options.ts'
import { verdictOf } from '../../../src/core/evaluation/backtest/words.ts'
import { eventsFrom, town } from '../../core/evaluation/backtest/town.ts'
import { countTowns, type Line, percent } from './line.ts'

type Placed = readonly [x: number, y: number, day: number]

/** Whether another map is called better in so many weeks. */
function beaten(list: readonly Placed[], origins = 26): boolean {
  const r = drain(
    backtest(eventsFrom(list), {
      ...{ cell: 150, history: 0, first: 504, origins, step: 7, horizon: 7 },
      ...{ fractions: DEFAULT_FRACTIONS, kde: 300, decay: DEFAULT_DECAY, blend: [0.8, 0.2] },
      ...{ methods: ['countall', 'count365', 'decay', 'blend'], shifts: false, draws: 999, seed: 1 },
    }),
  )
  return verdictOf(r, 'day', 7).beaten
}

/** The same places with dates of no meaning. */
function shuffled(k: number): Placed[] {
  const s = new Stream(818, k)
  return town().map(([x, y]) => [x, y, s.below(700)] as const)
}

/** A share of them followed by another within 60 m and a week. */
function followed(k: number, share: number): Placed[] {
  const s = new Stream(828, k)
  return shuffled(k).flatMap((p): Placed[] =>
    s.float() < share ? [p, [p[0] + s.below(60), p[1] + s.below(60), p[2] + 1 + s.below(7)]] : [p],
  )
}

export const backtestLines: readonly Line[] = [
  {
    name: 'Back-test, dates without meaning: a map called better than the count',
    goal: 0.05,
    measure(towns) {
      const some = Math.min(50, towns)
      const found = (share: number) =>
        percent(
          countTowns(some, (k) => beaten(followed(k, share))),
          some,
        )
      return {
        towns,
        hits: countTowns(towns, (k) => beaten(shuffled(k))),
        note: `of 8 weeks ${percent(
          countTowns(towns, (k) => beaten(shuffled(k), 8)),
          towns,
        )}`,
        power: `a quarter / half followed near by: ${found(0.25)} / ${found(0.5)}`,
      }
    },
  },
]
