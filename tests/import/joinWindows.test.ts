/** Extracts that tell less of when: a report date for a start, days without clock times. What they do not tell corrects nothing. */
import { describe, expect, it } from 'vitest'
import { FLAG } from '../../src/core/table/incidents.ts'
import { isoDay, dayOf, showTime } from '../../src/core/base/time.ts'
import { findMembers, keysIn, rowKey } from '../../src/core/series/series.ts'
import { textAt } from '../../src/core/base/text.ts'
import { joinFacts } from '../../src/desk/files/joinFacts.ts'
import { joinIncidents, type Side } from '../../src/import/join/join.ts'
import { WEEKS } from '../../src/import/report/problems.ts'
import { STAND_INS } from '../../src/import/rows/window.ts'
import { drop, only } from './drop.ts'

/** A table of the columns that are told, of rows that each tell them all. */
async function side(name: string, columns: readonly string[], rows: readonly string[]): Promise<Side> {
  const all = [...columns, 'Offence', 'Easting', 'Northing', 'Address']
  const csv = [
    all.join(','),
    ...rows.map((r) => {
      const at = 459300 + 100 * Number(/K(\d)/.exec(r)?.[1] ?? 0)
      return `${r.replace(/ ?K\d/, '')},Burglary Residential,${at},304100,${at} Mill Lane`
    }),
  ]
  const { incidents, text, report, lines, ended } = only(
    await drop({ [name]: csv.join('\n') + '\n' }),
    'incidents',
  )
  return { name, incidents, text, report, lines, ended }
}
const when = (minute: number) => `${isoDay(dayOf(minute)).slice(5)} ${showTime(minute)}`
const windows = ({ incidents: { from, to } }: Side) =>
  Array.from(from, (f, i) => (to[i] === f ? when(f) : `${when(f)} – ${when(to[i])}`))

const FULL = ['Crime No', 'Date From', 'Date To', 'Date Reported']
const TRUE = [
  'A1 K1,13/01/2025 08:00,14/01/2025 18:00,14/01/2025 18:40',
  'A2 K2,15/01/2025 22:10,15/01/2025 22:40,16/01/2025 07:15',
  'A3 K3,16/01/2025 09:30,16/01/2025 17:20,16/01/2025 17:45',
]
const SHOWN = ['01-13 08:00 – 01-14 18:00', '01-15 22:10 – 01-15 22:40', '01-16 09:30 – 01-16 17:20']

/** Two of the three crimes meet theirs, whichever file comes first, and keep their clock times. */
function expectTwoMet(base: Side, added: Side): void {
  const { joined, counts } = joinIncidents(base, added)
  expect(counts).toMatchObject({ fresh: 2, changed: 0, unchanged: 2 })
  expect(windows(joined).slice(0, 3)).toEqual(SHOWN)
  const other = joinIncidents(added, base)
  expect(other.counts).toMatchObject({ fresh: 1, changed: 2, unchanged: 0 })
  expect(windows(other.joined).slice(0, 2)).toEqual(SHOWN.slice(0, 2))
}

describe('met by number', () => {
  it('keeps the starts where the later file knows only when crimes were reported', async () => {
    const base = await side('a.csv', FULL, TRUE)
    const added = await side(
      'b.csv',
      ['Crime No', 'Date Reported'],
      ['A1 K1,14/01/2025 18:40', 'A2 K2,16/01/2025 07:15', 'A4 K4,20/01/2025 10:00'],
    )
    const { joined, counts, became } = joinIncidents(base, added)
    expect(counts).toMatchObject({ fresh: 1, changed: 0, unchanged: 2, clashing: 0 })
    expect(windows(joined)).toEqual([...SHOWN, '01-20 10:00'])
    expect([...joined.incidents.flags].map((f) => f & FLAG.standIn)).toEqual([0, 0, 0, FLAG.standIn])
    expect(became).toEqual([])
    // the other way round the starts are told for the first time
    const other = joinIncidents(added, base)
    expect(other.counts).toMatchObject({ fresh: 1, changed: 2, clashing: 0 })
    expect(windows(other.joined)).toEqual([SHOWN[0], SHOWN[1], '01-20 10:00', SHOWN[2]])
  })

  it('keeps them where only a row has no start of its own, and takes what else it corrects', async () => {
    const columns = [...FULL, 'Outcome']
    const base = await side(
      'a.csv',
      columns,
      TRUE.map((r) => `${r},`),
    )
    const added = await side('b.csv', columns, [
      'A1 K1,,,14/01/2025 18:40,charged',
      'A2 K2,15/01/2025 21:00,15/01/2025 22:40,16/01/2025 07:15,',
      'A3 K3,,16/01/2025 17:20,16/01/2025 17:45,',
    ])
    const { joined, counts } = joinIncidents(base, added)
    expect(counts).toMatchObject({ fresh: 0, changed: 2, unchanged: 1 })
    expect(windows(joined)).toEqual([SHOWN[0], '01-15 21:00 – 01-15 22:40', SHOWN[2]])
    const { outcome } = joined.incidents
    expect(outcome.values[outcome.codes[0]]).toBe('charged')
    // the starts that stand for others are in the added file alone
    expect(added.report.warnings.map((w) => w.what)).toEqual(expect.arrayContaining([...STAND_INS]))
    for (const { what } of joined.report.warnings) expect(STAND_INS).not.toContain(what)
  })

  it('takes a start for one where the loaded row had the same moment from its report', async () => {
    const base = await side('a.csv', ['Crime No', 'Date Reported'], ['A1 K1,13/01/2025 08:00'])
    const added = await side('b.csv', FULL.slice(0, 2), ['A1 K1,13/01/2025 08:00'])
    const { joined, counts } = joinIncidents(base, added)
    expect(counts).toMatchObject({ fresh: 0, changed: 1, unchanged: 0 })
    expect([...joined.incidents.flags].map((f) => f & FLAG.standIn)).toEqual([0])
    expect(joinIncidents(added, base).counts).toMatchObject({ changed: 0, unchanged: 1 })
  })

  it('keeps clock times where the later file has days alone, and takes another day', async () => {
    const base = await side(
      'a.csv',
      FULL.slice(0, 3),
      TRUE.map((r) => r.replace(/,[^,]*$/, '')),
    )
    const days = ['A1 K1,13/01/2025,14/01/2025', 'A2 K2,15/01/2025,17/01/2025', 'A3 K3,17/01/2025,17/01/2025']
    const added = await side('b.csv', FULL.slice(0, 3), days)
    const { joined, counts } = joinIncidents(base, added)
    expect(counts).toMatchObject({ fresh: 0, changed: 2, unchanged: 1, clashing: 0 })
    expect(windows(joined)).toEqual([
      SHOWN[0],
      // the start stands, and the end is another now
      '01-15 22:10 – 01-17 23:59',
      '01-17 00:00 – 01-17 23:59',
    ])
    expect([...joined.incidents.flags].map((f) => f & (FLAG.noTime | FLAG.noEnd))).toEqual([
      0,
      0,
      FLAG.noTime,
    ])
    // times are told for the first time
    const other = joinIncidents(added, base)
    expect(other.counts).toMatchObject({ fresh: 0, changed: 3 })
    expect(windows(other.joined)).toEqual(SHOWN)
    // and the same file a third time changes nothing more
    expect(joinIncidents(joined, added).counts).toMatchObject({ changed: 0, unchanged: 3 })
  })

  it('keeps days and clock times where the later file has weeks, and takes another week', async () => {
    const base = await side('a.csv', FULL.slice(0, 3), [
      ...TRUE.map((r) => r.replace(/,[^,]*$/, '')),
      'A4 K4,17/01/2025,18/01/2025',
    ])
    const added = await side(
      'b.csv',
      ['Crime No', 'Week commencing'],
      ['A1 K1,13/01/2025', 'A2 K2,13/01/2025', 'A3 K3,20/01/2025', 'A4 K4,13/01/2025', 'A5 K5,13/01/2025'],
    )
    const { joined, counts } = joinIncidents(base, added)
    expect(counts).toMatchObject({ fresh: 1, changed: 1, unchanged: 3, clashing: 0 })
    expect(windows(joined)).toEqual([
      ...SHOWN.slice(0, 2),
      '01-20 00:00 – 01-26 23:59',
      '01-17 00:00 – 01-18 23:59',
      '01-13 00:00 – 01-19 23:59',
    ])
    // of the four rows met three tell their days
    const saidOf = ({ report }: Side) => report.warnings.find(({ what }) => what === WEEKS)?.n
    expect(saidOf(joined)).toBe(2)
    // days are told for the first time, whether or not with an end
    const other = joinIncidents(added, base)
    expect(other.counts).toMatchObject({ fresh: 0, changed: 4 })
    expect(windows(other.joined)).toEqual([
      ...SHOWN,
      '01-17 00:00 – 01-18 23:59',
      '01-13 00:00 – 01-19 23:59',
    ])
    expect(saidOf(other.joined)).toBe(1)
    const mondays = await side('c.csv', FULL.slice(0, 2), ['A1 K1,13/01/2025', 'A2 K2,13/01/2025 22:10'])
    const starts = joinIncidents(added, mondays)
    expect(starts.counts).toMatchObject({ changed: 2 })
    expect(windows(starts.joined).slice(0, 2)).toEqual(['01-13 00:00', '01-13 22:10'])
  })

  it('takes a number for that of one crime where the week holds its day and the place is corrected', async () => {
    const base = await side('a.csv', FULL.slice(0, 2), ['A1 K1,15/01/2025 22:10'])
    const added = await side('b.csv', ['Crime No', 'Week commencing'], ['A1 K7,13/01/2025'])
    const { joined, counts } = joinIncidents(base, added)
    expect(counts).toMatchObject({ fresh: 0, changed: 1, clashing: 0 })
    expect([windows(joined), [...joined.incidents.x]]).toEqual([['01-15 22:10'], [460000]])
    expect(joinIncidents(added, base).counts).toMatchObject({ changed: 1, clashing: 0 })
  })

  it('takes the seven days of a file of days for what they say', async () => {
    const base = await side('a.csv', FULL.slice(0, 3), ['A1 K1,13/01/2025,14/01/2025'])
    const added = await side('b.csv', FULL.slice(0, 3), ['A1 K1,10/01/2025,16/01/2025'])
    expect(windows(joinIncidents(base, added).joined)).toEqual(['01-10 00:00 – 01-16 23:59'])
  })

  it('keeps the end of a window of days where the later file tells clock times and no ends', async () => {
    const base = await side('a.csv', FULL.slice(0, 3), [
      'A1 K1,13/01/2025,14/01/2025',
      'A2 K2,15/01/2025,17/01/2025',
    ])
    const added = await side('b.csv', FULL.slice(0, 2), ['A1 K1,13/01/2025 08:00', 'A2 K2,16/01/2025 09:00'])
    expect(windows(joinIncidents(base, added).joined)).toEqual(['01-13 08:00 – 01-14 23:59', '01-16 09:00'])
    // nor does one without either
    const bare = await side('c.csv', FULL.slice(0, 2), ['A1 K1,13/01/2025', 'A2 K2,15/01/2025'])
    expect(joinIncidents(joinIncidents(base, added).joined, bare).counts).toMatchObject({
      unchanged: 1,
      changed: 1,
    })
  })
})

describe('met by all they say', () => {
  it('meets a day with its clock time, where neither file has numbers', async () => {
    const timed = TRUE.map((r) => r.replace(/^A\d /, '').replace(/(K\d),(.*),[^,]*$/, '$2 $1'))
    const base = await side('a.csv', ['Date From', 'Date To'], timed)
    const added = await side(
      'b.csv',
      ['Date From', 'Date To'],
      [
        '13/01/2025,14/01/2025 K1',
        '15/01/2025,15/01/2025 K2',
        // another day, and another place
        '17/01/2025,17/01/2025 K3',
        '16/01/2025,16/01/2025 K4',
      ],
    )
    expectTwoMet(base, added)
  })

  it('meets a week with its day, where neither file has numbers', async () => {
    const timed = TRUE.map((r) => r.replace(/^A\d /, '').replace(/(K\d),(.*),[^,]*$/, '$2 $1'))
    const base = await side('a.csv', ['Date From', 'Date To'], timed)
    const added = await side(
      'b.csv',
      ['Week ending'],
      ['19/01/2025 K1', '19/01/2025 K2', '19/01/2025 K2', '26/01/2025 K3'],
    )
    expectTwoMet(base, added)
  })

  it('meets a day with the 00:00 that stands for a time not known', async () => {
    const base = await side(
      'a.csv',
      ['Date From', 'Date To'],
      [
        '13/01/2025 00:00,14/01/2025 00:00 K1',
        '15/01/2025 22:10,15/01/2025 22:40 K2',
        '16/01/2025 23:59, K3',
      ],
    )
    const days = ['13/01/2025,14/01/2025 K1', '15/01/2025,15/01/2025 K2', '16/01/2025, K3']
    const added = await side('b.csv', ['Date From', 'Date To'], days)
    expect(joinIncidents(base, added).counts).toMatchObject({ fresh: 0, absent: 0 })
    expect(joinIncidents(added, base).counts).toMatchObject({ fresh: 0, absent: 0 })
    // another last day is another crime
    const other = await side('c.csv', ['Date From', 'Date To'], ['13/01/2025,15/01/2025 K1'])
    expect(joinIncidents(base, other).counts).toMatchObject({ fresh: 1 })
  })

  it('meets two crimes of one place and day one to one, the timed ones first', async () => {
    const base = await side(
      'a.csv',
      ['Date From'],
      ['13/01/2025 02:00 K1', '13/01/2025 05:00 K1', '14/01/2025 K1'],
    )
    const added = await side(
      'b.csv',
      ['Date From'],
      ['13/01/2025 K1', '13/01/2025 05:00 K1', '13/01/2025 K1', '14/01/2025 K1', '15/01/2025 08:00 K1'],
    )
    expect(joinIncidents(base, added).counts).toMatchObject({
      fresh: 2,
      changed: 0,
      unchanged: 3,
      clashing: 0,
    })
  })

  it.each([
    ['days', 'Date From', (i: number) => `${String(1 + (i % 28)).padStart(2, '0')}/01/2025`],
    ['weeks', 'Week commencing', () => '30/12/2024'],
  ])('meets %s with clock times on points that many share', async (what, column, day) => {
    const kept = (i: number) => what === 'days' || i % 28 < 5
    const table = async (name: string, head: string, moment: (i: number) => string, n: number) => {
      const lines = Array.from({ length: n }, (_, i) =>
        kept(i) ? [`${moment(i)},Burglary Residential,${459300 + 100 * (i % 12)},304100`] : [],
      ).flat()
      const csv = [`${head},Offence,Easting,Northing`, ...lines].join('\n')
      const { incidents, text, report, lines: at } = only(await drop({ [name]: csv }), 'incidents')
      expect(incidents.source).toBe('open')
      return { name, incidents, text, report, lines: at }
    }
    const clock = (i: number) => `${String(1 + (i % 28)).padStart(2, '0')}/01/2025 ${10 + (i % 9)}:07`
    const base = await table('a.csv', 'Date From', clock, 1400)
    const added = await table('b.csv', column, day, 1400)
    const { joined, counts } = joinIncidents(base, added)
    expect(counts).toMatchObject({ fresh: 0, changed: 0, unchanged: base.incidents.n })
    expect([...joined.incidents.from]).toEqual([...base.incidents.from])
    const other = joinIncidents(added, base)
    expect(other.counts).toMatchObject({ fresh: 0, changed: base.incidents.n })
  })

  it('meets a report date with the report of a start, and says where it cannot', async () => {
    const rows = TRUE.map((r) => r.replace(/^A\d (K\d),(.*)$/, '$2 $1'))
    const base = await side('a.csv', FULL.slice(1), rows)
    const added = await side(
      'b.csv',
      ['Date Reported'],
      ['14/01/2025 18:40 K1', '16/01/2025 07:15 K2', '20/01/2025 10:00 K3'],
    )
    const { joined, counts } = joinIncidents(base, added)
    expect(counts).toMatchObject({ fresh: 1, changed: 0, unchanged: 2, unsure: 1 })
    expect(windows(joined)).toEqual([...SHOWN, '01-20 10:00'])
    expect(
      joinFacts(counts).find(({ label }) => label.includes('only when crimes were reported'))?.value,
    ).toBe('1')
    expect(joined.report.notes.join()).toContain('1 new row could not be compared')
    // the starts come later
    const other = joinIncidents(added, base)
    expect(other.counts).toMatchObject({ fresh: 1, changed: 2, unsure: 1 })
    expect(windows(other.joined).slice(0, 2)).toEqual(SHOWN.slice(0, 2))
    // where numbers tell, nothing is unsure
    const numbered = await side('c.csv', ['Crime No', 'Date Reported'], ['A4 K4,20/01/2025 10:00'])
    expect(joinIncidents(await side('d.csv', FULL, TRUE), numbered).counts.unsure).toBeUndefined()
  })
})

it('meets a row without a number with the same row once it is numbered', async () => {
  const base = await side('a.csv', FULL, [TRUE[0], TRUE[1].replace('A2', ''), TRUE[2]])
  const added = await side('b.csv', FULL, [TRUE[0], TRUE[1], TRUE[2].replace('A3', '')])
  const { joined, counts, became } = joinIncidents(base, added)
  expect(counts).toMatchObject({ fresh: 0, changed: 1, unchanged: 2, clashing: 0, absent: 0 })
  expect([0, 1, 2].map((i) => textAt(joined.text.id, i))).toEqual(['A1', 'A2', 'A3'])
  expect(became).toEqual([])
  // two numbers are two crimes, whatever else is alike
  const twin = await side('c.csv', FULL, [TRUE[0].replace('A1', 'B1'), TRUE[1]])
  expect(joinIncidents(await side('d.csv', FULL, TRUE), twin).counts).toMatchObject({
    fresh: 1,
    unchanged: 1,
  })
})

it('tells under which keys the members of a series stand in the later file by itself', async () => {
  const base = await side('a.csv', FULL, TRUE)
  const added = await side(
    'b.csv',
    ['Crime No', 'Date From', 'Date To'],
    [
      'A4 K4,20/01/2025 10:00,20/01/2025 11:00',
      'A2 K2,15/01/2025 21:00,15/01/2025 22:40',
      // the same day less exactly: joined the loaded row stands, alone it is another
      'A1 K1,13/01/2025,14/01/2025',
    ],
  )
  const { partner } = joinIncidents(base, added)
  const members = [0, 1, 2].map((i) => rowKey(base.incidents, i))
  const keys = keysIn(base.incidents, added.incidents, partner, members)
  const now = members.map((m) => keys.get(m) ?? m)
  expect([...findMembers(added.incidents, now).rows]).toEqual([1, 2])
  expect(findMembers(added.incidents, now).missing).toEqual([members[2]])
  // of a file that tells the same nothing moves
  expect(keysIn(base.incidents, base.incidents, joinIncidents(base, base).partner, members).size).toBe(0)
})

describe('rows without a place', () => {
  /** Rows whose place is told, and others, of which it is not. */
  async function nowhere(name: string, columns: readonly string[], rows: readonly string[]): Promise<Side> {
    const lines = rows.map((r, k) => `${r},Burglary Residential,${k === 0 ? '459300,304100' : ','}`)
    const {
      incidents,
      text,
      report,
      lines: at,
    } = only(
      await drop({ [name]: [[...columns, 'Offence', 'Easting', 'Northing'].join(','), ...lines].join('\n') }),
      'incidents',
    )
    return { name, incidents, text, report, lines: at }
  }
  const windowsOf = ({ incidents: { unplaced: u } }: Side) =>
    Array.from(u!.from, (f, i) => (u!.to[i] === f ? when(f) : `${when(f)} – ${when(u!.to[i])}`))
  const told = TRUE.map((r) => r.replace(/ K\d/, ''))

  it.each([
    ['days', FULL.slice(0, 3), ['A2,15/01/2025,15/01/2025', 'A3,17/01/2025,17/01/2025'], '17'],
    ['weeks', ['Crime No', 'Week commencing'], ['A2,13/01/2025', 'A3,20/01/2025'], '20'],
    ['reports', ['Crime No', 'Date Reported'], ['A2,16/01/2025 07:15', 'A3,16/01/2025 17:45'], ''],
  ])('keep what a later file of %s tells less of', async (_, columns, rows, other) => {
    const base = await nowhere('a.csv', FULL, told)
    const added = await nowhere('b.csv', columns, [rows[0].replace('A2', 'A9'), ...rows])
    const { joined } = joinIncidents(base, added)
    expect(windowsOf(joined)[0]).toBe(SHOWN[1])
    expect(windowsOf(joined)[1]).toMatch(other === '' ? SHOWN[2] : `01-${other} 00:00`)
    expect(joined.incidents.unplaced!.n).toBe(2)
    expect([...joined.incidents.unplaced!.reported!]).toEqual([...base.incidents.unplaced!.reported!])
    // what is told for the first time is taken
    expect(windowsOf(joinIncidents(added, base).joined)).toEqual(SHOWN.slice(1))
  })
})
