/** Whom a forecast falls on, where every place is alike: how often one is called out as flagged beyond its share of crime. */
import { drain } from '../../../src/core/base/drain.ts'
import { Stream } from '../../../src/core/base/random.ts'
import { backtest } from '../../../src/core/evaluation/backtest/backtest.ts'
import { fairnessBy, fairnessWords } from '../../../src/core/evaluation/backtest/fairness.ts'
import {
  DEFAULT_DECAY,
  DEFAULT_FRACTIONS,
  type MapId,
} from '../../../src/core/evaluation/backtest/options.ts'
import type { Boundary } from '../../../src/core/geometry/area.ts'
import { eventsFrom } from '../../core/evaluation/backtest/town.ts'
import { countTowns, type Line, percent } from './line.ts'

const WARD = 1200

const wards = (across: number): Boundary[] =>
  Array.from({ length: across ** 2 }, (_, k) => {
    const [a, b] = [(k % across) * WARD, Math.floor(k / across) * WARD]
    const [c, d] = [a + WARD, b + WARD]
    return {
      ...{ name: `Ward ${k + 1}`, set: 'wards.geojson', kind: 'area', numbers: {}, texts: {} },
      polygons: [[Float64Array.of(a, b, c, b, c, d, a, d, a, b)]],
    } as unknown as Boundary
  })

/** Incidents at any place on any day; a share of them in the first ward instead, whose cells come to be flagged. */
function placed(seed: number, across: number, n: number, more: number, followed: number) {
  const s = new Stream(731, seed)
  const list: [number, number, number][] = []
  while (list.length < n) {
    const side = s.float() < more ? WARD : across * WARD
    const [x, y, day] = [s.float() * side, s.float() * side, s.below(500)]
    list.push([x, y, day])
    if (s.float() < followed) list.push([x + s.below(60), y + s.below(60), day + 1 + s.below(14)])
  }
  return list
}

/** Names called out, by the map that is in force. */
function calledOut(seed: number, across: number, n: number, map: MapId, more = 0, followed = 0): string {
  const r = drain(
    backtest(eventsFrom(placed(seed, across, n, more, followed)), {
      ...{ cell: 150, history: 0, first: 364, origins: 8, step: 14, horizon: 14 },
      ...{ fractions: DEFAULT_FRACTIONS, kde: 300, decay: DEFAULT_DECAY, blend: [0.8, 0.2] },
      ...{ methods: [map], shifts: false, draws: 99, seed: 1 },
    }),
  )
  const words = fairnessWords(fairnessBy(r, map, wards(across), { set: '', by: 'name' })!)
  return (
    /beyond chance: ([^.]*(\.\d+[^.]*)*)/.exec(words)?.[1] ?? (words.includes('but by no more') ? '' : '-')
  )
}

const line = (across: number, n: number, map: MapId, followed = 0): Line => ({
  name: `Fairness, ${n} incidents in ${across ** 2} wards alike${followed ? ', a quarter followed near by' : ''}, ${map}: a ward called out`,
  goal: 0.05,
  measure(towns) {
    const each = Array.from({ length: towns }, (_, k) => calledOut(k, across, n, map, 0, followed))
    const found = (share: number) =>
      percent(
        countTowns(towns, (k) => calledOut(k, across, n, map, share, followed).startsWith('Ward 1 ')),
        towns,
      )
    return {
      towns,
      hits: each.filter((w) => w !== '' && w !== '-').length,
      power: `a tenth, a fifth more in one ward: ${found(0.1)} / ${found(0.2)}`,
      note: `above 1.25 without allowing for chance ${percent(each.filter((w) => w !== '-').length, towns)}`,
    }
  },
})

export const fairnessLines: readonly Line[] = [
  line(5, 1500, 'countall'),
  line(3, 300, 'countall'),
  line(5, 1500, 'decay', 0.25),
]
