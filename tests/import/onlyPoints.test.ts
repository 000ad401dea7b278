/** A table opened for counting alone: the same rows, places, days and offences, and nothing of what a screen would say. */
import { describe, expect, it } from 'vitest'
import { drop, only } from './drop.ts'

describe('a table opened for its points alone', () => {
  it.each([
    ['metres', (i: number) => [450_000 + ((i * 37) % 900), 300_000 + ((i * 53) % 700)], 'Easting,Northing'],
    [
      'degrees',
      (i: number) => [-1.5 + ((i * 37) % 900) / 1e5, 52.6 + ((i * 53) % 700) / 1e5],
      'Longitude,Latitude',
    ],
  ])('has the same rows, places, days and offences (%s)', async (_, at, columns) => {
    const rows = Array.from({ length: 300 }, (_, i) => {
      const [x, y] = at(i % 280)
      const day = new Date(Date.UTC(2025, 0, 1 + ((i * 7) % 300))).toISOString().slice(0, 10)
      const offence = i % 3 ? 'Burglary in a dwelling' : 'Theft from a motor vehicle'
      // some without a place, and some that stand in the file twice
      return `C${i % 290},${offence},${day},${i % 50 === 9 ? ',' : `${x},${y}`}`
    })
    const text = [`Crime No,Offence,Date,${columns}`, ...rows].join('\n')
    const all = only(await drop({ 'a.csv': text }), 'incidents')
    const points = only(await drop({ 'a.csv': text }, { only: 'points' }), 'incidents')
    const { n, x, y, from, to, offence, crs, precision, source, span } = all.incidents
    const alike = { n, x, y, from, to, offence, crs, precision, source, span }
    expect(points.incidents).toMatchObject(alike)
    expect(n).toBeGreaterThan(250)
    expect(points.report.leftOut).toEqual(all.report.leftOut)
    // what was not looked for is not told
    expect(points.report.warnings).toEqual([])
    expect(points.incidents.place.every((p) => p === -1)).toBe(true)
  })
})
