/** A column that only some files of a drop have: rows of the others say nothing there, whichever file came first. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NOT_REPORTED } from '../../src/core/table/incidents.ts'
import { drop, only } from './drop.ts'

const file = (told: boolean, first: number, rows: number): string =>
  [
    `Crime No,Offence,Committed,${told ? 'Date Reported,' : ''}Easting,Northing`,
    ...Array.from({ length: rows }, (_, k) => {
      const day = String(1 + (k % 20)).padStart(2, '0')
      const when = told ? `2025-02-${day} 10:00,` : ''
      return `N${first + k},Burglary Residential,2025-01-${day} 18:30,${when}${459_000 + first + k},${304_000 + k}`
    }),
  ].join('\n')

describe('when rows were reported', () => {
  it('is unknown for every row of a file without such a column', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 4 }),
        async (files) => {
          const wanted: boolean[] = []
          const content: Record<string, string> = {}
          files.forEach(([told, rows], k) => {
            content[`${k}.csv`] = file(told, 1000 * k, rows)
            for (let i = 0; i < rows; i++) wanted.push(told)
          })
          const { incidents, report } = only(await drop(content), 'incidents')
          expect(incidents.n).toBe(wanted.length)
          if (!files.some(([told]) => told)) expect(incidents.reported).toBeUndefined()
          else expect(Array.from(incidents.reported!, (m) => m !== NOT_REPORTED)).toEqual(wanted)
          expect(report.leftOut).toEqual([])
        },
      ),
      { numRuns: 25 },
    )
  })

  it('decides which state of a crime is the newest only where it is told', async () => {
    const row = (day: string, x: number, told = '') =>
      `S1,Burglary Residential,2025-01-${day} 18:30,${told}${x},304000`
    const plain = `Crime No,Offence,Committed,Easting,Northing\n${row('05', 459_000)}\n`
    const told = `Crime No,Offence,Committed,Date Reported,Easting,Northing\n${row('05', 459_020, '2025-01-06 09:00,')}\n`
    for (const files of [
      { 'a.csv': plain, 'b.csv': told },
      { 'a.csv': told, 'b.csv': plain },
    ]) {
      const { incidents } = only(await drop(files), 'incidents')
      expect([...incidents.x]).toEqual([459_020])
    }
  })
})
