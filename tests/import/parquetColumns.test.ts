/** Parquet by columns gives the table that the same rows give as text, over several row groups and with blanks. */
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { Stream } from '../../src/core/base/random.ts'
import { DateReader } from '../../src/import/meaning/dates.ts'
import { cellText } from '../../src/import/rows/cellText.ts'
import { joined, KnownDates } from '../../src/import/formats/parquetColumns.ts'
import { balanced, drop, only } from './drop.ts'

const N = 950
const OFFENCES = ['Burglary - Residential', 'Theft From Motor Vehicle', 'Theft of Motor Vehicle']

/** Values of each column: dates, moments, whole and broken numbers and texts, some of them blank. */
function made(seed: number) {
  const random = new Stream(seed, 0)
  const some = <T>(of: (i: number) => T, blanks = 0.05) =>
    Array.from({ length: N }, (_, i) => (random.float() < blanks ? null : of(i)))
  const day = (i: number) => new Date(Date.UTC(2025, 2, 3 + (i % 200)))
  return {
    'Crime Ref': some((i) => `ZZ/${i} é`, 0),
    Offence: some((i) => OFFENCES[i % 3], 0.02),
    'Date From': some(day),
    'Date To': some((i) => new Date(day(i).getTime() + 864e5)),
    Easting: some((i) => 430_000 + 7 * i + (i % 4) * 0.25),
    Northing: some((i) => 434_000 + ((i * i) % 997)),
    Beat: some((i) => ['  B1 ', 'B2', '\u00a0B3\u00a0', '\tB4\r\n', 'Bé', '\ufeffB6'][i % 6], 0.3),
    Notes: some((i) => (i % 10 === 0 ? `said "no", ${i}` : 'nothing'), 0.5),
  }
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

describe('dates of a column', () => {
  it('are read once by each reader, also where two ask in turn', () => {
    const known = new KnownDates()
    let read = 0
    const reader = () =>
      new (class extends DateReader {
        override read(raw: string) {
          read++
          return super.read(raw)
        }
      })('dmy', undefined)
    const readers = [reader(), reader()]
    const day = new Date(Date.UTC(2026, 1, 3))
    for (let i = 0; i < 10; i++) for (const r of readers) known.stamp(day, r, (v) => v)
    expect(read).toBe(2)
  })

  it('are the moments they are, whole days or not, of whatever century', () => {
    const moments = [
      ...[0, -864e5, 864e5, 1, -1, 36e5, 20_000, 20_001, 20_000 * 864e5, 20_000 * 864e5 + 36e5],
      ...[65_535 * 864e5, 65_536 * 864e5, 90_000 * 864e5],
    ].map((ms) => new Date(ms))
    const known = new KnownDates()
    const plain = (d: Date) => new DateReader('dmy', undefined).read(cellText(d))
    const reader = new DateReader('dmy', undefined)
    for (let k = 0; k < 2; k++)
      for (const d of moments) expect(known.stamp(d, reader, (v) => v)).toEqual(plain(d))
  })
})

describe('Parquet by columns', () => {
  it.each([1, 2, 3])('equals the same rows as text (seed %i)', async (seed) => {
    const columns = made(seed)
    const names = Object.keys(columns) as (keyof typeof columns)[]
    const type = (n: string) => (n.startsWith('Date') ? 'TIMESTAMP' : /ing$/.test(n) ? 'DOUBLE' : 'STRING')
    const buffer = parquetWriteBuffer({
      columnData: names.map((name) => ({ name, data: columns[name], type: type(name), nullable: true })),
      rowGroupSize: 400,
    } as Parameters<typeof parquetWriteBuffer>[0])
    const lines = Array.from({ length: N }, (_, i) =>
      names.map((n) => quoted(cellText(columns[n][i]))).join(','),
    )
    const [a, b] = [
      await drop({ 'a.parquet': new Uint8Array(buffer) }),
      await drop({ 'a.csv': [names.join(','), ...lines].join('\n') }),
    ]
    expect(balanced(a)).toBe(true)
    const [p, c] = [only(a, 'incidents'), only(b, 'incidents')]
    expect(p.report.kept).toBe(c.report.kept)
    expect(p.report.kept).toBeGreaterThan(700)
    expect(p.report.leftOut.map((l) => [l.reason, l.n])).toEqual(c.report.leftOut.map((l) => [l.reason, l.n]))
    for (const of of ['x', 'y', 'from', 'to', 'offence'] as const)
      expect([...p.incidents[of]]).toEqual([...c.incidents[of]])
    for (const of of ['id', 'mo', 'address'] as const)
      expect([...p.text[of].offsets, ...p.text[of].bytes]).toEqual([
        ...c.text[of].offsets,
        ...c.text[of].bytes,
      ])
    expect(p.report.personal).toEqual(c.report.personal)
  })
})

it('hands whole columns over, so that no text is made of a row', async () => {
  const { openParquet } = await import('../../src/import/formats/parquetRead.ts')
  const { Offence, ...rest } = made(4)
  const buffer = parquetWriteBuffer({
    columnData: [
      { name: 'Offence', data: Offence, type: 'STRING', nullable: true },
      { name: 'Easting', data: rest.Easting, type: 'DOUBLE', nullable: true },
    ],
  })
  const { tables = [] } = await openParquet('a.parquet', new Blob([buffer]))
  for await (const batch of tables[0].batches()) {
    const { bytes, from, to } = batch.spans!(0, Int32Array.of(0, 1, 2))
    const texts = Array.from(from, (start, k) => new TextDecoder().decode(bytes.subarray(start, to[k])))
    expect(texts).toEqual([0, 1, 2].map((i) => Offence[i] ?? ''))
  }
})

describe('pieces of a column', () => {
  const whole = Float64Array.from({ length: 30 }, (_, i) => i)
  it('are cut to the rows asked for, in one piece or several', () => {
    expect([...(joined([{ from: 10, values: whole }], 12, 15) as Float64Array)]).toEqual([2, 3, 4])
    const parts = [
      { from: 0, values: whole.subarray(0, 7) },
      { from: 7, values: [...whole.subarray(7, 19)] },
      { from: 19, values: whole.subarray(19) },
    ]
    expect(Array.from(joined(parts, 5, 22))).toEqual([...whole.subarray(5, 22)])
    expect(Array.from(joined(parts, 0, 30))).toEqual([...whole])
  })
})
