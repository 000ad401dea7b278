/** Towers: one call for a floor or a stair, the nearest flats first, and a capacity that cuts inside the building. */
import { describe, expect, it } from 'vitest'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { floorsOf } from '../../src/cocoon/floors.ts'
import { cocoonList } from '../../src/cocoon/list.ts'
import { type Protocol, protocolSchema } from '../../src/cocoon/protocol.ts'
import { defaults } from '../../src/core/base/params.ts'
import { home, homesOf, incidentsOf, type Made, TODAY } from './town.ts'

const P = defaults(protocolSchema)
/** Six floors of six flats, 101 to 606. */
const tower: Made[] = [1, 2, 3, 4, 5, 6].flatMap((floor) =>
  [1, 2, 3, 4, 5, 6].map((f) => ({
    x: 0,
    y: 0,
    street: 'Park Road',
    number: 50,
    building: 0,
    flat: `Flat ${floor}0${f}`,
  })),
)
const homes = homesOf(tower)
const doors = prepareHomes(homes)
const burgled = home(homes, 'Flat 403')
const list = (over: Partial<Protocol> = {}) => {
  const { table, text, rows } = incidentsOf(homes, [{ at: burgled }])
  return cocoonList({ table, text, doors, rows, today: TODAY, protocol: { ...P, officers: 1, ...over } })
}

describe('the parts of a building', () => {
  const floors = (labels: string[]) => {
    const { of, names } = floorsOf(labels)
    return [names, of]
  }
  const labels = (n: number, label: (i: number) => string) => Array.from({ length: n }, (_, i) => label(i))

  it('are one as long as one call can take it', () => {
    expect(floors(labels(8, (i) => `Flat ${i + 1}`))).toEqual([[''], Array(8).fill(0)])
    expect(floors(labels(9, (i) => `Flat ${i + 1}`))).toEqual([
      ['flats 1 to 5', 'flats 6 to 9'],
      [0, 0, 0, 0, 0, 1, 1, 1, 1],
    ])
  })
  it('are floors and stairs where the numbers tell them', () => {
    expect(floors(labels(12, (i) => `Flat ${101 + 100 * Math.floor(i / 4) + (i % 4)}`))[0]).toEqual([
      'floor 1',
      'floor 2',
      'floor 3',
    ])
    expect(floors(labels(9, (i) => `${Math.floor(i / 3)}/${1 + (i % 3)}`))[0]).toEqual([
      'ground floor',
      'floor 1',
      'floor 2',
    ])
    expect(floors(labels(10, (i) => `Flat ${'AB'[Math.floor(i / 5)]}${1 + (i % 5)}`))[0]).toEqual([
      'stair A',
      'stair B',
    ])
    expect(
      floors(labels(9, (i) => `${['Ground', 'First', 'Top'][Math.floor(i / 3)]} Floor Flat ${i}`))[0],
    ).toEqual(['ground floor', 'floor 1', 'top floor'])
  })
  it('are runs of numbers where one flat has another kind of name', () => {
    const names = [...labels(9, (i) => `Flat ${101 + 100 * Math.floor(i / 3) + (i % 3)}`), 'Penthouse']
    expect(floors(names)[0]).toEqual(['flats 101 to 202', 'flats 203 to Penthouse'])
  })
})

describe('a tower', () => {
  it('is one call a floor, the burgled flat’s own first, then the floors above and below it', () => {
    const { visits, rounds } = list()
    expect(visits.map((v) => `${v.label} ${v.why}: ${v.flats.length || v.address.slice(0, 8)}`)).toEqual([
      '★ burgled home: Flat 403',
      '1 same building, floor 4: 5',
      '2 same building, floor 3: 6',
      '3 same building, floor 5: 6',
      '4 same building, floor 2: 6',
      '5 same building, floor 6: 6',
      '6 same building, floor 1: 6',
    ])
    expect(visits.map((v) => v.tier)).toEqual(['A', 'A', 'A', 'A', 'B', 'B', 'B'])
    expect(visits[1].flats).toEqual(['Flat 401', 'Flat 402', 'Flat 404', 'Flat 405', 'Flat 406'])
    expect(rounds[0]).toMatchObject({ calls: 7, homes: 36 })
  })

  it('is cut inside by a capacity: the nearest flats stay, the rest is counted', () => {
    // the burgled flat 3 minutes, the next two flats 3 + 1.5
    const small = list({ capacity: 8 })
    expect(small.visits.map((v) => v.homes.length)).toEqual([1, 2])
    expect(small.visits[1].flats).toEqual(['Flat 402', 'Flat 404'])
    expect(small.rounds[0]).toMatchObject({ calls: 2, homes: 3 })
    expect(small.leftOut.every((o) => o.reason === 'over 8 minutes for one officer')).toBe(true)
    // on the floor below, the flat under the burgled one and those beside it: 3 + 5 × 1.5 + 3 for the own floor, then 3 + 1.5 + 1.5
    const more = list({ capacity: 3 + 9 + 6 }).visits
    expect(more.map((v) => v.why)).toEqual([
      'burgled home',
      'same building, floor 4',
      'same building, floor 3',
    ])
    expect(more[2].flats).toEqual(['Flat 302', 'Flat 303', 'Flat 304'])
    // what is listed and what is left out are the tower
    const listed = small.visits.flatMap((v) => v.homes)
    expect(listed.length).toBe(3)
    expect(small.leftOut.reduce((n, o) => n + (o.homes ?? 1), 0)).toBe(33)
    for (const capacity of [5, 8, 14, 25, 40, 60, 90]) {
      const l = list({ capacity })
      expect(l.rounds[0].minutes).toBeLessThanOrEqual(capacity)
      expect(
        l.visits.reduce((n, v) => n + v.homes.length, 0) + l.leftOut.reduce((n, o) => n + (o.homes ?? 1), 0),
      ).toBe(36)
    }
  })
})

describe('a building whose flats have names of their own kind', () => {
  const headed = (flats: readonly string[], number = 21) => {
    const made: Made[] = flats.map((flat) => ({
      ...{ x: 0, y: 0, street: 'Marchmont Road', number, building: 0, flat },
    }))
    const town = homesOf([...made, { x: 12, y: 0, street: 'Marchmont Road', number: number + 2 }])
    const { table, text, rows } = incidentsOf(town, [{ at: home(town, flats[0]) }])
    const made1 = cocoonList({ table, text, doors: prepareHomes(town), rows, today: TODAY, protocol: P })
    return made1.visits.filter((v) => v.flats.length > 1).map((v) => [v.address, v.flats])
  }
  it('is headed by its number, not by one of its flats: a Scots tenement', () => {
    expect(headed(['GF1', '1F1', '1F2', '2F1'])).toEqual([
      ['21 Marchmont Road, Thornby', ['1F1', '1F2', '2F1']],
    ])
  })
  it('is headed by what all its addresses end with where nobody foresaw the names', () => {
    expect(headed(['Orchid', 'Lily', 'Rose'])).toEqual([
      ['21 Marchmont Road, Thornby', expect.arrayContaining(['Lily', 'Rose'])],
    ])
  })
})
