/** Columns and cells in other languages and other writings than the usual ones. */
import { describe, expect, it } from 'vitest'
import { minuteOf } from '../../src/core/base/time.ts'
import { plainMoment, readRange } from '../../src/import/meaning/cellForms.ts'
import { readClock } from '../../src/import/meaning/dates.ts'
import { isNoLonger } from '../../src/import/meaning/noCrime.ts'
import { maskDetails, noCounts } from '../../src/import/meaning/personal.ts'
import { drop, only } from './drop.ts'

const two = (n: number) => String(n).padStart(2, '0')
const N = 24
const file = (header: string, row: (i: number) => readonly (string | number)[], sign = ',') =>
  `${header}\n${Array.from({ length: N }, (_, i) => row(i).join(sign)).join('\n')}\n`
const open = async (text: string) => only(await drop({ 'a.csv': text }), 'incidents')
const columnsOf = async (text: string) =>
  Object.fromEntries((await open(text)).report.columns.map((g) => [g.field, g.column]))
const day = (i: number) => `${two(1 + i)}/03/2026`
const clock = (i: number) => `${two(i % 24)}:15`

describe('headers of other languages', () => {
  it('Welsh', async () => {
    const text = file(
      'Cyfeirnod Trosedd,Trosedd,Dyddiad O,Amser O,Dyddiad I,Amser I,Cyfeiriad,Dwyreiniad,Gogleddiad',
      (i) => [
        `C${i}`,
        'Bwrgleriaeth - Preswyl',
        ...[day(i), clock(i), day(i + 1), clock(i + 1)],
        `${i + 1} Heol y Bont`,
        ...[430_000 + 9 * i, 434_000 + 7 * i],
      ],
    )
    expect(await columnsOf(text)).toMatchObject({
      ...{
        id: 'Cyfeirnod Trosedd',
        offence: 'Trosedd',
        address: 'Cyfeiriad',
        x: 'Dwyreiniad',
        y: 'Gogleddiad',
      },
      ...{ from: 'Dyddiad O', fromTime: 'Amser O', to: 'Dyddiad I', toTime: 'Amser I' },
    })
    const { incidents, report } = await open(text)
    expect(report.precision).toBe('minute')
    expect(incidents.n).toBe(N)
  })

  it('a Welsh list of addresses', async () => {
    const text = file('UPRN,Cyfeiriad,Cod Post,Dwyreiniad,Gogleddiad', (i) => [
      ...[1000 + i, `"${i + 1} Heol y Bont, Trefwern"`, 'WM1 1AA', 430_000 + 9 * i, 434_000],
    ])
    expect(only(await drop({ 'a.csv': text }), 'homes').homes.n).toBe(N)
  })

  it('Spanish, with the clock beside the day', async () => {
    const text = file(
      'Expediente,Delito,Fecha de inicio,Hora de inicio,Fecha fin,Hora de fin,Latitud,Longitud',
      (i) => [
        ...[`E${i}`, 'Robo en vivienda', day(i), clock(i), day(i), '23:30', 40.4 + i / 9000, -3.7 - i / 8000],
      ],
    )
    expect(await columnsOf(text)).toMatchObject({ fromTime: 'Hora de inicio', toTime: 'Hora de fin' })
    expect((await open(text)).report.precision).toBe('minute')
  })

  it('German, where the day of the report stands first', async () => {
    const text = file(
      'ANGELEGT_AM,TATZEIT_ANFANG_DATUM,TATZEIT_ANFANG_STUNDE,TATZEIT_ENDE_DATUM,TATZEIT_ENDE_STUNDE,LAT,LON,DELIKT',
      (i) => [
        `${two(i + 3)}.03.2026`,
        ...[`${two(i + 1)}.03.2026`, i % 24, `${two(i + 2)}.03.2026`, (i + 5) % 24],
        ...[52.5 + i / 9000, 13.4 + i / 8000, 'Einbruch in Wohnung'],
      ],
    )
    expect(await columnsOf(text)).toMatchObject({
      ...{ from: 'TATZEIT_ANFANG_DATUM', fromTime: 'TATZEIT_ANFANG_STUNDE', to: 'TATZEIT_ENDE_DATUM' },
      reported: 'ANGELEGT_AM',
    })
    const { incidents } = await open(text)
    expect([...incidents.from]).toContain(minuteOf(2026, 3, 6, 5))
  })

  it('Italian', async () => {
    const text = file('Numero,Reato,Data inizio,Ora inizio,Latitudine,Longitudine', (i) => [
      ...[`E${i}`, 'Furto', day(i), clock(i), 45.4 + i / 9000, 9.1 + i / 8000],
    ])
    expect(await columnsOf(text)).toMatchObject({
      from: 'Data inizio',
      fromTime: 'Ora inizio',
      lat: 'Latitudine',
    })
  })

  it('a report’s day under a name nobody knows gives way to the day of the deed', async () => {
    const text = file('Ref,Erfasst am Tag,Zeitpunkt der Tat,LAT,LON', (i) => [
      ...[`E${i}`, day(i + 2), day(i), 52.5 + i / 9000, 13.4 + i / 8000],
    ])
    expect((await columnsOf(text)).from).toBe('Zeitpunkt der Tat')
  })
})

describe('columns of offences', () => {
  it('the one that names kinds stands before a heading that names none', async () => {
    const rows = (type: string) =>
      file('Ref,Crime Group,Crime Type,Date From,Easting,Northing', (i) => [
        ...[`C${i}`, 'Acquisitive', type, day(i), 430_000 + 9 * i, 434_000 + 7 * i],
      ])
    expect((await columnsOf(rows('Residential burglary of a home'))).offence).toBe('Crime Type')
    expect((await columnsOf(rows('Assault'))).offence).toBe('Crime Group')
    const final = (header: string) =>
      rows('Residential burglary of a home').replace('Crime Group,Crime Type', `Incident Type,${header}`)
    expect((await columnsOf(final('Final Classification'))).offence).toBe('Final Classification')
    expect((await columnsOf(final('Original Classification'))).offence).toBe('Incident Type')
  })
})

describe('cells', () => {
  it('clock times with seconds and without signs', () => {
    expect(readClock('203500')).toEqual({ minute: 20 * 60 + 35, zone: '' })
    expect(readClock('000300')?.minute).toBe(3)
    expect(readClock('93059')?.minute).toBe(9 * 60 + 30)
    for (const no of ['246000', '203560', '430123']) expect(readClock(no), no).toBeUndefined()
  })

  it('the same out of numbers, without their first noughts', async () => {
    const text = file('Ref,Offence,Date,Time,Easting,Northing', (i) => [
      ...[`C${i}`, 'Burglary Residential', day(i), [500, 203500, 93000][i % 3]],
      ...[430_000 + 9 * i, 434_000 + 7 * i],
    ])
    const { incidents } = await open(text)
    expect([...incidents.from].slice(0, 3).map((m) => m % 1440)).toEqual([5, 20 * 60 + 35, 9 * 60 + 30])
  })

  it('a range whose clocks stand before their days', () => {
    expect(readRange('Between 20:35 on 02/03/2026 and 07:35 on 03/03/2026')).toEqual([
      '02/03/2026 20:35',
      '03/03/2026 07:35',
    ])
    expect(readRange('From 2035hrs on Monday 02/03/2026 to 0735hrs on Tuesday 03/03/2026')).toEqual([
      '02/03/2026 20:35',
      '03/03/2026 07:35',
    ])
  })

  it('a range of two whole moments, whatever stands between', () => {
    for (const sign of ['-', '\n', ' / ', ', ', ';'])
      expect(readRange(`02/03/2026 20:35${sign}03/03/2026 07:35`), sign).toEqual([
        '02/03/2026 20:35',
        '03/03/2026 07:35',
      ])
    expect(readRange('2026-03-02 20:35 / 2026-03-03 07:35')).toEqual(['2026-03-02 20:35', '2026-03-03 07:35'])
  })

  it('the clock before the day', () => {
    expect(plainMoment('20:35 02/03/2026')).toBe('02/03/2026 20:35')
    expect(plainMoment('8:35pm 2026-03-02')).toBe('2026-03-02 8:35pm')
    expect(plainMoment('02/03/2026 20:35')).toBe('02/03/2026 20:35')
  })

  it('statuses that end a crime in other words', () => {
    for (const yes of [
      'AVI - cancelled',
      'Duplicate - Cancelled',
      'Declassified',
      'Error/cancelled',
      'Record created in error',
      'Not Crimed',
      'Crime Related Incident',
      'Transfer - Other Force',
      'Dup of 44/7000/26',
      'Anulado',
      'Annulée',
      'Statws: Diddymwyd',
    ])
      expect(isNoLonger(yes), yes).toBe(true)
    for (const no of [
      'Appointment cancelled',
      'Classified',
      'Insurance policy cancelled',
      'Administrative',
      'Transfer of property',
      'Error in entry code',
    ])
      expect(isNoLonger(no), no).toBe(false)
  })

  it('a phone number with a blank after its nought', () => {
    const counts = noCounts()
    expect(maskDetails('IP mobile 0 7 7 0 0 900456', counts)).toBe('IP mobile [phone]')
    expect(maskDetails('0 7 rooms searched', counts)).toBe('0 7 rooms searched')
    expect(counts.phone).toBe(1)
  })

  it('two mobiles with a stroke, and marks of Northern Ireland and of no year', () => {
    const counts = noCounts()
    expect(maskDetails('IP 07700900123/07700900456, ABZ 1234 and Q123 ABC', counts)).toBe(
      'IP [phone]/[phone], [vehicle] and [vehicle]',
    )
    expect(maskDetails('ref 44/7001/26, JAZZ 1234, 02/03/2026', counts)).toBe(
      'ref 44/7001/26, JAZZ 1234, 02/03/2026',
    )
    expect([counts.phone, counts.vehicle]).toEqual([2, 2])
  })
})
