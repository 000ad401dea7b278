import { describe, expect, it } from 'vitest'
import { drop, only } from './drop.ts'

const rows = (row: (i: number) => string) => Array.from({ length: 30 }, (_, i) => row(i)).join('\n')
const sentence = async (text: string) => only(await drop({ 'a.csv': text }), 'declined').sentence
const at = (i: number) => `${459_300 + i}.00,304100.00,52.6,-1.1`

describe('tables without a row of headings', () => {
  it.each([
    [
      'AddressBase Plus',
      rows(
        (i) =>
          `1000${10_000_000 + i},"I","E","RD06",${at(i)},"HIGH STREET","LEICESTER","LE1 4AB"${','.repeat(30)}`,
      ),
      'no header row, as AddressBase is often delivered',
    ],
    [
      'AddressBase Core',
      rows(
        (i) =>
          `1000${10_000_000 + i},"${i + 1}, HIGH STREET, LE1 4AB","","E","HIGH STREET","LE1 4AB",${at(i)}`,
      ),
      'seems to have no row of headings',
    ],
    [
      'one kind of record of AddressBase Premium',
      rows(
        (i) => `21,"I",${i},1000${10_000_000 + i},1,2,,${at(i)},"E",2010-01-01,,2016-01-01,"D","LE1 4AB",0`,
      ),
      'looks like AddressBase Premium',
    ],
    [
      'crimes',
      rows((i) => `C${i},Burglary,${10 + (i % 18)}/06/2026 18:20,${i + 1} High Street,${459_300 + i},304100`),
      'seems to have no row of headings',
    ],
  ])('are told as that: %s', async (_, text, said) => {
    const why = await sentence(text)
    expect(why).toContain(said)
    expect(why).not.toContain('has no column of coordinates')
  })

  it('are not suspected where a heading has figures in it', async () => {
    const text = `Ref no,2024-05-01 to 2026,Beat\n${rows((i) => `${i},${i},B${i % 3}`)}`
    expect(await sentence(text)).toContain('Its columns are: Ref no, 2024-05-01 to 2026, Beat')
    const cross = `Place,Area,Kind,202401,202402\n${rows((i) => `P${i},A,Lamp,${i},${i + 1}`)}`
    expect(await sentence(cross)).toContain('Its columns are: Place, Area, Kind, 202401')
  })
})

describe('two rows of headings', () => {
  const body = rows((i) => `C${i},Burglary,1${i % 9}/03/2026,21:15,20/03/2026,07:40,${430_000 + i},434000`)

  it.each([
    [
      'the upper names the columns',
      'No,Offence,From,,To,,X,Y\n,,Date,Time,Date,Time,(OSGB),(OSGB)',
      'From Time',
    ],
    [
      'the lower names the columns',
      'Crime,,Committed From,,Committed To,,Location,\nNo,Offence,Date,Time,Date,Time,Easting,Northing',
      'Committed From Time',
    ],
    ['the lower row ends sooner', 'No,Offence,From,,To,,X,Y\n,,Date,Time,Date,Time', 'From Time'],
    [
      'both name columns',
      'Ref,Offence,From,,To,,Location,\n,,Date,Time,Date,Time,Easting,Northing',
      'From Time',
    ],
  ])('whose “Date” and “Time” stand twice under From and To: %s', async (_, head, time) => {
    const { report, incidents } = only(await drop({ 'a.csv': `${head}\n${body}` }), 'incidents')
    expect([report.rows, report.kept]).toEqual([30, 30])
    expect(report.notes.join()).not.toContain('title row')
    expect(report.columns.find((c) => c.field === 'fromTime')?.column).toBe(time)
    expect([incidents.from[0] % 1440, incidents.to[0] % 1440]).toEqual([21 * 60 + 15, 7 * 60 + 40])
  })

  it('are the name of a column together', async () => {
    const head =
      'Crime,Offence,Committed From,,Committed To,,Location,\nNo,Type,Date,Time,Date,Time,Easting,Northing'
    const { report } = only(await drop({ 'a.csv': `${head}\n${body}` }), 'incidents')
    const named = Object.fromEntries(report.columns.map((c) => [c.field, c.column]))
    expect(named).toMatchObject({ id: 'Crime No', offence: 'Offence Type', x: 'Easting', y: 'Northing' })
  })

  it('are one row under a title', async () => {
    const head = 'Burglaries\nRef,Offence,Date,Time,Date,Time,X,Y'
    const { report } = only(await drop({ 'a.csv': `${head}\n${body}` }), 'incidents')
    expect(report.notes).toContain('1 title row above the header was skipped.')
    expect(report.warnings.map((w) => w.what).join()).toContain('“Date (2)” is headed as another one is')
  })
})
