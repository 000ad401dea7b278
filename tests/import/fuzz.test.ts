import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Stream } from '../../src/core/base/random.ts'
import { balanced, drop } from './drop.ts'
import { mutant, seeds } from './seeds.ts'
import { startWork } from '../tools/work.ts'

/** A sentence with a full stop, and nothing a library would say. */
const OURS = /^(?!.*(undefined|is not a function|Cannot read|Unexpected|Invalid |Error|\[object)).*\.$/s

const street = readFileSync(new URL('../fixtures/import/police-uk-street.csv', import.meta.url), 'utf8')
const force =
  'Crime No,Offence,Committed From,Committed To,Easting,Northing,Address,UPRN\n' +
  Array.from(
    { length: 12 },
    (_, i) =>
      `C${i},"Burglary, Residential",${(i % 28) + 1}/01/2025 18:30,${(i % 28) + 1}/01/2025 23:00,${459300 + i},304100,"${i} Mill Lane, Oakby",${i}`,
  ).join('\n')
const homes =
  'UPRN,ADDRESS,CLASS,X_COORDINATE,Y_COORDINATE\n1,"1, Mill Lane",RD,459300,304100\n2,"Shop",CR,459301,304100\n'
const json = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { name: 'A' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [0, 51],
            [1, 51],
            [1, 52],
            [0, 51],
          ],
        ],
      },
    },
    {
      type: 'Feature',
      properties: { date: '2025-01-01' },
      geometry: { type: 'Point', coordinates: [0, 51] },
    },
  ],
})

/** Cuts, copies, overwrites and inserts in a text. */
const mutation = fc.record({
  of: fc.constantFrom(street, force, homes, json),
  edits: fc.array(
    fc.tuple(
      fc.nat({ max: 3000 }),
      fc.nat({ max: 60 }),
      fc.oneof(
        fc.constantFrom(
          '"',
          ',',
          '\n',
          '\r',
          '\u0000',
          ';',
          '\t',
          '0,0',
          ',,,',
          '""',
          '\ufeff',
          '1e999',
          '-',
          '}',
          '[',
          '£',
          '31/02/2025',
          '9'.repeat(30),
        ),
        fc.string({ maxLength: 8 }),
      ),
    ),
    { maxLength: 6 },
  ),
})
const mutate = ({ of, edits }: { of: string; edits: [number, number, string][] }): string =>
  edits.reduce((text, [at, cut, put]) => {
    const i = at % (text.length + 1)
    return text.slice(0, i) + put + text.slice(i + cut)
  }, of)

describe('any input ends in a table or a sentence', () => {
  it('whatever bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const opened = await drop({ 'any.bin': Uint8Array.from(bytes) })
        expect(opened.length).toBeGreaterThan(0)
        expect(balanced(opened)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('whatever bytes follow a known beginning', async () => {
    const heads = [
      'PK\x03\x04',
      'PAR1',
      'SQLite format 3\0',
      'PMTiles\x03',
      '\x1f\x8b\x08',
      '{',
      '[',
      '<kml>',
      '<gpx>',
      '\xff\xfe',
      '\xd0\xcf\x11\xe0',
    ]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }), async (head, rest) => {
        const bytes = Uint8Array.from([...Array.from(head, (c) => c.charCodeAt(0)), ...rest])
        const opened = await drop({ 'any.bin': bytes })
        expect(opened.length).toBeGreaterThan(0)
        for (const o of opened) if (o.kind === 'declined') expect(o.sentence).toMatch(/\.$/)
      }),
      { numRuns: 200 },
    )
  })

  it('however a good file is broken: read = kept + left out', async () => {
    await fc.assert(
      fc.asyncProperty(mutation, async (m) => {
        const opened = await drop({ 'broken.csv': mutate(m as never) })
        expect(opened.length).toBeGreaterThan(0)
        expect(balanced(opened)).toBe(true)
        for (const o of opened)
          if (o.kind === 'incidents') {
            for (const column of [o.incidents.x, o.incidents.y, o.incidents.lng, o.incidents.lat])
              expect(column.every(Number.isFinite)).toBe(true)
          }
      }),
      { numRuns: 500 },
    )
  })
})

describe('mutants of every kind of file', () => {
  // FUZZ=10000 runs as many of them; a few by default, always the same
  const many = Number(process.env.FUZZ ?? 156)

  it(
    `${many} end in a table or a sentence of ours, soon, and account for every row`,
    async () => {
      const files = Object.entries(await seeds())
      expect(files.length).toBeGreaterThanOrEqual(25)
      for (const [name, bytes] of files) {
        const [first] = await drop({ [name]: bytes })
        expect(first.kind, name).not.toBe('declined')
      }
      const s = new Stream(20_260, many)
      let slowest = ['', 0] as [string, number]
      for (let i = 0; i < many; i++) {
        const [name, bytes] = files[i % files.length]
        const broken = mutant(bytes, s)
        const work = startWork()
        const opened = await drop({ [name]: broken })
        const took = work()
        if (took > slowest[1]) slowest = [`${name} ${i}`, took]
        expect(took, `${name} ${i}`).toBeLessThan(5000)
        expect(opened.length, `${name} ${i}`).toBeGreaterThan(0)
        expect(balanced(opened), `${name} ${i}`).toBe(true)
        for (const o of opened) if (o.kind === 'declined') expect(o.sentence, `${name} ${i}`).toMatch(OURS)
      }
      if (many > 1000) console.log(`slowest: ${slowest[0]}, ${Math.round(slowest[1])} ms`)
    },
    many * 1000,
  )
})
