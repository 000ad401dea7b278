/** Whole millionths and ten-millionths of a degree are degrees, and numbers of a plane are not. */
import { describe, expect, it } from 'vitest'
import { drop, only } from './drop.ts'

/** Rows of a town, their coordinates as `write` gives them. */
const file = (
  header: string,
  write: (lng: number, lat: number) => string,
  [lng, lat] = [-1.133421, 52.634512],
) =>
  `ref,offence,date,${header}\n${Array.from(
    { length: 20 },
    (_, i) => `C${i},Burglary,0${1 + (i % 9)}/02/2026 14:${10 + i},${write(lng + i * 1e-4, lat + i * 1e-4)}`,
  ).join('\n')}`
const open = async (text: string) => only(await drop({ 'file.csv': text }), 'incidents')
const parts = (by: number) => (lng: number, lat: number) => `${Math.round(lng * by)},${Math.round(lat * by)}`

describe('parts of a degree', () => {
  it.each([
    ['Longitude,Latitude', 1e6, 'millionths of a degree: they were divided by 1,000,000'],
    ['Longitude,Latitude', 1e7, 'ten-millionths of a degree: they were divided by 10,000,000'],
    ['longitudeE7,latitudeE7', 1e7, 'ten-millionths'],
    ['X,Y', 1e6, 'millionths'],
  ])('under “%s”, %d of them, are read with a note', async (header, by, words) => {
    const { incidents, report } = await open(file(header, parts(by)))
    expect(incidents.n).toBe(20)
    expect([incidents.lng[0], incidents.lat[0]]).toEqual([
      expect.closeTo(-1.133421, 6),
      expect.closeTo(52.634512, 6),
    ])
    expect(report.notes.join()).toContain(words)
  })

  it('of other countries are told by their size, or by the header', async () => {
    const { incidents } = await open(file('Longitude,Latitude', parts(1e7), [103.8198, 1.3521]))
    expect([incidents.lng[0], incidents.lat[0]]).toEqual([
      expect.closeTo(103.8198, 6),
      expect.closeTo(1.3521, 6),
    ])
    const said = await open(file('lonE7,latE7', parts(1e7), [1.2, 1.3521]))
    expect([said.incidents.lng[0], said.incidents.lat[0]]).toEqual([
      expect.closeTo(1.2, 6),
      expect.closeTo(1.3521, 6),
    ])
    const york = await open(file('Longitude,Latitude', parts(1e6), [-73.9, 40.7]))
    expect([york.incidents.lng[0], york.incidents.lat[0]]).toEqual([
      expect.closeTo(-73.9, 6),
      expect.closeTo(40.7, 6),
    ])
  })

  it('are not numbers of a plane under the names of degrees', async () => {
    const { report } = await open(
      file(
        'Longitude,Latitude',
        (lng, lat) => `${Math.round(459_300 + lng * 1e5)},${Math.round(304_100 + (lat - 52) * 1e5)}`,
      ),
    )
    expect([report.kept, report.crs]).toEqual([20, 'EPSG:27700'])
    expect(report.notes.join()).not.toContain('of a degree')
  })
})
