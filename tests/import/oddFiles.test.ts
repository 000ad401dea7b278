/** Kinds of odd files that were read wrongly or not at all once; each with its right answer. */
import { describe, expect, it } from 'vitest'
import { dayOf, isoDay } from '../../src/core/base/time.ts'
import { troublesOf } from '../../src/import/report/repairs.ts'
import { drop, only } from './drop.ts'

const rows = (n: number, of: (i: number) => string) => Array.from({ length: n }, (_, i) => of(i)).join('\n')
const open = async (text: string, name = 'a.csv') => only(await drop({ [name]: text }), 'incidents')
const two = (v: number) => String(v).padStart(2, '0')

describe('places', () => {
  it('a pair that is 0, 0 in every row leaves the other its place', async () => {
    const text = rows(
      60,
      (i) => `${i % 3 ? `${430000 + 20 * i},${390000 + 15 * i}` : ','},0,0,Burglary,0${1 + (i % 6)}/03/2026`,
    )
    const { report } = await open(`Easting,Northing,Latitude,Longitude,Offence,Date\n${text}`)
    expect([report.kept, report.leftOut[0].n, report.crs]).toEqual([40, 20, 'EPSG:27700'])
  })

  it('eastings of the size of kilometres are no metres', async () => {
    const text = rows(
      40,
      (i) => `${(430 + i / 100).toFixed(3)},${(390 + i / 70).toFixed(3)},Burglary,0${1 + (i % 6)}/03/2026`,
    )
    const { report } = await open(`easting,northing,offence,date\n${text}`)
    expect(report.crs).toBe('unknown')
    expect(report.warnings[0].what).toMatch(/^the unit of the coordinates is not known/)
  })

  it('a digit too many in one row offers no exchange of the columns', async () => {
    const text = rows(
      40,
      (i) => `${i === 7 ? 4312345 : 430000 + 9 * i},${390000 + 7 * i},Burglary,02/03/2026`,
    )
    const { report } = await open(`easting,northing,offence,date\n${text}`)
    const outside = troublesOf(report, {}).find((t) => t.what === 'left out: outside the grid')
    expect([outside?.n, outside?.repairs]).toEqual([1, []])
  })

  it('German names of coordinates are known', async () => {
    const text = rows(
      40,
      (i) =>
        `${3565000 + 9 * i},${5934000 + 7 * i},Wohnungseinbruchdiebstahl,${two(1 + (i % 28))}.03.2026 18:30`,
    )
    const { report } = await open(`Rechtswert,Hochwert,Delikt,Tatzeit von\n${text}`)
    expect([report.kept, report.crs]).toEqual([40, 'unknown'])
  })
})

describe('numbers', () => {
  it('points between thousands and a decimal comma are read', async () => {
    const text = rows(20, (i) => `C${i};Burglary;430.${100 + i},00;390.${200 + i},50;05/01/2026`)
    const { report, incidents } = await open(`ref;offence;easting;northing;date\n${text}`)
    expect([report.kept, incidents.x[3], incidents.y[3]]).toEqual([20, 430103, 390203.5])
  })
})

describe('dates', () => {
  it.each([
    ['Week commencing', '2026-01-05', '2026-01-11'],
    ['W/C', '2026-01-05', '2026-01-11'],
    ['Week Ending', '2025-12-30', '2026-01-05'],
  ])('a date under “%s” is a week', async (header, first, last) => {
    const text = rows(20, (i) => `C${i},Burglary,${430000 + i},390000,05/01/2026`)
    const { incidents, report } = await open(`ref,offence,easting,northing,${header}\n${text}`)
    expect([isoDay(dayOf(incidents.from[0])), isoDay(dayOf(incidents.to[0]))]).toEqual([first, last])
    expect(
      troublesOf(report, {})
        .map((t) => t.what)
        .join(),
    ).toContain('the date is that of a week')
  })

  it('days of ISO weeks are days', async () => {
    const weeks = ['2026-W01-1', '2026W053', '2020-W53-5', '2026-W60-1']
    const text = rows(4, (i) => `C${i},Burglary,${430000 + i},390000,${weeks[i]}`)
    const { incidents, report } = await open(`ref,offence,easting,northing,occurred\n${text}`)
    expect([...incidents.from].map((m) => isoDay(dayOf(m)))).toEqual([
      '2025-12-29',
      '2026-01-28',
      '2021-01-01',
    ])
    expect(report.leftOut.map((l) => [l.reason, l.n])).toEqual([['not a date', 1]])
  })

  it('a few days among firsts of months are no evidence of days', async () => {
    const date = (i: number) => (i % 33 === 7 ? '2026-02-17' : `2026-0${1 + (i % 6)}-01`)
    const text = rows(200, (i) => `C${i},Burglary dwelling,${430000 + 37 * i},${390000 + 11 * i},${date(i)}`)
    const { report } = await open(`ref,offence,easting,northing,occurred\n${text}`)
    expect([report.precision, report.kept]).toEqual(['month', 200])
  })
})

describe('containers', () => {
  const data = Array.from({ length: 8 }, (_, i) => [`C${i}`, 'Burglary', 430000 + i, 390000, '2026-03-02'])
  const names = ['ref', 'offence', 'easting', 'northing', 'date']
  it.each([
    ['columns and data', { columns: names, data }],
    ['columns, index and data', { columns: names, index: data.map((_, i) => i), data }],
    ['fields with names, and rows', { fields: names.map((name) => ({ name, type: 'text' })), rows: data }],
  ])('JSON of %s', async (_, json) => {
    const { report } = await open(JSON.stringify(json), 'a.json')
    expect([report.kept, report.crs]).toEqual([8, 'EPSG:27700'])
  })
})
