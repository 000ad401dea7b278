import { describe, expect, it } from 'vitest'
import { inArea } from '../../src/core/geometry/area.ts'
import { allRows, FLAG } from '../../src/core/table/incidents.ts'
import { pointsOf, studyOf } from '../../src/core/table/points.ts'
import { countUnits, unitsOf } from '../../src/core/stats/units.ts'
import { nameOfPlace } from '../../src/core/table/words.ts'
import { townOf } from '../analyses/town.ts'

const E = 450_000
const N = 300_000

describe('the ground that stands in for a study area', () => {
  it('holds every incident, and one far out adds little', () => {
    const town = Array.from({ length: 400 }, (_, i) => ({
      x: E + (i % 20) * 200,
      y: N + Math.floor(i / 20) * 200,
    }))
    const one = townOf(town)
    const two = townOf([...town, { x: E + 60_000, y: N + 50_000 }])
    const [a, b] = [one, two].map((table) => studyOf({ table }))
    for (let i = 0; i < two.n; i++) expect(inArea(b.area, two.x[i], two.y[i])).toBe(true)
    expect(a.size / 1e6).toBeGreaterThan(14)
    // squares of 500 m instead of 200, and nine of them around the one far out
    expect(b.size / 1e6).toBeLessThan(35)
    expect(a.note).toMatch(/No study area was given/)
  })

  it('leaves outliers and rows without a place alone', () => {
    const table = townOf([
      { x: E, y: N },
      { x: E + 100, y: N },
      { x: 0, y: 0, flags: FLAG.outlier },
      { x: NaN, y: 1 },
    ])
    expect(studyOf({ table }).bounds[0]).toBeGreaterThan(E - 2000)
    expect(() => studyOf({ table: townOf([]) })).not.toThrow()
  })

  it('is the area itself when there is one', () => {
    const ring = Float64Array.of(0, 0, 1000, 0, 1000, 1000, 0, 1000, 0, 0)
    const area = { name: 'Beat 4', polygons: [[ring]] }
    const study = studyOf({ table: townOf([{ x: 1, y: 1 }]), area })
    expect([study.given, study.size, study.note]).toEqual([true, 1e6, 'Study area: Beat 4, 1 km².'])
  })
})

describe('streets', () => {
  const table = townOf([
    { x: E, y: N, street: 'High Street', beat: 'North' },
    { x: E + 400, y: N, street: 'On or near High Street', beat: 'North' },
    { x: E + 800, y: N, street: 'High Street', beat: 'North' },
    { x: E + 9000, y: N, street: 'High Street', beat: 'South' },
    { x: E + 9000, y: N, street: 'Mill Street', beat: 'South' },
    { x: E, y: N },
  ])

  it('of one name in two towns are two streets', () => {
    const points = pointsOf({ table, rows: allRows(table) })
    const units = unitsOf({ table }, points, studyOf({ table }), 'street', 100)
    expect(units.names).toEqual(['High Street (North)', 'High Street (South)', 'Mill Street'])
    expect([...countUnits(units)]).toEqual([3, 1, 1])
    expect(units.notes.join(' ')).toMatch(
      /1 street name found in several beats, or in places more than 500 m apart/,
    )
    expect(units.notes.join(' ')).toMatch(/1 incident without a street left out/)
  })

  it('are keyed with their beat: one Main Street in eight districts is eight, and its capitals stay', () => {
    const rows = Array.from({ length: 8 }, (_, k) => ({
      x: E + 300 * k,
      y: N,
      street: 'MAIN STREET',
      beat: `D${k}`,
    }))
    const main = townOf([...rows, { x: E, y: N, street: 'On or near Parking Area', beat: 'D0' }])
    const units = unitsOf(
      { table: main },
      pointsOf({ table: main, rows: allRows(main) }),
      studyOf({ table: main }),
      'street',
      100,
    )
    expect(units.names).toEqual(rows.map((r) => `MAIN STREET (${r.beat})`))
    expect(units.notes.join(' ')).toMatch(/1 incident at Parking Area: kinds of places, not streets/)
  })

  it('name a place rather than its kind', () => {
    const open = townOf([
      { x: E, y: N, street: 'On or near Parking Area' },
      { x: E, y: N, street: 'On or near Parking Area' },
      { x: E, y: N, street: 'On or near Quarry Terrace' },
      { x: E, y: N, street: 'On or near Supermarket', beat: 'B' },
    ])
    expect(nameOfPlace(open, [0, 1, 2])).toBe('Quarry Terrace')
    expect(nameOfPlace(open, [0, 1])).toBe('Parking Area')
    expect(nameOfPlace(open, [3])).toBe('B')
  })
})
