/** What may stand for a date or a place, and what may not: weeks without a date, arrests, ends that are none, blocks. */
import { describe, expect, it } from 'vitest'
import { isoDay, dayOf } from '../../src/core/base/time.ts'
import { FLAG } from '../../src/core/table/incidents.ts'
import { WEEKS } from '../../src/import/report/problems.ts'
import { drop, only } from './drop.ts'

const rows = (n: number, of: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => of(i)).join('\n')
const open = async (text: string) => only(await drop({ 'file.csv': text }), 'incidents')
const two = (n: number) => String(n).padStart(2, '0')
const place = (i: number) => `${430_000 + (i % 40) * 37},${390_000 + (i % 31) * 53}`

describe('a date of a week', () => {
  const header = 'ref,offence,easting,northing,Week commencing,Reported date'

  it('that is blank makes no week of the date of the report', async () => {
    const { incidents, report } = await open(
      `${header}\n${rows(20, (i) => `C${i},Burglary,${place(i)},${i === 3 ? '' : '05/01/2026'},09/01/2026 14:30`)}`,
    )
    expect([isoDay(dayOf(incidents.from[3])), incidents.to[3] - incidents.from[3]]).toEqual(['2026-01-09', 0])
    expect(incidents.flags[3] & FLAG.noTime).toBe(0)
    expect(incidents.to[2] - incidents.from[2]).toBe(7 * 1440 - 1)
    expect(report.warnings.map((w) => w.what)).toContain(
      'no date of the offence: the reporting date stands for it',
    )
  })

  it('is no placeholder of a clock time, and the windows of a week are said once for all files', async () => {
    const text = (day: number) =>
      `ref,offence,easting,northing,Week commencing\n${rows(20, (i) => `C${day}${i},Burglary,${place(i + day)},${two(day)}/01/2026 00:00`)}`
    const { report, incidents } = only(await drop({ 'a.csv': text(5), 'b.csv': text(12) }), 'incidents')
    expect(report.warnings.filter((w) => w.what === WEEKS)).toEqual([{ what: WEEKS, n: 40 }])
    expect(report.warnings.some((w) => w.problem === 'placeholder')).toBe(false)
    expect(incidents.to[0] - incidents.from[0]).toBe(7 * 1440 - 1)
  })
})

describe('dates of what came afterwards', () => {
  it('the report stands for the crime, not the arrest beside it', async () => {
    const { report, incidents } = await open(
      `ref,offence,easting,northing,Arrest made,Logged\n${rows(20, (i) => `C${i},Burglary,${place(i)},2${i % 8}/05/2026,0${1 + (i % 8)}/02/2026`)}`,
    )
    expect(isoDay(dayOf(incidents.from[0]))).toBe('2026-02-01')
    expect(report.notes).toContain('There is no date of the offence: the reporting date stands for it.')
  })

  it.each(['Arrest made', 'Outcome on', 'Charged'])('“%s” alone is the day of no crime', async (name) => {
    const declined = only(
      await drop({
        'file.csv': `ref,offence,easting,northing,${name}\n${rows(20, (i) => `C${i},Burglary,${place(i)},2${i % 8}/05/2026`)}`,
      }),
      'declined',
    )
    expect(declined.sentence).toContain(
      `Its column “${name}” tells what became of a crime, which may be months after it.`,
    )
  })
})

describe('an end that stands for “not known”', () => {
  const text = (end: (i: number) => string) =>
    `ref,offence,easting,northing,Committed from,Committed to\n${rows(20, (i) => `C${i},Burglary,${place(i)},${two(1 + i)}/01/2026 14:${two(i + 10)},${end(i)}`)}`

  it('in every row is said to leave the windows open', async () => {
    const { report, incidents } = await open(text(() => '31/12/9999'))
    expect(report.warnings.map((w) => w.what)).toContain(
      'the column “Committed to” holds only what stands for “not known”, for example “31/12/9999”: the windows are open-ended',
    )
    expect(incidents.flags[0] & FLAG.noEnd).toBe(FLAG.noEnd)
  })

  it('in nearly every row costs no other row its end', async () => {
    const { report, incidents } = await open(text((i) => (i === 4 ? '06/01/2026 08:00' : '31/12/9999')))
    expect(report.warnings.some((w) => w.what.includes('could not be read'))).toBe(false)
    expect([incidents.flags[4] & FLAG.noEnd, incidents.flags[5] & FLAG.noEnd]).toEqual([0, FLAG.noEnd])
  })
})
