import { describe, expect, it } from 'vitest'
import { dictAt } from '../../src/core/base/text.ts'
import { drop, only } from './drop.ts'

const premises =
  'Premises,Type,Licensee,Contact phone,Easting,Northing\n' +
  'The Swan,Pub,Mr John Smith,07700 900123,459300,304100\n' +
  'Booze Box,Off licence,Mrs Ada Low,07700 900124,459400,304200\n' +
  'The Gap,Pub,Miss Eve Hay,07700 900125,,\n'

describe('places of a partner', () => {
  it('takes points without dates for drawing, with the name of the place and nothing else', async () => {
    const o = only(await drop({ 'premises.csv': premises }), 'overlay')
    expect(o.label).toBe('Premises')
    expect([0, 1].map((i) => dictAt(o.labels, i))).toEqual(['The Swan', 'Booze Box'])
    // people and their telephones can never be chosen
    expect(o.choices).toEqual(['Premises', 'Type'])
    expect(o.rows).toBe(3)
    expect(o.leftOut).toEqual([
      { reason: 'no coordinates', n: 1, lines: [{ file: 'premises.csv', line: 4, text: '' }] },
    ])
    expect(o.lng[0]).toBeCloseTo(-1.1248, 3)
    expect(o.lat[0]).toBeCloseTo(52.6314, 3)
    expect(JSON.stringify(o)).not.toMatch(/Smith|07700/)
  })

  it('names them by the column the user picks, or by none', async () => {
    const typed = only(await drop({ 'premises.csv': premises }, { label: 'Type' }), 'overlay')
    expect(dictAt(typed.labels, 1)).toBe('Off licence')
    const bare = only(await drop({ 'premises.csv': premises }, { label: null }), 'overlay')
    expect(bare.label).toBeUndefined()
    expect(bare.labels.values).toEqual([''])
    // a column of people's details is not taken even when asked for
    const asked = only(await drop({ 'premises.csv': premises }, { label: 'Licensee' }), 'overlay')
    expect(asked.labels.values).toEqual([''])
  })

  it('takes GeoJSON points, grid references and degrees', async () => {
    const geo = {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { name: 'St Mary’s', kind: 'school', head: 'Mrs Low' },
          geometry: { type: 'Point', coordinates: [-1.12, 52.63] },
        },
      ],
    }
    const g = only(await drop({ 'schools.geojson': JSON.stringify(geo) }), 'overlay')
    expect([g.lng[0], g.lat[0], dictAt(g.labels, 0)]).toEqual([-1.12, 52.63, 'St Mary’s'])
    const r = only(await drop({ 'refs.csv': 'Camera,Grid ref\nC1,SK 59300 04100\n' }), 'overlay')
    expect(r.lng[0]).toBeCloseTo(-1.1248, 3)
    const d = only(
      await drop({ 'lights.csv': 'Column No,Road,Latitude,Longitude\nL1,Mill Lane,52.63,-1.12\n' }),
      'overlay',
    )
    expect([d.lng[0], d.lat[0]]).toEqual([-1.12, 52.63])
  })

  it('leaves the names of people in a list of people', async () => {
    const o = only(
      await drop(
        { 'nominals.csv': 'Name,DOB,Easting,Northing\nAda Low,1/2/1990,459300,304100\n' },
        { as: 'overlay' },
      ),
      'overlay',
    )
    expect(o.choices).toEqual([])
    expect(o.labels.values).toEqual([''])
  })

  it('does not take homes, incidents or crimes without a date for such', async () => {
    const kinds = async (text: string) => (await drop({ 'a.csv': text })).map((o) => o.kind)
    expect(await kinds('Address,Type,Latitude,Longitude\n1 Mill Lane,Terraced house,52.63,-1.12\n')).toEqual([
      'homes',
    ])
    expect(await kinds('Name,Happened,Easting,Northing\nA,13/06/2026,459300,304100\n')).toEqual(['incidents'])
    // an extract without its dates is a mistake to be told, not something to draw
    expect(await kinds('Crime No,Offence,Easting,Northing\nC1,Burglary,459300,304100\n')).toEqual([
      'declined',
    ])
  })

  it('lays incidents of a partner over the map where the user says so', async () => {
    const fires =
      'Incident No,Incident type,Date,Time,Easting,Northing\nF1,Dwelling fire,13/06/2026,12:00,459300,304100\n'
    expect((await drop({ 'fires.csv': fires })).map((o) => o.kind)).toEqual(['incidents'])
    const o = only(await drop({ 'fires.csv': fires }, { as: 'overlay' }), 'overlay')
    expect(dictAt(o.labels, 0)).toBe('Dwelling fire')
  })

  it('says what is missing where nothing can be drawn', async () => {
    const none = only(
      await drop({ 'a.csv': 'Name,Easting,Northing\nA,,\nB,,\n' }, { as: 'overlay' }),
      'declined',
    )
    expect(none.sentence).toContain('2 no coordinates')
    const lost = only(await drop({ 'a.csv': 'Name,Type\nA,Pub\nB,Pub\n' }, { as: 'overlay' }), 'declined')
    expect(lost.sentence).toContain('no column of coordinates')
  })
})
