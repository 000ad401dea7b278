/** Two extracts that write the places of one set of crimes otherwise: every crime once, and no place less exact than it was. */
import { describe, expect, it } from 'vitest'
import { textAt } from '../../src/core/base/text.ts'
import { Alike } from '../../src/import/join/alike.ts'
import { joinIncidents, type Side } from '../../src/import/join/join.ts'
import { sourceCrs } from '../../src/import/meaning/coords.ts'
import { writingsOf } from '../../src/import/join/writings.ts'
import { drop, only } from './drop.ts'

const grid = sourceCrs('EPSG:27700')
const east = (i: number) => 459_000 + ((i * 137.31) % 2000)
const north = (i: number) => 304_000 + ((i * 211.17) % 1900)
const square = (digits: number) => (i: number) =>
  `SK${[east(i) % 1e5, north(i) % 1e5].map((m) => String(Math.floor(m)).padStart(5, '0').slice(0, digits)).join('')}`
const degrees = (digits: number) => (i: number) =>
  grid
    .toWgs84(east(i), north(i))
    .map((d) => d.toFixed(digits))
    .join()

/** How an extract may write a place: heading, cells, and the metres by which it may be wrong. */
const WRITINGS: Readonly<Record<string, readonly [string, (i: number) => string, number]>> = {
  metres: ['Easting,Northing', (i) => `${Math.round(east(i))},${Math.round(north(i))}`, 0.8],
  decimals: ['Easting,Northing', (i) => `${east(i).toFixed(2)},${north(i).toFixed(2)}`, 0.1],
  degrees: ['Longitude,Latitude', degrees(6), 0.3],
  'few degrees': ['Longitude,Latitude', degrees(4), 7],
  'ten figures': ['Grid Ref', square(5), 1.5],
  'six figures': ['Grid Ref', square(3), 71],
}
const PAIRS = Object.keys(WRITINGS).flatMap((a) => Object.keys(WRITINGS).map((b) => [a, b] as const))

interface Told {
  readonly numbers?: boolean
  readonly address?: boolean
}
async function side(rows: readonly number[], writing: string, { numbers, address }: Told): Promise<Side> {
  const [head, cells] = WRITINGS[writing]
  const text = [
    `${numbers ? 'Crime No,' : ''}Offence,Date From,Date To,${head}${address ? ',Address' : ''}`,
    ...rows.map((i) => {
      const day = `${String(1 + (i % 26)).padStart(2, '0')}/0${1 + (i % 3)}/2026`
      return `${numbers ? `C${i},` : ''}Burglary - Residential,${day} 0${i % 9}:1${i % 8},${day} 23:1${i % 7},${cells(i)}${address ? `,${1 + i} Mill Lane` : ''}`
    }),
  ].join('\n')
  return only(await drop({ 'a.csv': text }), 'incidents')
}
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, k) => from + k)

describe('two extracts that write places otherwise', () => {
  it.each(PAIRS)('%s, then %s: every crime once', async (a, b) => {
    for (const numbers of [false, true]) {
      const { joined, counts } = joinIncidents(
        await side(range(0, 40), a, { numbers }),
        await side(range(5, 45), b, { numbers }),
      )
      expect([joined.incidents.n, counts.fresh]).toEqual([45, 5])
      // what was exact stays so, and what was not becomes so
      const wrong = Math.min(WRITINGS[a][2], WRITINGS[b][2])
      const { x, y } = joined.incidents
      for (const i of range(5, 40))
        expect(Math.hypot(x[i] - east(i), y[i] - north(i))).toBeLessThan(Math.max(wrong, 2))
    }
  })

  it('another writing alone is no change, and takes no address away', async () => {
    const loaded = await side(range(0, 40), 'metres', { numbers: true, address: true })
    const { joined, counts } = joinIncidents(
      loaded,
      await side(range(5, 45), 'six figures', { numbers: true }),
    )
    expect([counts.unchanged, counts.changed]).toEqual([35, 0])
    expect(textAt(joined.text.address, 7)).toBe('8 Mill Lane')
  })

  it('writings that are alike part two crimes of one minute next door', async () => {
    const at = (e: number) =>
      `Offence,Date From,Easting,Northing\n${range(0, 8)
        .map((i) => `Theft from motor vehicle,13/06/2026 22:00,${e + 31 * i},${304_003 + 17 * i}`)
        .join('\n')}`
    const [a, b] = await Promise.all(
      [459_001, 459_009].map(async (e) => only(await drop({ 'a.csv': at(e) }), 'incidents')),
    )
    expect(joinIncidents(a, b).joined.incidents.n).toBe(16)
  })

  it('compare a row with those near it alone: 200,000 rows have 200,000 others', async () => {
    const [a, b] = await Promise.all(['metres', 'degrees'].map((w) => side(range(0, 40), w, {})))
    const alike = new Alike(a, b, writingsOf(a, b))
    const hashes = (s: Side) => new Set(range(0, 40).map((i) => alike.hashRest(s, i, 0)))
    expect([hashes(a).size, hashes(b).size]).toEqual([40, 40])
  })

  it('are met again in a table that was joined of both', async () => {
    const both = joinIncidents(
      await side(range(0, 600), 'metres', {}),
      await side(range(550, 700), 'degrees', {}),
    )
    for (const writing of ['metres', 'degrees'])
      expect(joinIncidents(both.joined, await side(range(0, 710), writing, {})).counts.fresh).toBe(10)
  })

  it('are not told by few crimes: those next door in a writing that is alike are others', async () => {
    const at = (step: number, n: number) =>
      `Offence,Date From,Longitude,Latitude\n${range(0, n)
        .map(
          (i) =>
            `Theft from motor vehicle,13/06/2026 22:00,${(-1.2 + step * 1e-4 + 0.003 * i).toFixed(4)},${(52.6 + 0.0021 * i).toFixed(4)}`,
        )
        .join('\n')}`
    const [many, three] = await Promise.all(
      [at(0, 12), at(1, 3)].map(async (text) => only(await drop({ 'a.csv': text }), 'incidents')),
    )
    expect(joinIncidents(many, three).counts.fresh).toBe(3)
    expect(joinIncidents(three, many).counts.fresh).toBe(12)
  })

  it('goes where the later file tells another home, with nothing of the one before', async () => {
    const at = (writing: string, uprn: boolean, corrected: string) =>
      drop({
        'a.csv': `Crime No,Offence,Date From,${WRITINGS[writing][0]},Address${uprn ? ',UPRN' : ''}\n${range(
          0,
          40,
        )
          .map(
            (i) =>
              `C${i},Burglary - Residential,13/06/2026 22:00,${WRITINGS[writing][1](i)},${i === 7 ? corrected : `${1 + i} Mill Lane`}${uprn ? `,${10_000_001 + i}` : ''}`,
          )
          .join('\n')}`,
      }).then((opened) => only(opened, 'incidents'))
    const loaded = await at('metres', true, '8 Mill Lane')
    const told = async (address: string) => {
      const later = await at('six figures', false, address)
      const { incidents, text } = joinIncidents(loaded, later).joined
      return [incidents.x[7] === loaded.incidents.x[7], textAt(text.address, 7), textAt(text.uprn, 7)]
    }
    expect(await told('90 Mill Lane')).toEqual([false, '90 Mill Lane', ''])
    expect(await told('8 MILL LANE')).toEqual([true, '8 MILL LANE', '10000008'])
  })
})
