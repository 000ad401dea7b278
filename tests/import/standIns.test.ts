/** What may stand for a date or a place, and what may not: weeks without a date, arrests, ends that are none, blocks. */
import { describe, expect, it } from 'vitest'
import { isoDay, dayOf } from '../../src/core/base/time.ts'
import { FLAG } from '../../src/core/table/incidents.ts'
import { BLOCKS, WEEKS } from '../../src/import/report/problems.ts'
import { Stream } from '../../src/core/base/random.ts'
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
    // a file whose crimes another one tells newer says nothing of any row
    const days = text(12).replace('Week commencing', 'Date from')
    const newer = only(await drop({ 'a.csv': text(12), 'b.csv': days }), 'incidents').report
    expect([newer.kept, newer.warnings.filter((w) => w.what === WEEKS)]).toEqual([20, []])
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

  it.each(['Arrest made', 'Outcome on', 'Charged', 'Date Recovered', 'Court Date', 'Letter Sent'])(
    '“%s” alone is the day of no crime',
    async (name) => {
      const declined = only(
        await drop({
          'file.csv': `ref,offence,easting,northing,${name}\n${rows(20, (i) => `C${i},Burglary,${place(i)},2${i % 8}/05/2026`)}`,
        }),
        'declined',
      )
      expect(declined.sentence).toContain(
        `Its column “${name}” tells what became of a crime, which may be months after it.`,
      )
    },
  )
})

it('an arrest in the headings is of no other country', async () => {
  const { report } = await open(
    `ref,offence,Arrest Easting,Arrest Northing,X,Y,Date\n${rows(20, (i) => `C${i},Burglary,451000,304000,${place(i)},2${i % 8}/05/2026`)}`,
  )
  expect([report.crs, report.columns.find((c) => c.field === 'x')?.column]).toEqual(['EPSG:27700', 'X'])
})

it.each(['Effective date', 'Valid From', 'Date Printed', 'Next Date', 'Last Updated'])(
  'of “%s” alone it is not said that there are no dates',
  async (name) => {
    const { sentence } = only(
      await drop({
        'file.csv': `ref,offence,easting,northing,${name}\n${rows(20, (i) => `C${i},Burglary,${place(i)},2${i % 8}/05/2026`)}`,
      }),
      'declined',
    )
    expect(sentence).toContain('no column of dates of crimes')
    expect(sentence).toContain(`Its column “${name}” tells of the record or of another day`)
  },
)

describe('a row dated by its report alone', () => {
  const header = 'ref,offence,easting,northing,Committed from,Committed to,Reported'
  const text = (of: (i: number) => string) =>
    `${header}\n${rows(20, (i) => `C${i},Burglary,${place(i)},${of(i)},09/01/2026 14:30`)}`
  const both = '05/01/2026 09:00,05/01/2026 12:00'
  const told = (report: { warnings: readonly { what: string; n: number }[] }) =>
    report.warnings.find((w) => w.what === 'no end of the window')?.n

  it('is not one of which only the earliest time is given', async () => {
    const one = text((i) => (i === 3 ? ',' : i === 5 ? '05/01/2026 09:00,' : both))
    expect(told((await open(one)).report)).toBe(1)
    const later = text((i) => (i === 3 ? ',' : i === 5 || i === 6 ? '05/01/2026 09:00,' : both))
    expect(told(only(await drop({ 'a.csv': one, 'b.csv': later }), 'incidents').report)).toBe(2)
    expect(told((await open(text((i) => (i === 3 ? ',' : both)))).report)).toBeUndefined()
  })
})

describe('a crime that was registered', () => {
  it('stands at the day of that where no other is told', async () => {
    const { report } = await open(
      `ref,offence,easting,northing,Date Registered\n${rows(20, (i) => `C${i},Burglary,${place(i)},2${i % 8}/05/2026`)}`,
    )
    expect(report.kept).toBe(20)
    expect(report.notes).toContain('There is no date of the offence: the reporting date stands for it.')
  })
})

describe('a day of the crime that is named by no common name', () => {
  it.each([
    'Recovered Date',
    'First Registered',
    'Insurance Expiry',
    'Log Date',
    'Valid From',
    'Bail To Date',
  ])('is not the “%s” before it', async (name) => {
    const { incidents } = await open(
      `ref,offence,easting,northing,${name},Stolen Date\n${rows(20, (i) => `C${i},Theft of vehicle,${place(i)},2${i % 8}/05/2026,0${1 + (i % 8)}/02/2026`)}`,
    )
    expect(isoDay(dayOf(incidents.from[0]))).toBe('2026-02-01')
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

describe('a clock time of midnight', () => {
  /** `n` rows spread over the day, the first `at` of them at 00:00; of full hours only with `hourly`. */
  const night = async (n: number, at: number, hourly = false) => {
    const random = new Stream(5, n)
    const { report, incidents } = await open(
      `ref,offence,easting,northing,Committed from\n${rows(n, (i) => {
        // none by chance at the three minutes themselves
        const minute = hourly ? random.below(23) + 1 : random.below(1437) + 2
        const clock =
          i < at
            ? '00:00'
            : hourly
              ? `${two(minute)}:00`
              : `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
        return `C${i},Burglary,${place(i)},${two(1 + (i % 28))}/01/2026 ${clock}`
      })}`,
    )
    const told = report.warnings.find((w) => w.problem === 'placeholder')
    return {
      told: told?.n ?? 0,
      shown: told?.examples?.length ?? 0,
      flagged: incidents.flags.filter((f) => f & FLAG.placeholderTime).length,
    }
  }

  it('that only as many rows have as chance gives is believed', async () => {
    expect(await night(3200, 6)).toEqual({ told: 0, shown: 0, flagged: 0 })
    expect(await night(480, 20, true)).toEqual({ told: 0, shown: 0, flagged: 0 })
  })

  it('that clearly more rows have stands for none', async () => {
    expect(await night(3200, 40)).toEqual({ told: 40, shown: 5, flagged: 40 })
    expect(await night(480, 90, true)).toEqual({ told: 90, shown: 5, flagged: 90 })
    expect(await night(12, 1)).toEqual({ told: 1, shown: 1, flagged: 1 })
  })
})

describe('a place that is a block', () => {
  const streets = ['ELM ST', 'OAK AVE', 'W 15TH ST', 'S ASHLAND AVE']
  it.each([
    (i: number) => `${1 + (i % 9)}00 - ${1 + (i % 9)}99 BLOCK OF ${streets[i % 4]} NW`,
    (i: number) => `${1 + (i % 9)}00 Block of ${streets[i % 4]}`,
    (i: number) => `${10 + (i % 9)}XX BLOCK OF ${streets[i % 4]}`,
    (i: number) => `0${10 + (i % 9)}XX ${streets[i % 4]}`,
  ])('is known by its words (%#), and its repeats are of its points', async (block) => {
    const { report } = await open(
      `id,offense,longitude,latitude,date,Block\n${rows(60, (i) => `C${i},BURGLARY,${-77 + (i % 36) / 1000},38.9,2026-01-${two(1 + (i % 28))} 1${i % 9}:17,${block(i % 36)}`)}`,
    )
    expect(report.source).toBe('exact')
    expect(report.warnings).toContainEqual({ what: BLOCKS, n: 60 })
    expect(report.notes.join()).toMatch(
      /The column “Block” names blocks \(such as “.*”\): \d+ rows? repeats? an earlier one of the same point, not of the same home/,
    )
    expect(report.notes.join()).not.toContain('may stand for blocks')
  })

  it('is told by its points, and its repeats are said to be of them', async () => {
    // four blocks of fifteen points each: no point is hit twice, every block is
    const { report } = await open(
      `id,offense,longitude,latitude,date,Block\n${rows(60, (i) => `C${i},BURGLARY,${-77 + i / 1000},38.9,2026-01-${two(1 + (i % 28))} 1${i % 9}:17,${40 + (i % 4)}XX ELM ST`)}`,
    )
    expect(report.notes.join()).toMatch(
      /0 rows repeat an earlier one of the same point, not of the same home/,
    )
    expect(report.warnings).toContainEqual({ what: BLOCKS, n: 60 })
  })

  it('is none of a flat in a block, nor of a few rows', async () => {
    for (const address of [
      (i: number) => `Flat ${i}, Block B, Hill Road`,
      (i: number) => `${i} Block A`,
      (i: number) => (i < 9 ? `${i}00 BLOCK OF ELM ST` : `${i} Hill Road`),
    ]) {
      const { report } = await open(
        `ref,offence,easting,northing,date,address\n${rows(60, (i) => `C${i},Burglary,${place(i)},0${1 + (i % 9)}/01/2026 14:17,"${address(i)}"`)}`,
      )
      expect(report.warnings.map((w) => w.what)).not.toContain(BLOCKS)
    }
  })
})

describe('of several columns that could stand for the same', () => {
  const day = (i: number) => `0${1 + (i % 8)}/02/2026`

  it.each([
    ['School Easting', 'School Northing', 'Offence Easting', 'Offence Northing'],
    ['Officer Easting', 'Officer Northing', 'X', 'Y'],
  ])('“%s” is not the place beside “%3$s”', async (a, b, c, d) => {
    const { report } = await open(
      `ref,offence,date,${a},${b},${c},${d}\n${rows(20, (i) => `C${i},Burglary,${day(i)},435000,395000,${place(i)}`)}`,
    )
    expect(report.columns.filter(({ field }) => field === 'x' || field === 'y').map((g) => g.column)).toEqual(
      [c, d],
    )
  })

  it.each(['Main Offence', 'Final Classification', 'HO Class Description'])(
    '“Reported as” is not the offence beside “%s”',
    async (name) => {
      const { report } = await open(
        `ref,date,Reported as,${name},easting,northing\n${rows(20, (i) => `C${i},${day(i)},Theft of motor vehicle,Burglary dwelling,${place(i)}`)}`,
      )
      expect(report.columns.find(({ field }) => field === 'offence')?.column).toBe(name)
    },
  )

  it('“Reported offence” is the offence where no other column tells one', async () => {
    const { report } = await open(
      `ref,date,Crime group,Reported offence,easting,northing\n${rows(20, (i) => `C${i},${day(i)},Acquisitive,Burglary dwelling,${place(i)}`)}`,
    )
    expect(report.columns.find(({ field }) => field === 'offence')?.column).toBe('Reported offence')
  })
})
