/** Which doors, in which order, and why: towns drawn by hand with the answer beside them. */
import { describe, expect, it } from 'vitest'
import { textAt } from '../../src/core/base/text.ts'
import { defaults } from '../../src/core/base/params.ts'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { protocolSchema, type Protocol } from '../../src/cocoon/protocol.ts'
import { numberingOf } from '../../src/cocoon/street.ts'
import { around, findVictim } from '../../src/cocoon/who.ts'
import type { Homes } from '../../src/core/places/homes.ts'
import { draw, home, homesOf, incidentsOf, type Made } from './town.ts'

const P = defaults(protocolSchema)

/** "6 Harrow Lane: 2 left (A)" for each call, in the order the protocol gives them. */
function calls(homes: Homes, victim: string, over: Partial<Protocol> = {}) {
  const { calls, fewer } = around(prepareHomes(homes), home(homes, victim), { ...P, ...over })
  return {
    calls: calls.map(
      (c) =>
        `${textAt(homes.address, c.homes[0]).replace(/, Thornby$/, '')}${c.homes.length > 1 ? ` +${c.homes.length - 1}` : ''}: ${c.why} (${c.tier})`,
    ),
    relations: calls.map((c) => c.relation),
    fewer,
  }
}

const ODD_EVEN = `
Quarry Terrace | 10  12  14  16  18  20  22  24  26
.
Harrow Lane    | 1   3   5   7   9   11  13  15  17
.
.
Harrow Lane    | 2   4   6   8   10  12  14  16  18
.
Mill Row       | 1   3   5   7   9   11  13  15  17
`

describe('same side of the street', () => {
  it('takes four either side where odd faces even', () => {
    const found = calls(draw(ODD_EVEN), '10 Harrow Lane')
    // facing an even house one looks south: west, where numbers fall, is on the right
    expect(found.calls).toEqual([
      '10 Harrow Lane: burgled home (A)',
      '8 Harrow Lane: next door (A)',
      '12 Harrow Lane: next door (A)',
      '6 Harrow Lane: 2 right (A)',
      '14 Harrow Lane: 2 left (A)',
      '4 Harrow Lane: 3 right (B)',
      '16 Harrow Lane: 3 left (B)',
      '2 Harrow Lane: 4 right (B)',
      '18 Harrow Lane: 4 left (B)',
    ])
    expect(found.fewer).toEqual([])
    expect(new Set(found.relations)).toEqual(new Set(['victim', 'same side']))
  })

  it('turns left and right round on the other side', () => {
    const found = calls(draw(ODD_EVEN), '9 Harrow Lane', { eachSide: 2 })
    expect(found.calls).toEqual([
      '9 Harrow Lane: burgled home (A)',
      '7 Harrow Lane: next door (A)',
      '11 Harrow Lane: next door (A)',
      '5 Harrow Lane: 2 left (A)',
      '13 Harrow Lane: 2 right (A)',
    ])
  })

  it('takes behind and opposite as rings, nearest first', () => {
    const found = calls(draw(ODD_EVEN), '9 Harrow Lane', { eachSide: 1, rear: 3, opposite: 3 })
    expect(found.calls.slice(3)).toEqual([
      '18 Quarry Terrace: behind (C)',
      '16 Quarry Terrace: behind (C)',
      '20 Quarry Terrace: behind (C)',
      '10 Harrow Lane: opposite (C)',
      '8 Harrow Lane: opposite (C)',
      '12 Harrow Lane: opposite (C)',
    ])
    expect(found.relations.slice(3)).toEqual(['rear', 'rear', 'rear', 'opposite', 'opposite', 'opposite'])
  })

  it('stops at the end of the street and says so', () => {
    const found = calls(draw(ODD_EVEN), '2 Harrow Lane')
    expect(found.calls).toEqual([
      '2 Harrow Lane: burgled home (A)',
      '4 Harrow Lane: next door (A)',
      '6 Harrow Lane: 2 left (A)',
      '8 Harrow Lane: 3 left (B)',
      '10 Harrow Lane: 4 left (B)',
    ])
    expect(found.fewer).toEqual(['none on one side: the address file places no further number here'])
  })

  it('turns the corner past the end of a street, by distance along the ground', () => {
    const found = calls(
      draw(`
Harrow Lane | 1   3   5   7
.
.
Harrow Lane | 2   4   6
Mill Road   |             1
Mill Road   |             3
Mill Road   |             5
`),
      '6 Harrow Lane',
    )
    expect(found.calls).toEqual([
      '6 Harrow Lane: burgled home (A)',
      '4 Harrow Lane: next door (A)',
      '1 Mill Road: next door, round the corner (A)',
      '2 Harrow Lane: 2 right (A)',
      '3 Mill Road: 2 left, round the corner (A)',
      '5 Mill Road: 3 left, round the corner (B)',
    ])
    expect(found.relations.slice(1)).toEqual(Array(5).fill('same side'))
    expect(found.fewer).toEqual([
      'only 2 on one side: the address file places no further number here',
      'only 3 on one side: the address file places no further number here',
    ])
  })

  it('goes on where a street changes its name, and never across the street or to the back of it', () => {
    const found = calls(
      draw(`
Back Lane  | 1   3   5   7   9   11  13
.
East Road  | 1   3   5
West Road  |             7   9   11  13
.
.
West Road  | 2   4   6   8   10  12  14
`),
      '5 East Road',
      { eachSide: 3 },
    )
    expect(found.calls).toEqual([
      '5 East Road: burgled home (A)',
      '3 East Road: next door (A)',
      '7 West Road: next door, where the street changes its name (A)',
      '1 East Road: 2 down (A)',
      '9 West Road: 2 up, where the street changes its name (A)',
      '11 West Road: 3 up, where the street changes its name (B)',
    ])
  })

  it('counts doors, not numbers: 13 missing, 12A between', () => {
    const found = calls(
      draw(`
Elm Road | 7   9   11      15  17  19
.
.
Elm Road | 8   10  12 12A  14  16  18
`),
      '15 Elm Road',
      { eachSide: 2 },
    )
    expect(found.calls).toEqual([
      '15 Elm Road: burgled home (A)',
      '11 Elm Road: next door (A)',
      '17 Elm Road: next door (A)',
      '9 Elm Road: 2 left (A)',
      '19 Elm Road: 2 right (A)',
    ])
    const even = calls(
      draw(`
Elm Road | 7   9   11      15  17  19
.
.
Elm Road | 8   10  12 12A  14  16  18
`),
      '14 Elm Road',
      { eachSide: 2 },
    )
    expect(even.calls.slice(1)).toEqual([
      '12A Elm Road: next door (A)',
      '16 Elm Road: next door (A)',
      '12 Elm Road: 2 right (A)',
      '18 Elm Road: 2 left (A)',
    ])
  })

  it('follows consecutive numbers up one side and down the other', () => {
    const close = `
Beech Close | 1   2   3   4   5   6   7
.
.
Beech Close | 14  13  12  11  10  9   8
`
    expect(calls(draw(close), '3 Beech Close', { eachSide: 3, opposite: 1 })).toEqual({
      calls: [
        '3 Beech Close: burgled home (A)',
        '2 Beech Close: next door (A)',
        '4 Beech Close: next door (A)',
        '1 Beech Close: 2 left (A)',
        '5 Beech Close: 2 right (A)',
        '6 Beech Close: 3 right (B)',
        '12 Beech Close: opposite (C)',
      ],
      relations: ['victim', 'same side', 'same side', 'same side', 'same side', 'same side', 'opposite'],
      fewer: ['only 2 on one side: the address file places no further number here'],
    })
    // 7 and 8 face each other across the end of the road: neighbours by number, not by wall
    const end = calls(draw(close), '7 Beech Close')
    expect(end.calls.map((c) => c.split(':')[0])).toEqual([
      '7 Beech Close',
      '6 Beech Close',
      '5 Beech Close',
      '4 Beech Close',
      '3 Beech Close',
    ])
    expect(end.fewer).toEqual(['none on one side: the next number is across the street'])
  })

  it('goes round the head of a close where the houses do', () => {
    // a horseshoe: 1 to 12 evenly spaced round a half circle of 30 m
    const made: Made[] = Array.from({ length: 12 }, (_, i) => ({
      x: 30 * Math.cos((Math.PI * i) / 11),
      y: 30 * Math.sin((Math.PI * i) / 11),
      street: 'Ring Close',
      number: i + 1,
    }))
    const found = calls(homesOf(made), '6 Ring Close', { eachSide: 3 })
    expect(found.calls.map((c) => c.split(' ')[0])).toEqual(['6', '5', '7', '4', '8', '3', '9'])
  })

  it('ends a row at a long gap', () => {
    const found = calls(
      draw(`
Long Road | 1   3   5   7                                    9   11  13
.
.
Long Road | 2   4   6   8                                    10  12  14
`),
      '5 Long Road',
    )
    expect(found.calls.map((c) => c.split(' ')[0])).toEqual(['5', '3', '7', '1'])
    expect(found.fewer[1]).toMatch(/^only 1 on one side: the next door is \d+ m away$/)
  })

  it('seats a named house in the row where it stands', () => {
    const found = calls(
      draw(`
Church Way | 1   3   5   Rosemount   7   9
.
.
Church Way | 2   4   6           8   10  12
`),
      '5 Church Way',
      { eachSide: 2 },
    )
    expect(found.calls).toEqual([
      '5 Church Way: burgled home (A)',
      '3 Church Way: next door (A)',
      'Rosemount, Church Way: next door (A)',
      '1 Church Way: 2 left (A)',
      '7 Church Way: 2 right (A)',
    ])
    const named = calls(
      draw(`
Church Way | 1   3   5   Rosemount   7   9
.
.
Church Way | 2   4   6           8   10  12
`),
      'Rosemount',
      { eachSide: 1 },
    )
    expect(named.calls.slice(1)).toEqual(['5 Church Way: next door (A)', '7 Church Way: next door (A)'])
  })

  it('takes the nearest homes of the street where there are no numbers, and says so', () => {
    const found = calls(
      draw(`
Back Lane | Rose   Ivy   Holly   Oak   Fir
Other Way |              Elm
`),
      'Holly',
      { eachSide: 1 },
    )
    expect(found.calls).toEqual([
      'Holly, Back Lane: burgled home (A)',
      'Ivy, Back Lane: nearest, 18 m (A)',
      'Oak, Back Lane: nearest, 24 m (A)',
    ])
    expect(found.relations).toEqual(['victim', 'ring', 'ring'])
    expect(found.fewer).toEqual(['sides unknown, as the street has no house numbers: nearest homes instead'])
  })

  it('names doors up and down where nothing stands across the street', () => {
    const found = calls(draw('Edge Road | 1   3   5   7   9'), '5 Edge Road', { eachSide: 2, rear: 2 })
    expect(found.calls.slice(3)).toEqual(['1 Edge Road: 2 down (A)', '9 Edge Road: 2 up (A)'])
    expect(found.fewer).toEqual(['front and back cannot be told here, so no homes behind or opposite'])
  })

  it('tells two streets of one name apart', () => {
    const made: Made[] = []
    for (let n = 1; n <= 5; n++) {
      made.push({ x: n * 10, y: 0, street: 'High Street', number: n * 2 })
      made.push({ x: 5000 + n * 10, y: 0, street: 'High Street', number: n * 2 + 1 })
    }
    const found = calls(homesOf(made), '4 High Street')
    expect(found.calls.map((c) => c.split(' ')[0]).sort()).toEqual(['10', '2', '4', '6', '8'])
  })

  it('bends with the street', () => {
    // a quarter circle, odd outside (r 120), even inside (r 95), a plot every 6 degrees
    const made: Made[] = []
    for (let i = 0; i < 15; i++) {
      const a = (i * 6 * Math.PI) / 180
      made.push({ x: 120 * Math.cos(a), y: 120 * Math.sin(a), street: 'Crescent', number: 2 * i + 1 })
      made.push({ x: 95 * Math.cos(a), y: 95 * Math.sin(a), street: 'Crescent', number: 2 * i + 2 })
    }
    const found = calls(homesOf(made), '15 Crescent', { opposite: 1 })
    expect(found.calls.map((c) => c.split(' ')[0])).toEqual([
      '15',
      '13',
      '17',
      '11',
      '19',
      '9',
      '21',
      '7',
      '23',
      '16',
    ])
  })
})

describe('numbering', () => {
  const numbering = (place: (i: number) => [number, number], n = 12) =>
    numberingOf(
      Array.from({ length: n }, (_, i) => {
        const [x, y] = place(i)
        return { door: i, x, y, number: i + 1, suffix: 0 }
      }),
    )
  it('is told by whether 2 stands in line with 1 and 3', () => {
    // narrow terraces and wide plots on odd-even streets
    expect(numbering((i) => [Math.floor(i / 2) * 5, (i % 2) * 18])).toBe('odd-even')
    expect(numbering((i) => [i * 40, (i % 2) * 25])).toBe('odd-even')
    // consecutive: staggered fronts, a bend with wide plots, no numbers
    expect(numbering((i) => [i * 9, (i % 2) * 7])).toBe('consecutive')
    expect(numbering((i) => [120 * Math.cos(i / 2), 120 * Math.sin(i / 2)])).toBe('consecutive')
    expect(numbering(() => [0, 0], 0)).toBe('none')
  })
  it('falls back on odd and even where nothing can be told', () => {
    expect(numbering(() => [0, 0])).toBe('odd-even')
  })
})

describe('flats', () => {
  const town = `
Harrow Lane | 1   3   5   7   9
.
.
Harrow Lane | 2   4   6x3 8   10
`
  it('are one call per building, flats in their order', () => {
    const found = calls(draw(town), '4 Harrow Lane', { eachSide: 2 })
    expect(found.calls).toEqual([
      '4 Harrow Lane: burgled home (A)',
      '2 Harrow Lane: next door (A)',
      'Flat 1, 6 Harrow Lane +2: next door (A)',
      '8 Harrow Lane: 2 left (A)',
    ])
  })
  it('or each its own call', () => {
    const found = calls(draw(town), '4 Harrow Lane', { eachSide: 1, flats: 'doors' })
    expect(found.calls.slice(2)).toEqual([
      'Flat 1, 6 Harrow Lane: next door (A)',
      'Flat 2, 6 Harrow Lane: next door (A)',
      'Flat 3, 6 Harrow Lane: next door (A)',
    ])
  })
  it('keep a burgled flat apart from its neighbours in the building', () => {
    const found = calls(draw(town), 'Flat 2, 6 Harrow', { eachSide: 1 })
    expect(found.calls).toEqual([
      'Flat 2, 6 Harrow Lane: burgled home (A)',
      'Flat 1, 6 Harrow Lane +1: same building (A)',
      '4 Harrow Lane: next door (A)',
      '8 Harrow Lane: next door (A)',
    ])
  })
  it('are recognised on one point with one number where no building is named', () => {
    const made: Made[] = [1, 2, 10].map((f) => ({
      x: 0,
      y: 0,
      street: 'A Road',
      number: 4,
      flat: `Flat ${f}`,
    }))
    const doors = prepareHomes(homesOf([...made, { x: 0, y: 0, street: 'A Road', number: 6 }]))
    expect(doors.n).toBe(2)
    expect(doors.homesOf(0)).toEqual([0, 1, 2])
  })
})

describe('tiers', () => {
  it('follow the Swordfish split where chosen', () => {
    const found = calls(draw(ODD_EVEN), '10 Harrow Lane', { tiers: 'victim-first', names: 'metals' })
    expect(found.calls.map((c) => c.at(-2))).toEqual(['A', 'B', 'B', 'B', 'B', 'C', 'C', 'C', 'C'])
  })
})

describe('the burgled home', () => {
  const homes = draw(ODD_EVEN)
  const doors = prepareHomes(homes)
  const find = (b: Parameters<typeof incidentsOf>[1][number]) => {
    const { table, text } = incidentsOf(homes, [b])
    return findVictim(doors, table, text, 0, 20)
  }
  const ten = home(homes, '10 Harrow')

  it('is found by UPRN before anything else, even far from its coordinates', () => {
    const found = find({ at: [homes.x[ten] + 900, 0], uprn: '00' + textAt(homes.uprn, ten) })
    expect(found).toMatchObject({ home: ten, by: 'UPRN' })
    expect('note' in found && found.note).toMatch(/its UPRN lies \d+ m from its coordinates/)
  })
  it('is found by address without regard to case, commas or abbreviation', () => {
    expect(find({ at: [homes.x[ten], homes.y[ten]], address: '10  HARROW LN Thornby' })).toMatchObject({
      home: ten,
      by: 'address',
    })
  })
  it('is not taken from another town that has the same address', () => {
    const there = { at: [homes.x[ten] + 3000, homes.y[ten]] as const, address: '10 Harrow Lane, Thornby' }
    expect(find(there)).toMatchObject({
      home: -1,
      sentence: expect.stringMatching(/3\.0 km from its coordinates/),
    })
  })
  it('is found by number and street where the town is missing', () => {
    expect(find({ at: [homes.x[ten] + 40, homes.y[ten]], address: '10 Harrow Lane' })).toMatchObject({
      home: ten,
      by: 'house number',
    })
  })
  it('is found by position within the tolerance, on its own street where that is known', () => {
    expect(find({ at: [homes.x[ten] + 2, homes.y[ten] - 1] })).toMatchObject({ home: ten, by: 'position' })
    // nearer to Mill Row behind, but the row names Harrow Lane
    expect(find({ at: [homes.x[ten], homes.y[ten] - 11], street: 'HARROW LANE' })).toMatchObject({
      home: ten,
    })
  })
  it('is found by position, not by address, where the address is a street that many homes are written as', () => {
    const alike = homesOf([0, 8, 16, 24].map((x) => ({ x, y: 0, street: 'Keswick Street' })))
    const near = (x: number) => {
      const { table, text } = incidentsOf(alike, [{ at: [x, 0], address: 'KESWICK STREET, Thornby' }])
      return findVictim(prepareHomes(alike), table, text, 0, 20)
    }
    expect(near(17)).toMatchObject({ home: 2, by: 'position' })
    expect(near(60).home).toBe(-1)
  })
  it('is not made up', () => {
    const far = find({ at: [homes.x[ten] + 130, homes.y[ten] - 60] })
    expect(far.home).toBe(-1)
    expect('sentence' in far && far.sentence).toMatch(/nearest home is \d+ m away \(at most 20 m/)
    expect(find({ at: [9000, 9000] })).toMatchObject({
      home: -1,
      sentence: expect.stringMatching(/^No home/),
    })
  })
})
