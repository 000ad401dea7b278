import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { summarise } from '../../src/import/report/summary.ts'
import { balanced, drop } from './drop.ts'

const town = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../data/town/${name}`, import.meta.url)))

describe('the sample town, as a force’s extract would come', () => {
  it('opens in one drop with every guess right', async () => {
    const names = ['incidents.csv', 'addresses.csv', 'boundaries.geojson', 'ground.geojson']
    const opened = await drop(Object.fromEntries(names.map((n) => [n, town(n)])))
    expect(opened.map((o) => o.kind).sort()).toEqual(['boundaries', 'ground', 'homes', 'incidents'])
    expect(balanced(opened)).toBe(true)
    const summary = summarise(opened).find((s) => s.kind === 'incidents')!
    expect(summary.crs).toBe('EPSG:27700')
    expect(summary.precision).toBe('minute')
    expect(summary.source).toBe('exact')
    // evidence that only a case score asks for
    expect(summary.dropped).toEqual(['CCTV', 'Eyewitness'])
    expect(summary.droppedPersonal).toEqual(['Victim Name'])
    expect(Object.fromEntries(Object.entries(summary.columns!).map(([f, c]) => [f, c.column]))).toMatchObject(
      {
        id: 'Crime No',
        offence: 'Offence',
        offenceCode: 'HO Code',
        from: 'Committed From Date',
        fromTime: 'Committed From Time',
        to: 'Committed To Date',
        toTime: 'Committed To Time',
        reported: 'Reported Date',
        reportedTime: 'Reported Time',
        x: 'Easting',
        y: 'Northing',
        uprn: 'UPRN',
        houseNumber: 'House No',
        street: 'Street',
        beat: 'Beat',
        mo: 'MO',
        outcome: 'Outcome',
      },
    )
    expect(summary.kept! / summary.rows!).toBeGreaterThan(0.95)
    // all five kinds are there, and sheds and shops are kept apart from homes
    expect(Object.keys(summary.offences!).sort()).toEqual([
      'burglary-home',
      'other',
      'robbery-personal',
      'theft-from-person',
      'theft-from-vehicle',
      'theft-of-vehicle',
    ])
    for (const [wording, kind] of Object.entries(summary.wordings!))
      if (/unconnected|business|interference/i.test(wording))
        expect([wording, kind]).toEqual([wording, 'other'])
      else expect([wording, kind]).not.toEqual([wording, 'other'])
  })
})
