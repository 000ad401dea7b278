import { describe, expect, it } from 'vitest'
import { drop, only } from './drop.ts'

const DOUBT = 'no longitude has a minus sign'
/** 40 rows around a place; `cell` is a further cell of each. */
const town = (lng: number, lat: number, cell = '') =>
  'id,offence,date,longitude,latitude,further\n' +
  Array.from(
    { length: 40 },
    (_, i) =>
      `${i},Burglary - Residential,13/06/2026,${(lng + i * 7e-4).toFixed(5)},${(lat + (i % 9) * 8e-4).toFixed(5)},${cell}`,
  ).join('\n')
const doubts = async (text: string) => {
  const { incidents, report } = only(await drop({ 'a.csv': text }), 'incidents')
  expect(incidents.n).toBe(40)
  return report.warnings.filter((w) => w.what.startsWith(DOUBT))
}

describe('longitudes that all lost their minus', () => {
  it.each([
    ['West Midlands, off Lowestoft', 1.9, 52.48],
    ['Leeds, in the North Sea', 1.55, 53.8],
    ['Manchester, in the North Sea', 2.24, 53.48],
    ['Cardiff, in Belgium', 3.18, 51.48],
    ['Exeter, in France', 3.53, 50.72],
    ['Belfast, on the German coast', 5.93, 54.6],
    ['Inverness, off Norway', 4.22, 57.48],
  ])('are told: %s', async (_, lng, lat) => {
    const [w] = await doubts(town(lng, lat))
    expect(w.n).toBe(40)
    expect(w.what).toContain('export the file again with them')
    expect(await doubts(town(-lng, lat))).toEqual([])
  })

  it('are told by postcodes where others lie on land', async () => {
    expect((await doubts(town(1.13, 52.63, '"1 High Street, LE1 4AB"')))[0].what).toContain('postcodes')
    expect(await doubts(town(1.29, 52.63, 'NR1 3QA'))).toEqual([])
  })

  it.each([
    ['Norwich', 1.29, 52.63],
    ['Lowestoft', 1.73, 52.47],
    ['Great Yarmouth', 1.71, 52.6],
    ['Margate', 1.38, 51.38],
    ['Dover', 1.3, 51.12],
    ['Folkestone', 1.15, 51.07],
    ['Ipswich', 1.15, 52.05],
    ['Clacton', 1.14, 51.79],
    ['Felixstowe', 1.33, 51.96],
    ['Hastings', 0.57, 50.86],
    ['Eastbourne', 0.27, 50.76],
    ['Skegness', 0.32, 53.14],
    ['Southend', 0.69, 51.54],
    ['Romford', 0.17, 51.57],
    ['Zürich, far from Britain with a minus too', 8.9, 47.37],
  ])('are not suspected of %s', async (_, lng, lat) => {
    expect(await doubts(town(lng, lat))).toEqual([])
  })

  it('are told of homes and of places drawn over the map', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, i) => `${100 + i},${i + 1} High Street,${1.9 + i * 1e-4},52.48`,
    )
    const homes = only(
      await drop({ 'h.csv': `uprn,address,longitude,latitude\n${rows.join('\n')}` }),
      'homes',
    )
    expect(homes.notes.join()).toContain('No longitude has a minus sign')
    const shops = rows.map((r) => r.replace(/^(\d+),\d+ High Street/, 'Shop $1'))
    const over = only(await drop({ 's.csv': `name,longitude,latitude\n${shops.join('\n')}` }), 'overlay')
    expect(over.notes.join()).toContain('No longitude has a minus sign')
  })
})
