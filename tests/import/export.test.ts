import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Incidents, IncidentText } from '../../src/core/table/incidents.ts'
import { dictAt, textAt } from '../../src/core/base/text.ts'
import type { ImportOptions } from '../../src/import/contract.ts'
import { guarded, unguarded } from '../../src/core/base/csv.ts'
import { exportIncidents, type ExportFormat } from '../../src/import/formats/export.ts'
import { drop, only } from './drop.ts'

const FORMATS: readonly ExportFormat[] = ['csv', 'geojson', 'parquet']

async function written(t: Incidents, text: IncidentText, format: ExportFormat, rows?: Uint32Array) {
  const writing = exportIncidents(t, text, format, rows)
  for (;;) {
    const step = await writing.next()
    if (step.done) return new Uint8Array(await step.value.arrayBuffer())
  }
}
const open = async (content: string | Uint8Array<ArrayBuffer>, options?: ImportOptions) =>
  only(await drop({ 'a.csv': content }, options), 'incidents')

/** The table as values: what two tables must agree in, whatever their dictionaries are numbered like. */
function values({ incidents: t, text }: { incidents: Incidents; text: IncidentText }) {
  const rows = Array.from({ length: t.n }, (_, i) => i)
  const { x, y, lng, lat, from, to, reported, flags, offence, place, precision, source, crs } = t
  return {
    columns: { x, y, lng, lat, from, to, reported, flags, offence, place },
    about: { precision, source, crs },
    dicts: (['wording', 'beat', 'street', 'outcome'] as const).map((k) => rows.map((i) => dictAt(t[k], i))),
    texts: (['id', 'address', 'uprn', 'mo'] as const).map((k) => rows.map((i) => textAt(text[k], i))),
  }
}

const FORCE =
  'Crime No,Offence,Committed From,Committed To,Reported,Easting,Northing,Address,UPRN,Beat,MO,Outcome\n' +
  [
    'C1,Burglary Residential,13/01/2025 18:30,13/01/2025 23:00,14/01/2025 08:00,459300.25,304100,"1 Mill Lane, Oakby",100,N1,"Door forced;\nthen left",charged',
    'C2,Theft from a motor vehicle,14/01/2025,,,459310,304110,2 Mill Lane,,N1,=cmd|calc,',
    "C3,'=1+1 odd wording,15/01/2025 20:00,15/01/2025 19:00,,459320,304120,-5 Mill Lane,,@N2,'quoted',+1",
    'C4,Shoplifting,15/01/2025 00:00,16/01/2025,,459330,304130,"1 Mill Lane, Oakby",100,,£ é ü,',
    'C5,Burglary Residential,16/01/2031 10:00,,,459300.25,304100,"1 Mill Lane, Oakby",100,N1,,',
  ].join('\n') +
  '\n'

const street = readFileSync(new URL('../fixtures/import/police-uk-street.csv', import.meta.url), 'utf8')

const FILES: readonly (readonly [string, string, ImportOptions?])[] = [
  ['a force extract on the National Grid', FORCE],
  ['the same with other offences chosen', FORCE, { offences: { Shoplifting: 'theft-of-vehicle' } }],
  ['open data in degrees', street],
  [
    'exact degrees abroad',
    'id,date,longitude,latitude\n1,2025-01-13 10:00,-122.33331,47.61\n2,2025-01-14 11:00,-122.3412345,47.6298\n',
  ],
  ['Irish Grid', 'id,date,easting,northing\n1,2025-01-13 10:00,333812,374092\n', { crs: 'EPSG:29902' }],
  ['UTM', 'id,date,x,y\n1,2025-01-13 10:00,491813.5,5459312.25\n', { crs: 'EPSG:32610' }],
  ['metres on no known plane', 'id,date,x,y\n1,2025-01-13,12.5,-7\n2,2025-01-14,900.25,15\n'],
  ['no offences, no ids', 'date,easting,northing\n2025-01-13 10:00,459300,304100\n'],
]

describe.each(FORMATS)('as %s and back', (format) => {
  it.each(FILES.map(([name, content, options]) => ({ name, content, options })))(
    '$name gives the same table',
    async ({ content, options }) => {
      const first = await open(content, options)
      const again = await open(await written(first.incidents, first.text, format))
      expect(values(again)).toEqual(values(first))
      expect(again.report.kept).toBe(again.report.rows)
    },
  )

  it('writes only the rows asked for', async () => {
    const { incidents, text } = await open(FORCE)
    const again = await open(await written(incidents, text, format, Uint32Array.of(1, 3)))
    expect(values(again).texts[0]).toEqual(['C2', 'C4'])
  })
})

describe('formulas', () => {
  it('are never left to a spreadsheet in CSV', async () => {
    const { incidents, text } = await open(FORCE)
    const csv = new TextDecoder().decode(await written(incidents, text, 'csv'))
    // no cell begins with a character that starts a formula, unless it is a number
    for (const cell of csv.split(/[,\r\n]/))
      expect(cell.replace(/^"/, '')).not.toMatch(/^[=+@\t]|^-(?!\d+(\.\d+)?$)/)
    expect(csv).toContain("'=cmd|calc")
    expect(csv).toContain("''=1+1 odd wording")
  })
  it.each([
    '',
    ' ',
    '\u00a0',
    '\u200b',
    '\ufeff',
    '\u2060 ',
    '\u202e',
    '\u3164',
    "'",
    "' '",
    '\n',
    '\u2003\u00ad',
  ])('are guarded behind %j, which a spreadsheet skips', (blank) => {
    for (const sign of ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹣']) {
      const text = `${blank}${sign}1+1`
      expect(guarded(text)).toBe(`'${text}`)
      expect(unguarded(guarded(text))).toBe(text)
    }
  })

  it('that only hold a sign are left as they are, and long ones are soon read', () => {
    for (const text of ['a=1', '1-2', 'x @ y', '12 Mill-Lane', ' 5', '']) expect(guarded(text)).toBe(text)
    const began = performance.now()
    guarded("'".repeat(1e6) + 'x')
    expect(performance.now() - began).toBeLessThan(500)
  })

  it('are guarded and freed without loss', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[=+\-@'\t a]{0,6}$/), (s) => {
        expect(unguarded(guarded(s))).toBe(s)
        expect(guarded(s)).not.toMatch(/^[=+\-@\t]/)
      }),
    )
  })
})
