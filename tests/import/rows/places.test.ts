/** Points and UPRNs of incidents that name no home, and two places that check a table's unit. */
import { describe, expect, it } from 'vitest'
import { TextBuilder, textAt } from '../../../src/core/base/text.ts'
import { busyPoints, snappedBy } from '../../../src/import/rows/busyPoints.ts'
import type { Collector } from '../../../src/import/rows/collector.ts'
import { distinctPoints } from '../../../src/import/rows/points.ts'
import { believedUprns, ROUNDED } from '../../../src/import/rows/spoiltUprns.ts'
import { unitCheck } from '../../../src/import/rows/unit.ts'

const texts = (all: readonly string[]) => {
  const b = new TextBuilder()
  for (const t of all) b.push(t)
  return b.finish()
}

describe('a UPRN', () => {
  const believed = (rows: readonly [uprn: string, x: number, y?: number][]) => {
    const { uprn, note } = believedUprns(
      texts(rows.map((r) => r[0])),
      Float64Array.from(rows, (r) => r[1]),
      Float64Array.from(rows, (r) => r[2] ?? 0),
    )
    return { kept: rows.map((_, i) => textAt(uprn, i)), note }
  }
  it('is believed at two places, and at three within a hundred metres', () => {
    for (const rows of [
      [['100', 0], ['100', 5000], ['200', 0], ['', 9]],
      [['100', 0], ['100', 100], ['100', 60]],
      // three rows of two places
      [['100', 0], ['100', 500], ['100', 540]],
    ] as [string, number][][])
      expect(believed(rows)).toEqual({ kept: rows.map((r) => r[0]), note: '' }) // prettier-ignore
    expect(believed([]).note).toBe('')
    expect(believed([['', 1], ['', 2]]).note).toBe('') // prettier-ignore
  })
  it('at three places more than a hundred metres apart is that of no home, and the others stay as they are', () => {
    const r = believed([['10', 0], ['77', 0], ['10', 101], ['', 4], ['10', 0, 101], ['99', 7]]) // prettier-ignore
    expect(r.kept).toEqual(['', '77', '', '', '', '99'])
    expect(r.note).toMatch(/^In 3 rows the UPRN is not believed \(10\): /)
  })
  it('that a spreadsheet rounded names no home, and three examples are enough', () => {
    const rounded = ['1.00231E+11', '1,0E+11', '1E12', '2.5e+10']
    const r = believed([...rounded.map((u): [string, number] => [u, 0]), ['100', 1]])
    expect(r.kept).toEqual(['', '', '', '', '100'])
    expect(r.note).toMatch(/^In 4 rows the UPRN is not believed \(1\.00231E\+11, 1,0E\+11, 1E12\): /)
    expect(['100231', '12E11', '1.E5', 'E11'].some((u) => ROUNDED.test(u))).toBe(false)
  })
})

/** Rows at points: how many at each, spread over addresses that are given by number. */
function at(points: readonly { x: number; y: number; rows: number; address?: (k: number) => string }[]) {
  const all = points.flatMap((p) =>
    Array.from({ length: p.rows }, (_, k) => ({ ...p, text: p.address?.(k) ?? '' })),
  )
  const [x, y] = [Float64Array.from(all, (p) => p.x), Float64Array.from(all, (p) => p.y)]
  return { x, y, points: distinctPoints(x, y), address: texts(all.map((p) => p.text)) }
}
/** Points of one row each, away from full kilometres. */
const lone = (n: number) => Array.from({ length: n }, (_, k) => ({ x: 17 + 3 * k, y: 23, rows: 1 }))
const busy = (...p: Parameters<typeof at>) => {
  const t = at(...p)
  return busyPoints(t.x, t.y, t.points, t.address).map((b) => [b.where, b.n])
}

describe('a point that holds more than a home can', () => {
  it('is one at a full half kilometre from five rows on, in forty rows and more', () => {
    const round = (rows: number, x = 500) => ({ x, y: 1000, rows })
    expect(busy([...lone(35), round(5)])).toEqual([['500, 1000', 5]])
    expect(busy([...lone(36), round(4)])).toEqual([])
    expect(busy([...lone(34), round(5)])).toEqual([])
    expect(busy([...lone(35), round(5, 501)])).toEqual([])
    expect(busy([...lone(35), { x: 500, y: 1001, rows: 5 }])).toEqual([])
    // below one row in a hundred it is nothing
    expect(busy([...lone(495), round(5)])).toEqual([['500, 1000', 5]])
    expect(busy([...lone(496), round(5)])).toEqual([])
  })
  it('is one with more than thirty rows of two hundred, whatever its addresses', () => {
    const many = (rows: number) => ({ x: 7, y: 7, rows })
    expect(busy([...lone(169), many(31)])).toEqual([['7, 7', 31]])
    expect(busy([...lone(170), many(30)])).toEqual([])
    expect(busy([...lone(168), many(31)])).toEqual([])
  })
  it('is one where several streets share it, or a dozen doors of one', () => {
    const streets = ['Elm Road', 'Oak Road', 'Ash Road']
    const of = (rows: number, names: readonly string[], n = 60, doors = rows) =>
      busy([
        ...lone(n),
        { x: 7, y: 7, rows, address: (k) => `${1 + (k % doors)} ${names[k % names.length]}, Example` },
      ])
    expect(of(5, streets)).toEqual([['7, 7', 5]])
    expect(of(4, streets)).toEqual([])
    expect(of(6, streets.slice(0, 2))).toEqual([])
    // no more than half as many doors as rows: those of a block that is burgled again and again
    expect(of(12, streets, 60, 6)).toEqual([])
    // twelve doors of one street in a hundred rows
    expect([of(12, ['Elm Road'], 88), of(11, ['Elm Road'], 89), of(12, ['Elm Road'], 87)]).toEqual([[['7, 7', 12]], [], []]) // prettier-ignore
  })
  it('comes largest first, twenty at most', () => {
    const points = Array.from({ length: 22 }, (_, k) => ({ x: 500 * k, y: 500, rows: 6 + k }))
    const found = busy(points)
    expect(found).toHaveLength(20)
    expect(found.map((f) => f[1])).toEqual(Array.from({ length: 20 }, (_, k) => 27 - k))
  })
})

describe('points that stand for streets', () => {
  const snapped = (points: Parameters<typeof at>[0], doors = 0, uk = true) =>
    snappedBy(at(points).points, doors, uk)
  const shared = (n: number, rows: number) =>
    Array.from({ length: n }, (_, k) => ({ x: 17 + 3 * k, y: 5, rows }))
  it('hold five rows each and four fifths of all, whatever the addresses', () => {
    expect(snapped(shared(20, 5), 100, false)).toBe('100 rows lie on 20 points')
    expect(snapped(shared(19, 5))).toBeUndefined()
    expect(snapped(shared(25, 4), 100)).toBeUndefined()
    // a third at one point makes no snap points of the rest
    expect(snapped([...shared(20, 5), { x: 1, y: 1, rows: 50 }], 100)).toBe('150 rows lie on 21 points')
    expect(snapped([...shared(20, 5), { x: 1, y: 1, rows: 51 }], 100)).toBeUndefined()
  })
  it('hold half of the rows of these islands where fewer than a tenth name a door', () => {
    const half = [...shared(25, 2), ...lone(50).map((p) => ({ ...p, y: 99 }))]
    const why = '100 rows lie on 75 points, and no address tells homes apart'
    expect([snapped(half, 9), snapped(half, 10), snapped(half, 9, false)]).toEqual([
      why,
      undefined,
      undefined,
    ])
    const less = [...shared(24, 2), ...lone(52).map((p) => ({ ...p, y: 99 }))]
    expect(snapped(less)).toBeUndefined()
  })
})

describe('two places that check a unit', () => {
  const check = (rows: readonly [name: string, x: number, y: number][]) => {
    const street = { values: ['', 'High Street'], codes: { data: Uint32Array.from(rows, () => 0) } }
    const line = { data: Int32Array.from(rows, (_, i) => i + 2) }
    return unitCheck(
      { street, line } as unknown as Collector,
      { address: texts(rows.map((r) => r[0])) } as Parameters<typeof unitCheck>[1],
      Float64Array.from(rows, (r) => r[1]),
      Float64Array.from(rows, (r) => r[2]),
    )
  }
  it('are the named ones furthest apart along a diagonal, else two lines', () => {
    expect(check([['', -900, -900], ['A', 0, 0], ['B', 300, 400], ['C', 100, 100], ['', 9e3, 9e3]])).toEqual({ a: 'A', b: 'B', apart: 500 }) // prettier-ignore
    expect(check([['A', 5, 0], ['B', 0, 5], ['C', 30, 40]])).toMatchObject({ a: 'A', b: 'C' }) // prettier-ignore
    expect(check([['', 0, 0], ['', 30, 40], ['', 3, 4]])).toEqual({ a: 'line 2', b: 'line 3', apart: 50 }) // prettier-ignore
    expect(check([['A', 0, 0], ['B', -3, -4]])).toEqual({ a: 'B', b: 'A', apart: 5 }) // prettier-ignore
  })
})
