import { describe, expect, it } from 'vitest'
import { dropWords } from '../../src/desk/files/dropWords.ts'
import { drop } from '../import/drop.ts'

const HOMES =
  'UPRN,Address,Type,Easting,Northing\n1,"1 Mill Lane",Terraced house,430000,434000\n2,"2 Mill Lane",Terraced house,430010,434000\n'

describe('what a drop says of itself', () => {
  it('addresses leave the incidents as they are', async () => {
    const opened = await drop({ 'homes.csv': HOMES })
    expect(dropWords(opened, { incidents: { name: 'week.csv' } })).toBe(
      'homes.csv: 2 homes. The incidents are unchanged.',
    )
    expect(dropWords(opened, { homes: { name: 'old.csv' } })).toBe(
      'homes.csv: 2 homes in place of those of old.csv. There were no incidents in it.',
    )
  })
  it('says nothing of incidents whose rows without coordinates the addresses may place', async () => {
    const opened = await drop({ 'homes.csv': HOMES })
    const week = {
      name: 'week.csv',
      files: [1],
      report: { leftOut: [{ reason: 'no coordinates', n: 3, lines: [] }] },
    }
    expect(dropWords(opened, { incidents: week })).toBe('homes.csv: 2 homes.')
    expect(dropWords(opened, { incidents: { ...week, files: [] } })).toMatch(/unchanged/)
    // 0,0 and words in place of numbers are no place either, and an address may be one
    const zero = ['coordinates 0,0', 'outside the grid'].map((reason) => ({ reason, n: 2, lines: [] }))
    expect(dropWords(opened, { incidents: { ...week, report: { leftOut: zero } } })).toBe(
      'homes.csv: 2 homes.',
    )
    const other = [{ reason: 'not a date', n: 2, lines: [] }]
    expect(dropWords(opened, { incidents: { ...week, report: { leftOut: other } } })).toMatch(/unchanged/)
    expect(dropWords(opened, { incidents: { ...week, base: {} } })).toMatch(/unchanged/)
  })
  it('tells what was found out about shapes, once for those of one file', async () => {
    const ring = [
      [53.8, -1.54],
      [53.8, -1.52],
      [53.82, -1.52],
      [53.8, -1.54],
    ]
    const geometries = [
      { type: 'Polygon', coordinates: [ring] },
      { type: 'LineString', coordinates: ring },
    ]
    const features = geometries.map((geometry) => ({ type: 'Feature', properties: { beat: 'N1' }, geometry }))
    const opened = await drop({ 'a.geojson': JSON.stringify({ type: 'FeatureCollection', features }) })
    expect(dropWords(opened, { incidents: { name: 'week.csv' } })).toBe(
      'a.geojson: 1 area added. a.geojson: 1 shape drawn under the map. Longitude and latitude stand in each other’s places; they were exchanged. The areas are named by “beat”. The incidents are unchanged.',
    )
  })
  it('incidents and refusals are told elsewhere', async () => {
    const rows = 'Ref,Date,Offence,Easting,Northing\nA,13/01/2026 10:00,Burglary,430000,434000\n'
    expect(dropWords(await drop({ 'a.csv': rows, 'homes.csv': HOMES }), {})).toBeUndefined()
    expect(dropWords(await drop({ 'a.txt': 'nothing at all' }), {})).toBeUndefined()
  })
})
