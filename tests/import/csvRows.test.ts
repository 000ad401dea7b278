import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, it } from 'vitest'
import { ByteDict } from '../../src/core/base/byteDict.ts'
import { textAt } from '../../src/core/base/text.ts'
import { csvRows } from '../../src/import/formats/csv.ts'
import { rowsByDay } from '../../src/core/table/span.ts'
import { doublesOf } from '../../src/core/places/doubles.ts'
import { dayOf } from '../../src/core/base/time.ts'
import { kindOf } from '../../src/core/places/places.ts'
import { FLAG } from '../../src/core/table/incidents.ts'
import { distinctPoints } from '../../src/import/rows/points.ts'
import { drop } from './drop.ts'

const cell = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', 'B', ' ', '"', ',', '\n', '\r\n', 'é', '木', '7'),
    maxLength: 14,
  }),
  fc.constantFrom('', '""', ' x ', 'On or near Elm Road', '"', 'x"y', 'ends in quotes ""'),
)

it('the cells of any table are those that PapaParse finds, and every column holds them in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 40 }),
      fc.constantFrom('\n', '\r\n'),
      async (rows, newline) => {
        const data = rows.map(([id, address, mo], i) => [
          `N${i}/${id}`,
          'Burglary - Residential',
          `${(i % 28) + 1}/03/2026 12:34`,
          String(459_000 + i * 31),
          '304000',
          address,
          mo,
        ])
        const text = Papa.unparse(
          [['Crime No', 'Offence', 'Committed From', 'Easting', 'Northing', 'Address', 'MO'], ...data],
          { newline },
        )
        const parsed = Papa.parse<string[]>(text).data.slice(1)
        const [opened] = await drop({ 'any.csv': text }, { personal: 'keep', points: 'homes' })
        if (opened.kind !== 'incidents') throw new Error(opened.kind)
        expect(opened.incidents.n).toBe(parsed.length)
        parsed.forEach((row, i) => {
          expect(textAt(opened.text.id, i)).toBe(row[0].trim())
          expect(textAt(opened.text.mo, i)).toBe(row[6].trim())
        })
      },
    ),
    { numRuns: 150 },
  )
})

it('the rows of a text are those that PapaParse finds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 20 }),
      fc.constantFrom('\n', '\r\n'),
      (rows, newline) => {
        // a header of plain words, so that the separator is no question
        const data = [
          ['one', 'two', 'three'],
          ['a', 'b', 'c'],
          ...rows.map((r, i) => [`k${i}${r[0]}`, ...r.slice(1)]),
        ]
        const text = Papa.unparse(data, { newline, quotes: true })
        expect(csvRows(text)).toEqual(Papa.parse<string[]>(text).data)
      },
    ),
    { numRuns: 300 },
  )
})

it('equal texts have one number, others another, however long they are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'é', ' '), maxLength: 13 }), { maxLength: 400 }),
      (texts) => {
        const dict = new ByteDict()
        const known = new Map<string, number>([['', 0]])
        const all = new TextEncoder().encode(texts.join(''))
        let at = 0
        for (const text of texts) {
          const end = at + new TextEncoder().encode(text).length
          const code = dict.codeOf(all, at, end)
          at = end
          expect(code).toBe(known.get(text) ?? known.size)
          known.set(text, code)
          expect(dict.values[code]).toBe(text)
        }
      },
    ),
  )
})

it('numbers distinct points, few or many', () => {
  const n = 30_000
  const x = Float64Array.from({ length: n }, (_, i) => (i * 7919) % 6007)
  const y = Float64Array.from({ length: n }, (_, i) => (((i * 7919) % 6007) % 3 === 0 ? -0 : 0.5))
  const { of, first } = distinctPoints(x, y)
  const known = new Map<string, number>()
  for (let i = 0; i < n; i++) {
    const key = `${x[i]}|${Math.abs(y[i])}`
    const k = known.get(key) ?? known.set(key, known.size).get(key)!
    expect(of[i]).toBe(k)
    expect([x[first[k]], Math.abs(y[first[k]])]).toEqual([x[i], Math.abs(y[i])])
  }
  expect(first.length).toBe(known.size)
})

it('counts rows by day, and doubles by place, day and kind, as the slow way does', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          from: fc.oneof(fc.integer({ min: -5000, max: 5000 }), fc.constantFrom(-(2 ** 31), 2 ** 31 - 1)),
          odd: fc.boolean(),
          place: fc.integer({ min: -1, max: 3 }),
          offence: fc.integer({ min: 0, max: 3 }),
          wording: fc.constantFrom(0, 1, 5),
        }),
        { maxLength: 60 },
      ),
      (rows) => {
        const from = Int32Array.from(rows, (r) => r.from)
        const flags = Uint16Array.from(rows, (r) => (r.odd ? FLAG.oddDate : 0))
        const { first, rows: counts } = rowsByDay(rows.length, from, flags)
        const slow = new Map<number, number>()
        for (const r of rows) if (!r.odd) slow.set(dayOf(r.from), (slow.get(dayOf(r.from)) ?? 0) + 1)
        expect(counts.reduce((a, b) => a + b, 0)).toBe([...slow.values()].reduce((a, b) => a + b, 0))
        for (const [day, k] of slow) expect(counts[day - first]).toBe(k)

        const table = {
          from,
          place: Int32Array.from(rows, (r) => r.place),
          offence: Uint8Array.from(rows, (r) => r.offence),
          wording: { codes: Uint32Array.from(rows, (r) => r.wording) },
        }
        const seen = new Set<string>()
        const expected = rows.map((r) => {
          if (r.place < 0) return 0
          const key = [r.place, dayOf(r.from), kindOf(r.offence, r.wording)].join()
          const is = +seen.has(key)
          seen.add(key)
          return is
        })
        expect([
          ...doublesOf(
            table,
            Uint32Array.from(rows, (_, i) => i),
          ),
        ]).toEqual(expected)
      },
    ),
  )
})
