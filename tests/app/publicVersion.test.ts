/** What goes into the public version: whole months, kinds of crime, squares; and what is kept out of it. */
import { letters } from '../../src/core/base/words.ts'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { mapOfVersion } from '../../src/views/briefing/PublicView.tsx'
import { publicVersion, wholeMonths } from '../../src/views/briefing/publicVersion.ts'
import { apart, publicCsv, squaresTable } from '../../src/views/briefing/publicPicture.ts'
import { UNKNOWN_UNIT } from '../../src/core/geometry/plane.ts'
import { parseIsoDay } from '../../src/core/base/time.ts'
import { accept, change, forget, setClause, useStore } from '../../src/state/store.ts'
import { incidentsFrom, type Row } from '../tools/incidents.ts'

const load = (rows: Row[]) =>
  accept(
    [
      {
        kind: 'incidents',
        name: 'x.csv',
        incidents: incidentsFrom(rows),
        text: {} as never,
        report: {} as never,
      },
    ],
    [],
    false,
  )
const state = () => useStore.getState()
const make = (cell = 500, months = 12) => publicVersion(state(), { cell, months })
afterEach(() => forget())

/** So many incidents of a day in one square, and the table's first and last day. */
const rows = (n: number, day: string, x = 400_100, y = 300_100): Row[] =>
  Array.from({ length: n }, (_, i) => ({ x: x + i, y, day: parseIsoDay(day) }))

describe('the public version', () => {
  it('draws no squares of numbers that may be metres or feet', () => {
    load([...rows(6, '2026-01-15'), ...rows(7, '2026-02-10'), ...rows(9, '2026-03-10')])
    const s = state()
    expect(make().cell).toBe(500)
    const table = { ...s.incidents!.table, crs: UNKNOWN_UNIT }
    expect(() =>
      publicVersion({ ...s, incidents: { ...s.incidents!, table } }, { cell: 500, months: 12 }),
    ).toThrow('metres or feet')
  })

  it('takes whole months only: not the one that began before the file, nor the one still running', () => {
    load([
      ...rows(6, '2026-01-15'),
      ...rows(7, '2026-02-10'),
      ...rows(8, '2026-03-10'),
      ...rows(9, '2026-04-10'),
    ])
    change('as-at date', { asAt: '2026-04-10' })
    expect(wholeMonths(state()).map((m) => m % 12)).toEqual([1, 2])
    const v = make()
    expect(v.period).toBe('Feb 2026 to Mar 2026')
    expect(v.squares).toHaveLength(1)
    // 7 + 8: what lies outside the months is in no figure
    expect(v.squares[0].figure).toMatchObject({ low: 15, high: 19 })
    expect(v.squares[0].corner).toEqual([400_000, 300_000])
  })
  it('keeps the squares below five off the list, the map and the CSV', () => {
    load([
      ...rows(1, '2026-01-01'),
      ...rows(20, '2026-02-10'),
      ...rows(4, '2026-02-11', 401_100),
      ...rows(1, '2026-03-05'),
    ])
    change('as-at date', { asAt: '2026-03-05' })
    const v = make()
    expect(squaresTable(v).n).toBe(1)
    const grid = v.layers.find((l) => l.kind === 'grid')!
    expect(grid.kind === 'grid' && [...grid.values].filter((x) => x > 0)).toHaveLength(1)
    expect(
      publicCsv(v)
        .split('\r\n')
        .filter((l) => l.startsWith('square')),
    ).toHaveLength(1)
  })
  it('does not take a month for whole that the file knows only in part', () => {
    load([...rows(6, '2026-01-01'), ...rows(7, '2026-02-10'), ...rows(8, '2026-03-28')])
    // the extract was drawn on 28 March; the month is over since, and its last days are not in the file
    for (const asAt of ['2026-04-02', '2026-09-01']) {
      change('as-at date', { asAt })
      expect(make().period).toBe('Jan 2026 to Feb 2026')
    }
    load([...rows(6, '2026-01-01'), ...rows(8, '2026-03-31')])
    change('as-at date', { asAt: '2026-04-02' })
    expect(make().period).toBe('Jan 2026 to Mar 2026')
  })
  it('publishes no figure of a month that is missing from the files, and says which', () => {
    const some = [
      ...rows(8, '2026-01-01'),
      ...rows(9, '2026-02-10'),
      ...rows(9, '2026-04-10'),
      ...rows(9, '2026-05-31'),
    ]
    const gap = [parseIsoDay('2026-03-01'), parseIsoDay('2026-03-31')] as const
    const incidents = { ...incidentsFrom(some), gaps: [gap] }
    accept(
      [{ ...{ kind: 'incidents', name: 'x.csv' }, incidents, text: {} as never, report: {} as never }],
      [],
      false,
    )
    change('as-at date', { asAt: '2026-06-02' })
    const v = make()
    expect(v.period).toBe('Jan 2026 to May 2026')
    expect(v.months).toEqual(['Jan 2026', 'Feb 2026', 'Apr 2026', 'May 2026'])
    expect(v.release.months).toHaveLength(4)
    expect(v.notes.join(' ')).toContain('No row is of Mar 2026')
    expect(publicCsv(v)).not.toContain('Mar 2026')
  })
  it('names squares so that none below five can be told from nothing by where the letters begin', () => {
    const figures = rows(20, '2026-02-10', 402_100)
    const edges = [...rows(1, '2026-01-01'), ...rows(1, '2026-03-05')]
    const named = (hidden: Row[]) => {
      load([...edges.map((r) => ({ ...r, x: 402_200 })), ...figures, ...hidden])
      change('as-at date', { asAt: '2026-03-05' })
      return publicCsv(make())
        .split('\r\n')
        .filter((l) => l.startsWith('square'))
    }
    expect(named(rows(4, '2026-02-11', 400_100, 299_100))).toEqual(named([]))
    expect(named([])[0]).toContain('square,A1,402000,300000')
  })
  it('cannot be told from that of another town whose crimes had other doors, streets, beats and days', () => {
    const crime = fc.record({
      square: fc.tuple(fc.nat(3), fc.nat(2)),
      month: fc.integer({ min: 1, max: 5 }),
      offence: fc.constantFrom('burglary-home' as const, 'theft-from-vehicle' as const),
      // where in its square, on which day and street: told once, and told otherwise
      told: fc.tuple(fc.nat(499), fc.nat(499), fc.integer({ min: 1, max: 28 }), fc.nat(20)),
      other: fc.tuple(fc.nat(499), fc.nat(499), fc.integer({ min: 1, max: 28 }), fc.nat(20)),
    })
    type Crime = typeof crime extends fc.Arbitrary<infer C> ? C : never
    const two = (k: number) => String(k).padStart(2, '0')
    const row = ({ square, month, offence }: Crime, [dx, dy, day, s]: Crime['told']): Row => ({
      ...{ x: 400_000 + 500 * square[0] + dx, y: 300_000 + 500 * square[1] + dy, offence },
      ...{ day: parseIsoDay(`2026-${two(month)}-${two(day)}`), street: `Street ${s}`, beat: `Beat ${s % 5}` },
    })
    // the first and last day of the file are no secret: they are the same in both
    const ends = [...rows(1, '2026-01-01'), ...rows(1, '2026-05-31')]
    const published = (of: readonly Row[]): string => {
      load([...ends, ...of])
      change('as-at date', { asAt: '2026-06-02' })
      let v: ReturnType<typeof make>
      try {
        v = make()
      } catch (error) {
        return (error as Error).message
      }
      const { layers: _, ...words } = v
      const table = squaresTable(v)
      const cells = Array.from({ length: table.n }, (__, i) => table.columns.map((c) => c.value(i)))
      return JSON.stringify([words, cells, publicCsv(v)])
    }
    fc.assert(
      fc.property(fc.array(crime, { minLength: 1, maxLength: 120 }), (crimes) => {
        const one = published(crimes.map((c) => row(c, c.told)))
        expect(published(crimes.map((c) => row(c, c.other)))).toBe(one)
        expect(one).not.toMatch(/Street \d|Beat \d|2026-\d\d-\d\d/)
      }),
      { numRuns: 150 },
    )
  })
  it('takes the kind of crime from the filters and nothing else, and says so', () => {
    load([...rows(6, '2026-01-01'), ...rows(30, '2026-02-10'), ...rows(1, '2026-03-05')])
    change('as-at date', { asAt: '2026-03-05' })
    const before = make().squares
    setClause('weekday', { source: 'weekday', kind: 'weekdays', weekdays: [0] })
    const after = make()
    expect(after.squares).toEqual(before)
    expect(after.notes.join(' ')).toContain('Filters other than the kind of crime are not used here.')
  })
  it('refuses what is too fine or too short, with a sentence', () => {
    load([...rows(6, '2026-02-05'), ...rows(6, '2026-02-15')])
    change('as-at date', { asAt: '2026-02-15' })
    expect(() => make()).toThrow(/no whole month/)
    expect(() => make(100)).toThrow(/500 m is the least/)
  })
  it('names columns of squares as a sheet does', () => {
    expect([0, 25, 26, 51, 52].map(letters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA'])
  })
})

describe('names on the public map', () => {
  it('never touch, and the first come first', () => {
    const clump = Array.from({ length: 9 }, (_, i) => [50 + (i % 3), 30 + Math.floor(i / 3)] as const)
    const far = [
      [0, 0],
      [99, 59],
    ] as const
    // a county of 100 × 60 squares: one name of the clump, and those at both ends
    expect(apart([...clump, ...far], (q) => q, 100, 60)).toEqual([clump[0], ...far])
    // a small town: every square has room for its name
    const town = Array.from({ length: 60 }, (_, i) => [i % 10, Math.floor(i / 10)] as const)
    expect(apart(town, (q) => q, 10, 6)).toHaveLength(60)
  })
})

describe('its map', () => {
  it('is waited for until it is drawn, or cannot be', () => {
    load([...rows(9, '2026-01-01'), ...rows(9, '2026-02-10'), ...rows(9, '2026-03-31')])
    change('as-at date', { asAt: '2026-04-02' })
    const [v, other] = [make(), make()]
    expect(mapOfVersion(v, undefined).waiting).toBe(true)
    expect(mapOfVersion(v, { of: other, url: 'blob:x' })).toEqual({ waiting: true })
    expect(mapOfVersion(v, { of: v, url: 'blob:x' })).toEqual({ url: 'blob:x', waiting: false })
    // without WebGL there is none, and the paper is printed without it
    expect(mapOfVersion(v, { of: v }).waiting).toBe(false)
  })
})
