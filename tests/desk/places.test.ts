/** What a person types to go somewhere: coordinates in either order, grid references, streets, beats, addresses. */
import { describe, expect, it } from 'vitest'
import { coordinatesOf, placesOf } from '../../src/desk/places.ts'
import { drop, only } from '../import/drop.ts'

const near = (found: ReturnType<typeof coordinatesOf>, lng: number, lat: number) => {
  expect(found).toBeDefined()
  expect(found!.at[0]).toBeCloseTo(lng, 2)
  expect(found!.at[1]).toBeCloseTo(lat, 2)
}

describe('places', () => {
  it('reads coordinates, in either order in Britain, and metres of the National Grid', () => {
    near(coordinatesOf('51.508, -0.128'), -0.128, 51.508)
    near(coordinatesOf('-0.128 51.508'), -0.128, 51.508)
    near(coordinatesOf('38.90, -77.03'), -77.03, 38.9)
    near(coordinatesOf('TQ 3002 8041'), -0.127, 51.508)
    near(coordinatesOf('530020 180410'), -0.127, 51.508)
    for (const none of ['12 High Street', '12 14', 'TQ', '200.5, 300.1', ''])
      expect(coordinatesOf(none), none).toBeUndefined()
  })

  it('finds streets and beats of the incidents by words in any order', async () => {
    const lines = ['Crime Ref,Offence,Date From,Easting,Northing,Street,Beat']
    for (let i = 0; i < 12; i++)
      lines.push(
        `ZZ/${i},Burglary - Residential,0${1 + (i % 9)}/02/2026 20:10,${430000 + i},${434000 + i},${i < 8 ? 'Old Mill Lane' : 'Mill Road'},Beat ${i % 2}`,
      )
    const loaded = only(await drop({ 'crimes.csv': lines.join('\r\n') }), 'incidents')
    const store = { incidents: { table: loaded.incidents } } as Parameters<typeof placesOf>[1]
    const titles = (q: string) => placesOf(q, store).map((p) => p.title)
    expect(titles('lane mill')).toEqual(['Old Mill Lane'])
    expect(titles('mill').map((t) => t.toLowerCase())).toEqual(['old mill lane', 'mill road'])
    expect(titles('beat 1')).toEqual(['Beat 1'])
    expect(titles('zz')).toEqual([])
  })
})
