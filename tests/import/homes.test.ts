import { describe, expect, it } from 'vitest'
import { dictAt, textAt } from '../../src/core/base/text.ts'
import { notADwelling } from '../../src/import/rows/homes.ts'
import { balanced, drop, only } from './drop.ts'

const homes = async (text: string) => {
  const opened = await drop({ 'addresses.csv': text })
  expect(balanced(opened)).toBe(true)
  return only(opened, 'homes')
}

describe('address files', () => {
  const core =
    'uprn,parent_uprn,udprn,usrn,toid,classification_code,easting,northing,latitude,longitude,rpc,last_update_date,single_line_address,po_box,organisation,sub_building,building_name,building_number,street_name,locality,town_name,post_town,change_code,island,postcode\n' +
    '1,,,,,RD04,459300,304100,52.6,-1.1,1,2024-01-01,"1, MILL LANE, OAKBY, AB1 2CD",,,,,1,MILL LANE,,OAKBY,OAKBY,I,,AB1 2CD\n' +
    '2,,,,,RD04,459305,304100,52.6,-1.1,1,2024-01-01,"1A, MILL LANE, OAKBY, AB1 2CD",,,,,1A,MILL LANE,,OAKBY,OAKBY,I,,AB1 2CD\n' +
    '3,9,,,,RD06,459310,304100,52.6,-1.1,1,2024-01-01,"FLAT 1, 3, MILL LANE, OAKBY, AB1 2CD",,,FLAT 1,,3,MILL LANE,,OAKBY,OAKBY,I,,AB1 2CD\n' +
    '4,9,,,,RD06,459310,304100,52.6,-1.1,1,2024-01-01,"FLAT 2, 3, MILL LANE, OAKBY, AB1 2CD",,,FLAT 2,,3,MILL LANE,,OAKBY,OAKBY,I,,AB1 2CD\n' +
    '5,,,,,RD02,459320,304100,52.6,-1.1,1,2024-01-01,"ROSE COTTAGE, MILL LANE, OAKBY, AB1 2CD",,,,ROSE COTTAGE,,MILL LANE,,OAKBY,OAKBY,I,,AB1 2CD\n' +
    '9,,,,,PP,459310,304100,52.6,-1.1,1,2024-01-01,"3, MILL LANE, OAKBY, AB1 2CD",,,,,3,MILL LANE,,OAKBY,OAKBY,I,,AB1 2CD\n' +
    '6,,,,,CR08,459330,304100,52.6,-1.1,1,2024-01-01,"SHOP, MILL LANE, OAKBY",,SHOP,,,,MILL LANE,,OAKBY,OAKBY,I,,\n' +
    '7,,,,,RG02,459331,304100,52.6,-1.1,1,2024-01-01,"GARAGE 1, MILL LANE",,,,,,MILL LANE,,OAKBY,OAKBY,I,,\n' +
    '8,,,,,RC01,459332,304100,52.6,-1.1,1,2024-01-01,"BAY 1, MILL LANE",,,,,,MILL LANE,,OAKBY,OAKBY,I,,\n'

  it('keeps the dwellings of AddressBase Core and says why not the others', async () => {
    const { homes: h, leftOut, rows } = await homes(core)
    expect(rows).toBe(9)
    expect(h.n).toBe(5)
    expect(Object.fromEntries(leftOut.map((l) => [l.reason, l.n]))).toEqual({
      'parent shell (P)': 1,
      'commercial (C)': 1,
      'garage (RG)': 1,
      'car park space (RC)': 1,
    })
    expect([...h.number]).toEqual([1, 1, 3, 3, 0])
    expect([...h.suffix]).toEqual([0, 1, 0, 0, 0])
    expect([...h.building]).toEqual([-1, -1, 0, 0, -1])
    expect(dictAt(h.street, 4)).toBe('MILL LANE')
    expect(textAt(h.address, 2)).toBe('FLAT 1, 3, MILL LANE, OAKBY, AB1 2CD')
    expect(h.crs).toBe('EPSG:27700')
    expect(h.x[0]).toBe(459300)
  })

  it('joins the parts of AddressBase Plus', async () => {
    const { homes: h } = await homes(
      'UPRN,CLASS,PARENT_UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE,SUB_BUILDING_NAME,BUILDING_NAME,BUILDING_NUMBER,SAO_START_NUMBER,PAO_START_NUMBER,PAO_START_SUFFIX,STREET_DESCRIPTION,TOWN_NAME,POSTCODE,LAST_UPDATE_DATE\n' +
        '1,RD03,,459300,304100,52.6,-1.1,,,12,,12,A,MILL LANE,OAKBY,AB1 2CD,2024-01-01\n' +
        '2,RD06,,459310,304100,52.6,-1.1,FLAT 2,MAPLE HOUSE,14,2,14,,MILL LANE,OAKBY,AB1 2CD,2024-01-01\n',
    )
    expect(textAt(h.address, 0)).toBe('12A MILL LANE, OAKBY, AB1 2CD')
    expect(textAt(h.address, 1)).toBe('FLAT 2, MAPLE HOUSE, 14 MILL LANE, OAKBY, AB1 2CD')
    expect([...h.number]).toEqual([12, 14])
    expect([...h.suffix]).toEqual([1, 0])
  })

  it('takes any address and place, and says that there was no class', async () => {
    const { homes: h, notes } = await homes(
      'Address;Longitude;Latitude\n"1 Mill Lane, Oakby";-1.13;52.63\n"2 Mill Lane, Oakby";-1.131;52.63\n',
    )
    expect(h.n).toBe(2)
    expect(notes.join(' ')).toContain('no class of property')
    expect(h.crs).toBe('EPSG:27700')
  })

  it('knows homes at one point for one building', async () => {
    const { homes: h } = await homes(
      'Address,Easting,Northing\n"Flat 1, 5 Mill Lane",459300,304100\n"Flat 2, 5 Mill Lane",459300,304100\n"7 Mill Lane",459306,304100\n',
    )
    expect([...h.building]).toEqual([0, 0, -1])
  })

  it('tells dwellings by class', () => {
    expect(['RD', 'RD06', 'RH01', 'R', 'X', 'Dwelling'].map(notADwelling)).toEqual(Array(6).fill(undefined))
    for (const c of ['RC', 'RG01', 'PP', 'CR', 'LD', 'OR', 'ZW', 'U', ''])
      expect(notADwelling(c)).toBeTypeOf('string')
  })

  it('says what to use instead of AddressBase Premium and files without a header', async () => {
    const premium =
      '10,"GeoPlace",9999,2024-01-01\n21,"I",1,100,1,2,2007-01-01,,459300.00,304100.00\n24,"I",2,100\n32,"I",3,100,"RD"\n'
    expect(only(await drop({ 'p.csv': premium }), 'declined').sentence).toContain('AddressBase Premium')
    const bare = `${Array.from({ length: 20 }, (_, i) => (i === 0 ? '100062619512' : i)).join(',')}\n`.repeat(
      3,
    )
    expect(only(await drop({ 'bare.csv': bare }), 'declined').sentence).toContain('no header row')
  })

  it('opens apart from incidents dropped with it', async () => {
    const opened = await drop({
      'addresses.csv': core,
      'crimes.csv':
        'Crime No,Date,Address,UPRN,Easting,Northing\nC1,13/01/2025,"1, Mill Lane",1,459300,304100\n',
    })
    expect(opened.map((o) => o.kind)).toEqual(['incidents', 'homes'])
  })
})
