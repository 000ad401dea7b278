/** One time on every surface: 200 random evenings, the due minute worked out by plain sums, read back from list, CSV, phone, sheet and board. */
import { expect, it } from 'vitest'
import { dayStart, policeDay } from '../../src/cocoon/clock.ts'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { cocoonList } from '../../src/cocoon/list.ts'
import { listCsv } from '../../src/cocoon/listCsv.ts'
import { type Protocol, protocolSchema } from '../../src/cocoon/protocol.ts'
import { phoneRound, readRound, roundText } from '../../src/cocoon/roundFile.ts'
import { calledOn, givenStanding, homesStanding, sheetHomes } from '../../src/cocoon/sheet.ts'
import type { Visit } from '../../src/cocoon/visits.ts'
import { defaults } from '../../src/core/base/params.ts'
import { Stream } from '../../src/core/base/random.ts'
import { minuteOf } from '../../src/core/base/time.ts'
import { calledWords, roundsLeft, standingWords } from '../../src/views/delivery/callsLeft.ts'
import { type Burglary, draw, FLAG, incidentsOf } from './town.ts'

const P: Protocol = { ...defaults(protocolSchema), officers: 1 }
const HOMES = draw(`Harrow Lane | ${Array.from({ length: 24 }, (_, i) => 2 * i + 1).join('  ')}`)
const DOORS = prepareHomes(HOMES)
// an ordinary night, the nights the clocks go back and forward, the last of the year: wall clocks count on through all
const NIGHTS = [minuteOf(2026, 11, 23), minuteOf(2026, 10, 25), minuteOf(2026, 3, 29), minuteOf(2026, 12, 31)]

it('is the same everywhere, to the minute', () => {
  let late = 0
  for (let seed = 1; seed <= 200; seed++) {
    const stream = new Stream(seed)
    const whole = (n: number) => Math.floor(stream.float() * n)
    const now = NIGHTS[seed % 4] + whole(1440)
    const turns = [0, 6, 7][whole(3)]
    const today = policeDay(now, turns)
    const made = Array.from({ length: 1 + whole(3) }, (): Burglary & { start: number } => {
      const from = now - 60 - whole(4 * 1440)
      const to = Math.min(now, from + whole(600))
      const noTime = whole(4) === 0
      const reported = whole(2) === 0 ? Math.min(now, to + whole(300)) : undefined
      const endOfDay = (Math.floor(to / 1440) + 1) * 1440 - 1
      return {
        ...{ at: whole(24), from, to },
        ...(noTime ? { flags: FLAG.noTime } : {}),
        ...(reported === undefined ? {} : { reported }),
        start: reported ?? (noTime ? endOfDay : to),
      }
    }).filter((b) => b.start <= now)
    if (made.length === 0) continue
    const { table, text, rows } = incidentsOf(HOMES, made)
    const protocol = { ...P, dayTurns: turns }
    const list = cocoonList({ table, text, doors: DOORS, rows, today, now, protocol })
    expect(list.moment).toBe(now)
    const due = (rows: readonly number[]) => Math.min(...rows.map((r) => made[r].start + 48 * 60))
    for (const v of list.visits) {
      expect(v.due).toBe(due(v.incidents))
      expect(made[v.dueBy].start + 48 * 60).toBe(v.due)
    }
    for (const c of list.incidents) {
      const at = made[c.row].start + 48 * 60
      const status = at < now ? 'overdue' : at < dayStart(today + 1, turns) ? 'today' : 'later'
      expect([c.due, c.status]).toEqual([at, status])
    }
    const phone = readRound(roundText(phoneRound(list, 1, { title: '', marking: '' })))
    expect(phone.calls.map((c) => c.due)).toEqual(list.visits.map((v) => v.due))
    const two = (n: number) => String(n).padStart(2, '0')
    const said = listCsv(list, text)
      .trim()
      .split('\r\n')
      .slice(1)
      .map((l) => l.slice(-5))
    expect(said).toEqual(list.visits.map((v) => `${two(Math.floor((v.due % 1440) / 60))}:${two(v.due % 60)}`))
    // what is late: on the board, of the round that was given out, and by plain sums
    const passed = list.visits.filter((v) => due(v.incidents) < now).length
    expect(roundsLeft(list, [], now).reduce((n, r) => n + r.late, 0)).toBe(passed)
    const given = {
      ...{ code: phone.code, title: '', officer: '', how: 'paper' as const, at: now, expires: 0, calls: 0 },
      homes: sheetHomes(phone.calls),
    }
    expect(givenStanding(given, [], now).late).toBe(passed)
    late += passed
  }
  // the test has seen both
  expect(late).toBeGreaterThan(100)
})

it('counts a closed door of an earlier burglary neither as tried for this one nor as called on since a round was given', () => {
  const now = minuteOf(2026, 11, 23, 18, 0)
  const { table, text, rows } = incidentsOf(HOMES, [
    { at: 12, from: now - 600, to: now - 540, reported: now - 500 },
  ])
  const list = cocoonList({ table, text, doors: DOORS, rows, today: policeDay(now, 6), now, protocol: P })
  const visit = (n: number, home: string, at: number): Visit => ({
    ...{ id: `dev001-${n}`, device: 'dev001', home, at, list: 'C-OLD', incident: '', note: '', revision: 0 },
    outcome: 'no answer',
  })
  const [first, second] = list.visits.map((v) => v.keys[0])
  const monthsAgo = visit(1, first, now - 100 * 1440)
  expect(roundsLeft(list, [monthsAgo], now).map((r) => r.again)).toEqual([0])
  expect(roundsLeft(list, [monthsAgo, visit(2, second, now - 400)], now).map((r) => r.again)).toEqual([1])
  // the round is out and its burglary turns out to be none: nobody was there for it
  const homes = sheetHomes(phoneRound(list, 1, { title: '', marking: '' }).calls)
  const given = {
    code: 'C-NOW',
    title: '',
    officer: '',
    how: 'paper' as const,
    at: now,
    expires: 0,
    calls: 9,
    homes,
  }
  const called = (visits: Visit[]) => calledOn(homesStanding(given, visits, now).homes)
  expect([...called([monthsAgo])]).toEqual([])
  expect([...called([monthsAgo, visit(3, second, now + 5)])]).toEqual([second])
})

it('says of a list nobody answered on that it is to be tried again, not that it is done', () => {
  const none = { left: 0, late: 0, undone: 0, done: 0, again: 0 }
  expect(standingWords({ ...none, done: 4, again: 5 }, 'home')).toBe(
    'Nothing is left for now: 4 homes done, 5 to try again another day.',
  )
  expect(standingWords({ ...none, done: 9 }, 'home')).toBe('Every call of this list is done.')
  expect(standingWords({ ...none, left: 2, late: 1, again: 5 }, 'home')).toBe('2 calls left, 1 of them late.')
  expect(standingWords({ ...none, undone: 1, done: 3 }, 'street')).toMatch(/1 street stays undone/)
  expect(standingWords(none, 'street')).toBe('Nothing is due.')
  // burglaries whose homes the address file does not hold are not done with
  expect(standingWords(none, 'home', 17)).toBe('No home was found for 17 burglaries.')
})

it('says of homes found vacant that they were called on, and that they are none to be reached', () => {
  expect(calledWords({ listed: 87, occupied: 81 }, 32)).toBe(
    'n = 32 homes called on since the burglaries, of 81; 6 homes more were found vacant or no home.',
  )
  expect(calledWords({ listed: 9, occupied: 8 }, 0)).toMatch(/, of 8; 1 home more was found vacant/)
  expect(calledWords({ listed: 9, occupied: 9 }, 1)).toBe('n = 1 home called on since the burglaries, of 9.')
})
