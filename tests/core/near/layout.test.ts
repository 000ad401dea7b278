/** How the points of a sweep are laid out and how far it looks: what decides the time a run takes, not what it finds. */
import { describe, expect, it } from 'vitest'
import { nextUp, thresholds } from '../../../src/core/base/bands.ts'
import { shuffle, Stream } from '../../../src/core/base/random.ts'
import { sortedIndex } from '../../../src/core/base/sortedIndex.ts'
import { layOut, type Metric, partnersOf, type Sweep, sweepOf } from '../../../src/core/near/pairs.ts'

/** A column that notes which of its entries are read. */
function watched(values: Float64Array): { readonly column: Float64Array; readonly read: number[] } {
  const read: number[] = []
  const column = new Proxy(values, {
    get(target, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) read.push(Number(key))
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  return { column, read }
}

describe('sorting an index', () => {
  it('reads each value three times, in whatever order and range they come', () => {
    const n = 1500
    for (const [low, high] of [
      [-500, 1500],
      [2e5, 9e5],
      [0, 1],
    ]) {
      const values = Float64Array.from({ length: n }, (_, i) => low + ((high - low) * i) / (n - 1))
      shuffle(values, new Stream(1))
      // the largest first, where a value that is passed over would be seen
      const most = values.indexOf(high)
      ;[values[0], values[most]] = [values[most], values[0]]
      const { column, read } = watched(values)
      const order = sortedIndex(column)
      expect([...order].map((i) => values[i])).toEqual([...values].sort((a, b) => a - b))
      expect(read.length).toBeLessThanOrEqual(3 * n)
    }
  })
  it('leaves equal values in the order of their indices, however close others lie', () => {
    expect([...sortedIndex(Float64Array.of(2, 1, 2, 1))]).toEqual([1, 3, 0, 2])
    // nearer each other than a four-thousand-millionth of the range
    expect([...sortedIndex(Float64Array.of(3e-10, 1, 2e-10, 3e-10, 0, 1e-10))]).toEqual([4, 5, 2, 0, 3, 1])
  })
})

/** Rows of a layout, as it is described: half a reach high and a hair more, counted from the southernmost point. */
function described(x: Float64Array, y: Float64Array, reach: number) {
  const height = Math.max(reach / 2, 0.5) * 1.00001
  const south = Math.min(...y)
  const rows = [...new Set(Array.from(y, (v) => Math.floor((v - south) / height)))].sort((a, b) => a - b)
  const rowOf = Array.from(y, (v) => rows.indexOf(Math.floor((v - south) / height)))
  const order = [...x.keys()].sort((a, b) => rowOf[a] - rowOf[b] || x[a] - x[b] || y[a] - y[b])
  const start = [0, ...rows.map((_, r) => rowOf.filter((v) => v <= r).length)]
  return { height, south, rows, row: order.map((i) => rowOf[i]), start, order }
}

const points = (n: number, seed: number, side: number) => {
  const s = new Stream(seed)
  const one = () => Float64Array.from({ length: n }, () => 1000 + side * s.float())
  return { x: one(), y: one() }
}

describe('the layout of a sweep', () => {
  it('has rows half a reach high, counted from the south, each from west to east', () => {
    for (const [n, side, reach] of [
      [1, 10, 40],
      [2, 5000, 40],
      [60, 300, 40],
      [60, 3000, 40],
      [40, 5, 0.2],
      [40, 5, 0],
    ]) {
      const { x, y } = points(n, n + side, side)
      const s = sweepOf(x, y, Float64Array.of(0, reach), 'euclidean')
      const d = described(x, y, reach)
      expect([s.height, s.south]).toEqual([d.height, d.south])
      expect([...s.rowNumber]).toEqual(d.rows)
      expect([...s.row]).toEqual(d.row)
      expect([...s.start]).toEqual(d.start)
      expect([...s.order]).toEqual(d.order)
    }
    // the southernmost point alone in its row
    const lone = sweepOf(
      new Float64Array(3),
      Float64Array.of(500, 7, 501),
      Float64Array.of(0, 40),
      'manhattan',
    )
    expect([...lone.rowNumber]).toEqual([0, 24])
    expect([...lone.row]).toEqual([0, 1, 1])
  })
  it('of nobody stands at 0', () => {
    const s = sweepOf(new Float64Array(0), new Float64Array(0), Float64Array.of(0, 40), 'euclidean')
    expect([s.n, s.south, s.rowNumber.length, s.start.length]).toEqual([0, 0, 0, 1])
  })
  it('takes three pauses, none of which says that anything is done', () => {
    const { x, y } = points(20, 1, 100)
    expect([...layOut(x, y, Float64Array.of(0, 40), 'euclidean')]).toEqual([0, 0, 0])
  })
  it('takes a thousand kilometres times a thousand, and no more, in the first row as in the last', () => {
    const far = 1e9
    const of = (x: number[], y: number[]) =>
      sweepOf(Float64Array.from(x), Float64Array.from(y), Float64Array.of(0, 1), 'euclidean').n
    expect(of([far, -far], [far, -far])).toBe(2)
    for (const bad of [nextUp(far), -nextUp(far), NaN]) {
      expect(() => of([bad, 0], [0, 0])).toThrow(/Row 1 has no usable coordinates/)
      expect(() => of([0, 0], [bad, 0])).toThrow(/Row 1/)
      expect(() => of([0, 0], [0, bad])).toThrow(/Row 2/)
    }
  })
})

/** A sweep whose reads of y are noted: whoever reads the y of a point has taken it for a possible partner. */
function noted(s: Sweep): { readonly sweep: Sweep; readonly read: number[] } {
  const { column, read } = watched(s.y)
  return { sweep: { ...s, y: column }, read }
}

describe('the partners of a point', () => {
  it.each<Metric>(['euclidean', 'manhattan'])('are looked for no farther than one can lie (%s)', (metric) => {
    const reach = 100
    const { x, y } = points(900, 3, 900)
    const s = sweepOf(x, y, Float64Array.of(0, reach), metric)
    const { sweep, read } = noted(s)
    const tooFar: number[][] = []
    for (let i = 0; i < s.n; i++) {
      read.length = 0
      partnersOf(sweep, i)
      for (const j of read) {
        if (j === i) continue
        const rows = s.rowNumber[s.row[j]] - s.rowNumber[s.row[i]]
        const up = rows === 0 ? 0 : s.south + s.rowNumber[s.row[j]] * s.height - s.y[i]
        const wide = metric === 'euclidean' ? Math.sqrt(reach ** 2 - up ** 2) : reach - up
        // of a root of nearly nothing a millimetre makes half a metre
        const most = Number.isNaN(wide) ? 0.5 : wide + 0.5
        if (rows > 2 || up > reach + 0.002 || Math.abs(s.x[j] - s.x[i]) > most) tooFar.push([i, j])
      }
    }
    expect(tooFar).toEqual([])
  })
  it('are found where they lie just within reach of the next row’s edge', () => {
    const reach = 10
    const t = thresholds({ edges: [0, reach], closed: 'right' })
    const near = (x: number[], y: number[], metric: Metric) => {
      const s = sweepOf(Float64Array.from(x), Float64Array.from(y), t, metric)
      return [...s.order.keys()].reduce((sum, i) => sum + partnersOf(s, i), 0)
    }
    const edge = sweepOf(new Float64Array(1), new Float64Array(1), t, 'euclidean').height
    // one just below the edge, the other on it; a third far to the south-west says where rows begin
    for (const side of [1, -1]) {
      expect(near([-500, 0, side * 9.99], [0, edge - 0.0001, edge], 'euclidean')).toBe(1)
      expect(near([-500, 0, side * 9.99], [0, edge - 0.0001, edge], 'manhattan')).toBe(1)
      // a row's height apart, and as far as that leaves
      const across = Math.sqrt(reach ** 2 - edge ** 2) - 1e-7
      expect(near([0, side * across], [0, edge], 'euclidean')).toBe(1)
      expect(near([0, side * (reach - edge)], [0, edge], 'manhattan')).toBe(1)
    }
  })
})
