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

  it('takes a bare “Name” for that of a house where numbered homes have none, and never for an occupier’s', async () => {
    const head = 'UPRN,Flat,Name,Number,Street,Postcode,Easting,Northing\n'
    const numbered = (name: string) =>
      Array.from(
        { length: 12 },
        (_, i) => `${i + 1},,${name},${i + 1},ALMA ROAD,AB1 2CD,${459300 + i * 6},304100\n`,
      )
    const named =
      '20,,ROSE COTTAGE,,MILL LANE,AB1 2CD,459400,304200\n' +
      '21,,THE FORGE,,MILL LANE,AB1 2CD,459440,304200\n' +
      '22,FLAT 1,TERN HOUSE,,HARDY WAY,AB1 2CD,459500,304300\n'
    const { homes: h, notes } = await homes(head + numbered('').join('') + named)
    expect([12, 13, 14].map((i) => textAt(h.address, i))).toEqual([
      'ROSE COTTAGE, MILL LANE, AB1 2CD',
      'THE FORGE, MILL LANE, AB1 2CD',
      'FLAT 1, TERN HOUSE, HARDY WAY, AB1 2CD',
    ])
    expect(notes.join()).not.toContain('written like another')

    const occupied = await homes(head + numbered('Q TESTER').join('') + named)
    expect(Array.from({ length: 15 }, (_, i) => textAt(occupied.homes.address, i)).join()).not.toContain(
      'TESTER',
    )
    expect(occupied.notes.join()).toContain(
      '2 homes are written like another one, such as “MILL LANE, AB1 2CD”: on a list nobody can tell them apart.',
    )
  })

  it('takes homes for alike whose addresses are, however they are written', async () => {
    const { notes } = await homes(
      'UPRN,Name,Number,Street,Postcode,Easting,Northing\n' +
        '1,,1,Mill Lane,AB1 2CD,459300,304100\n2,,,Mill Lane,AB1 2CD,459310,304100\n' +
        '3,,,MILL LN.,AB1 2CD,459400,304100\n4,,,Hill Lane,AB1 2CD,459440,304100\n',
    )
    expect(notes.join()).toContain('2 homes are written like another one, such as “Mill Lane, AB1 2CD”')
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

  it('is no table of crimes for its count of dwellings (“multi occ count”)', async () => {
    const h = await homes(
      'UPRN,LA_START_DATE,LAST_UPDATE_DATE,ENTRY_DATE,PAO_START_NUMBER,STREET_DESCRIPTION,X_COORDINATE,Y_COORDINATE,MULTI_OCC_COUNT\n' +
        '1,2010-01-01,2020-01-01,2010-01-01,1,MILL LANE,459300,304100,0\n' +
        '2,2010-01-01,2020-01-01,2010-01-01,3,MILL LANE,459305,304100,0\n',
    )
    expect(h.homes.n).toBe(2)
  })

  it('writes numbers of a column of decimals whole, in crimes too', async () => {
    const head = 'Flat,House No,Street,Easting,Northing'
    const { homes: h } = await homes(`UPRN,${head}\n9.0,2.0,12.0,MILL LANE,459300,304100\n`)
    expect([textAt(h.uprn, 0), textAt(h.address, 0)]).toEqual(['9', 'Flat 2, 12 MILL LANE'])
    const crime = 'Ref,Offence,Date,'
    const opened = await drop({
      'a.csv': `${crime}${head}\nC1,Burglary,13/01/2026,2.0,12.0,MILL LANE,459300,304100\n`,
    })
    expect(textAt(only(opened, 'incidents').text.address, 0)).toBe('Flat 2, 12 MILL LANE')
  })

  it('is told from a directory of postcodes', async () => {
    const text =
      'pcds,dointr,doterm,oseast1m,osnrth1m,lat,long\nLS1 1AB,198001,,430000,434000,53.801,-1.546\n'
    expect(only(await drop({ 'onspd.csv': text }), 'declined').sentence).toContain(
      'onspd.csv is a directory of postcodes: it has the middle of each postcode',
    )
    // crimes and homes that were joined to it are none
    const joined = 'pcds,dointr,easting,northing\n'
    const opened = await drop({
      'a.csv': `crime ref,offence,date,${joined}C1,Burglary,13/01/2026,LS1 1AB,198001,430000,434000\n`,
    })
    expect(only(opened, 'incidents').report.kept).toBe(1)
    const { homes: h } = await homes(
      `UPRN,house number,street,${joined}1,2,MILL LANE,LS1 1AB,198001,430000,434000\n`,
    )
    expect(h.n).toBe(1)
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

const csv = (header: string, rows: readonly string[]) => `${header}\n${rows.join('\n')}\n`
const reasons = (o: Awaited<ReturnType<typeof homes>>) =>
  Object.fromEntries(o.leftOut.map((l) => [l.reason, l.n]))

describe('addresses that cannot send anyone wrong', () => {
  it('joins all lines of an address, and what stands in columns of its own', async () => {
    const { homes: h, report } = await homes(
      csv('Address Line 1,Address Line 2,Address Line 3,Address Line 4,Postcode,Easting,Northing', [
        'Flat 1,Mill Court,14 Mill Lane,Westmarch,WM1 0AA,430000,340000',
        'Flat 2,Mill Court,14 Mill Lane,Westmarch,WM1 0AA,430000,340000',
        '20 Mill Lane,Westmarch,,,WM1 0AA,430020,340000',
        'Rose Cottage,Mill Lane,Westmarch,,WM1 0AA,430040,340000',
      ]),
    )
    expect(textAt(h.address, 1)).toBe('Flat 2, Mill Court, 14 Mill Lane, Westmarch, WM1 0AA')
    expect([...h.number]).toEqual([14, 14, 20, 0])
    expect(Array.from({ length: 4 }, (_, i) => dictAt(h.street, i))).toEqual(Array(4).fill('Mill Lane'))
    expect([...h.building]).toEqual([0, 0, -1, -1])
    expect(report.columns.filter((c) => c.field === 'address').map((c) => c.column)).toEqual([
      'Address Line 1',
      'Address Line 2',
      'Address Line 3',
      'Address Line 4',
    ])
    const parts = await homes(
      csv('UPRN,Flat,House Number,Address,Town,Postcode,X,Y', [
        '1,2,14,High Street,Westmarch,WM1 0AA,430000,340000',
        '2,,16,High Street,Westmarch,WM1 0AA,430020,340000',
      ]),
    )
    expect([0, 1].map((i) => textAt(parts.homes.address, i))).toEqual([
      'Flat 2, 14 High Street, Westmarch, WM1 0AA',
      '16 High Street, Westmarch, WM1 0AA',
    ])
  })

  it('refuses an address that is only a flat, with the reason', async () => {
    const opened = await homes(
      csv('Address,Town,Postcode,Easting,Northing', [
        'Flat 2,Westmarch,WM1 0AA,430000,340000',
        '0/1,,WM1 0AA,430010,340000',
        '"Flat 3, Westmarch",,WM1 0AA,430015,340000',
        '14,,,430020,340000',
        'Withheld,,,430020,340000',
        '14,,WM1 0AB,430030,340000',
        '16 High Street,Westmarch,WM1 0AC,430040,340000',
      ]),
    )
    expect(opened.homes.n).toBe(2)
    expect(reasons(opened)).toEqual({
      'only a flat, no house or street': 3,
      'only a number, no street': 1,
      'no address': 1,
    })
    expect(opened.report).toMatchObject({ refused: 5, merged: 0, sharedPoints: 0 })
    expect(dictAt(opened.homes.street, 0)).toBe('WM1 0AB')
  })

  it('takes one street for one however it is spelt', async () => {
    const { homes: h, notes } = await homes(
      csv('Address,Easting,Northing', [
        '"1 HIGH STREET, Westmarch",430000,340000',
        '"3 High St, Westmarch",430010,340000',
        '"5 High Str., Westmarch",430020,340000',
        '"7 High Street, Westmarch",430030,340000',
        '"9 High Street, Westmarch",430040,340000',
        '"2 ST MARYS ROAD, Westmarch",430000,340100',
        '"4 St Mary\u2019s Rd, Westmarch",430010,340100',
        '"1 Heol y Bryn, Westmarch",430000,340200',
      ]),
    )
    expect(Array.from({ length: 5 }, (_, i) => dictAt(h.street, i))).toEqual(Array(5).fill('High Street'))
    expect(h.street.codes[5]).toBe(h.street.codes[6])
    expect(dictAt(h.street, 7)).toBe('Heol y Bryn')
    expect(notes.join(' ')).toContain('2 streets are spelt in several ways')
  })

  it('takes the same UPRN or the same address twice for one door, the first of each', async () => {
    const opened = await homes(
      csv('UPRN,Address,Postcode,Easting,Northing', [
        '1,14 High Street,WM1 0AA,430000,340000',
        '0001,14 High St,WM1 0AA,430001,340000',
        '2,14 HIGH STREET,wm1 0aa,430150,340000',
        '3,14 High Street,WM9 9AA,436000,340000',
        '4,16 High Street,WM1 0AA,430020,340000',
        '5,16A High Street,WM1 0AA,430020,340000',
        // a flat at the number is a home beside it
        '6,"Flat 1, 16 High Street",WM1 0AA,430020,340000',
      ]),
    )
    expect(reasons(opened)).toEqual({ 'same UPRN twice': 1, 'same address twice': 1 })
    const { homes: h } = opened
    expect(Array.from({ length: h.n }, (_, i) => textAt(h.uprn, i))).toEqual(['1', '3', '4', '5', '6'])
    expect(h.also).toEqual({ uprn: ['2'], home: Int32Array.of(0) })
    expect(opened.report).toMatchObject({ merged: 2, refused: 0 })
    expect(opened.rows).toBe(h.n + 2)
  })

  it('does not believe a UPRN that stands for many addresses', async () => {
    const opened = await homes(
      csv('UPRN,Address,Easting,Northing', [
        '99999,1 High Street,430000,340000',
        '99999,3 High Street,430010,340000',
        '99999,5 High Street,430020,340000',
      ]),
    )
    expect(opened.homes.n).toBe(3)
    expect(opened.notes.join(' ')).toContain('1 UPRN not believed')
  })

  it('does not take homes at the middle of a postcode for a building', async () => {
    const opened = await homes(
      csv(
        'Address,Postcode,Easting,Northing',
        [1, 3, 5, 7, 2, 4, 6].map((n) => `${n} High Street,WM1 0AA,430000,340000`),
      ),
    )
    expect([...opened.homes.building]).toEqual(Array(7).fill(-1))
    expect([...opened.homes.shared!]).toEqual(Array(7).fill(1))
    expect(opened.report.sharedPoints).toBe(1)
    expect(opened.notes.join(' ')).toContain('7 homes share 1 point')
    // two flats of one number are a building, two numbers over a shop stand on one spot
    const shop = await homes(
      csv('Address,Postcode,Easting,Northing', [
        '14 High Street,WM1 0AA,430000,340000',
        '14A High Street,WM1 0AA,430000,340000',
        '"12 Elm House, High Street",WM1 0AA,430100,340000',
        '"14 Elm House, High Street",WM1 0AA,430100,340000',
      ]),
    )
    expect(shop.homes.shared).toBeUndefined()
    expect([...shop.homes.building]).toEqual([-1, -1, 0, 0])
  })

  it('keeps the plots of one parent apart, and flats of one number in two towns', async () => {
    const { homes: h } = await homes(
      csv('UPRN,Parent UPRN,Address,Easting,Northing', [
        '1,9,"Plot 1, Sunnyside Park, Coast Road",430000,340000',
        '2,9,"Plot 2, Sunnyside Park, Coast Road",430020,340000',
        '3,,"Flat 1, 5 High Street",430000,341000',
        '4,,"Flat 2, 5 High Street",430000,341000',
        '5,,"Flat 1, 5 High Street",450000,341000',
        '6,,"Flat 2, 5 High Street",450000,341000',
      ]),
    )
    expect([...h.building]).toEqual([-1, -1, 0, 0, 1, 1])
    expect([...h.number]).toEqual([1, 2, 5, 5, 5, 5])
    expect(dictAt(h.street, 0)).toBe('Sunnyside Park')
  })

  it('reads the columns as it is told', async () => {
    const text = csv('Ref,Place,East,North', [
      'A,14 High Street,430000,340000',
      'B,16 High Street,430010,340000',
    ])
    const opened = only(
      await drop({ 'a.csv': text }, { as: 'homes', homeColumns: { address: 'Place', uprn: 'Ref' } }),
      'homes',
    )
    expect(textAt(opened.homes.address, 1)).toBe('16 High Street')
    expect(textAt(opened.homes.uprn, 1)).toBe('B')
    expect(opened.report.columns).toContainEqual({
      field: 'address',
      column: 'Place',
      evidence: 'chosen by the user',
    })
  })

  it('tells classes in words with signs in them', async () => {
    const opened = await homes(
      csv(
        'Address,Property Type,Easting,Northing',
        ['Semi-Detached', 'Flat/Maisonette', 'Shop/Office', 'Public House', 'Mid-terrace', 'End-terrace'].map(
          (type, i) => `${14 + i} High Street,${type},${430_000 + 9 * i},340000`,
        ),
      ),
    )
    expect([...opened.homes.number]).toEqual([14, 15, 18, 19])
  })

  it('tells classes in words, and leaves commerce out', async () => {
    const opened = await homes(
      csv('Address,Property Type,Easting,Northing', [
        '14 High Street,Terraced house,430000,340000',
        '16 High Street,Retail,430010,340000',
        '18 High Street,Warehouse,430020,340000',
        '20 High Street,Residential,430030,340000',
        '22 High Street,Guest house,430030,340000',
      ]),
    )
    expect([...opened.homes.number]).toEqual([14, 20])
  })
})

describe('numbers that a spreadsheet made dates of', () => {
  it.each(['12-Dec', 'Dec-14', '02/03/2026', '2026-03-02 00:00:00'])(
    '%s is no door, and is told',
    async (date) => {
      const opened = await homes(
        `UPRN,Flat,House Number,Street,Town,Easting,Northing\n1,,${date},High Street,Oakby,459300,304100\n2,,7,High Street,Oakby,459310,304100\n3,${date},9,High Street,Oakby,459320,304100\n`,
      )
      const { homes: h, notes } = opened
      expect([0, 1, 2].map((i) => textAt(h.address, i))).toEqual([
        `number lost (${date}), High Street, Oakby`,
        '7 High Street, Oakby',
        `number lost (${date}), 9 High Street, Oakby`,
      ])
      expect([[...h.number], dictAt(h.street, 0)]).toEqual([[0, 7, 9], 'High Street'])
      expect(notes.join(' ')).toContain('In 2 homes the house or flat number is a date')
      // crimes of the same places
      const { text, report } = only(
        await drop({
          'crimes.csv': `Crime No,Offence,Date From,House Number,Street,Town,Easting,Northing\nA1,Burglary,2025-01-13,${date},High Street,Oakby,459300,304100\n`,
        }),
        'incidents',
      )
      expect(textAt(text.address, 0)).toBe(textAt(h.address, 0))
      expect(report.warnings.map((w) => [w.what.slice(0, 38), w.n])).toContainEqual([
        'the house or flat number is a date, as',
        1,
      ])
    },
  )

  it.each(['12-14', '2/3', '1/2/14', '12A', 'March House'])('%s is none', async (number) => {
    const { homes: h, notes } = await homes(
      `UPRN,House Number,Street,Easting,Northing\n1,${number},High Street,459300,304100\n2,7,High Street,459310,304100\n`,
    )
    expect(textAt(h.address, 0)).toBe(`${number} High Street`)
    expect(notes.join(' ')).not.toContain('date')
  })
})
