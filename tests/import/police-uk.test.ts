import { readFileSync } from 'node:fs'
import { gzipSync, strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { dictAt } from '../../src/core/base/text.ts'
import { minuteOf } from '../../src/core/base/time.ts'
import { openFiles } from '../../src/import/open.ts'
import { summarise } from '../../src/import/report/summary.ts'
import { balanced, drop, only } from './drop.ts'

const street = readFileSync(new URL('../fixtures/import/police-uk-street.csv', import.meta.url), 'utf8')

describe('data.police.uk street files', () => {
  it('keeps every row with coordinates, equal rows and blank crime numbers too', async () => {
    const { report, incidents } = only(await drop({ 'street.csv': street }), 'incidents')
    expect(report.rows).toBe(12)
    expect(report.leftOut.map((l) => [l.reason, l.n])).toEqual([['no coordinates', 1]])
    expect(report.leftOut[0].lines).toEqual([
      { file: 'street.csv', line: 5, text: expect.stringContaining('No Location') },
    ])
    expect(incidents.n).toBe(11)
    expect(incidents.source).toBe('open')
    expect(incidents.precision).toBe('month')
    expect([...incidents.place].every((p) => p === -1)).toBe(true)
  })

  it('spreads a month from its first to its last minute', async () => {
    const { incidents } = only(await drop({ 'street.csv': street }), 'incidents')
    expect(incidents.from[0]).toBe(minuteOf(2025, 1, 1))
    expect(incidents.to[0]).toBe(minuteOf(2025, 1, 31, 23, 59))
    expect(incidents.to[3]).toBe(minuteOf(2025, 2, 28, 23, 59))
  })

  it('takes the undivided labels for the undivided kinds', async () => {
    const [summary] = summarise(await drop({ 'street.csv': street }))
    expect(summary.offences).toEqual({
      other: 4,
      'burglary-any': 3,
      'vehicle-any': 2,
      'robbery-any': 1,
      'theft-from-person': 1,
    })
    expect(summary.crs).toBe('EPSG:27700')
    expect(summary.span).toEqual(['2025-01-01', '2025-03-31'])
  })

  it('merges the months of a zip, and says once why stop and search is left', async () => {
    const zip = zipSync({
      '2025-01/2025-01-westmarch-street.csv': strToU8(street),
      '2025-02/2025-02-westmarch-street.csv': strToU8(street.replaceAll('2025-01', '2025-04')),
      '2025-01/2025-01-westmarch-stop-and-search.csv': strToU8(
        'Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined ethnicity,Object of search\nPerson search,2025-01-02T10:00:00+00:00,,,53.1,-1.2,Male,18-24,x,y\n',
      ),
      '2025-01/2025-01-westmarch-outcomes.csv': strToU8(
        'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type\na,2025-01,W,W,-1.2,53.1,x,y,z,Under investigation\n',
      ),
    })
    const opened = await drop({ 'all.zip': zip as Uint8Array<ArrayBuffer> })
    const { report, incidents } = only(opened, 'incidents')
    expect(report.files.map((f) => [f.rows, f.kept])).toEqual([
      [12, 11],
      [12, 11],
    ])
    expect(report.leftOut[0].lines.map((l) => l.file)).toEqual([
      'all.zip › 2025-01/2025-01-westmarch-street.csv',
      'all.zip › 2025-02/2025-02-westmarch-street.csv',
    ])
    expect(balanced(opened)).toBe(true)
    expect(dictAt(incidents.street, 1)).toBe('On or near Birch Lane')
    expect(opened.filter((o) => o.kind === 'declined').map((o) => o.sentence)).toEqual([
      expect.stringContaining('stop and searches'),
      expect.stringContaining('outcomes of crimes'),
    ])
  })

  it('does not count a file twice, and keeps equal rows within it', async () => {
    const opened = await drop({
      'a.csv': street,
      'copy of a.csv': street,
      'b.csv': street.replace('Robbery', 'Drugs'),
    })
    const { report } = only(opened, 'incidents')
    expect(report.files.map((f) => [f.name, f.kept])).toEqual([
      ['a.csv', 11],
      ['b.csv', 11],
    ])
    expect(balanced(opened)).toBe(true)
    expect(only(opened, 'declined').sentence).toContain('the same 12 rows as a.csv')
  })

  it('stops when nobody asks for more', async () => {
    const many = street + street.split('\n').slice(1).join('\n').repeat(3000)
    const opening = openFiles([{ name: 'a.csv', blob: new Blob([many]) }])
    let steps = 0
    for await (const { share } of opening) {
      expect(share).toBeGreaterThanOrEqual(0)
      expect(share).toBeLessThanOrEqual(1)
      if (++steps === 3) break
    }
    expect(await opening.next()).toEqual({ done: true, value: undefined })
  })

  it('opens gzip, mangled headers and the API form alike', async () => {
    const gz = gzipSync(
      strToU8('Month,Crime.type,Longitude,Latitude\n2016-02,Burglary,-2.438828,53.612133\n'),
    )
    expect(only(await drop({ 'a.csv.gz': gz as Uint8Array<ArrayBuffer> }), 'incidents').incidents.n).toBe(1)
    const api = JSON.stringify([
      {
        category: 'vehicle-crime',
        location: { latitude: '51.5', longitude: '-0.13', street: { name: 'On or near X' } },
        month: '2018-06',
        persistent_id: '',
        outcome_status: null,
      },
    ])
    const [summary] = summarise(await drop({ 'api.json': api }))
    expect(summary.offences).toEqual({ 'vehicle-any': 1 })
    expect(summary.source).toBe('open')
  })

  it('gives the same fingerprint for the same content, another for another', async () => {
    const a = only(await drop({ 'a.csv': street }), 'incidents').incidents.fingerprint
    const b = only(await drop({ 'b.csv': street }), 'incidents').incidents.fingerprint
    const c = only(await drop({ 'c.csv': street.replace('-1.251204', '-1.251205') }), 'incidents').incidents
      .fingerprint
    expect(a).toBe(b)
    expect(c).not.toBe(a)
  })
})
