/** A sheet typed in from paper: one key a door, and what the keys mean. */
import { describe, expect, it } from 'vitest'
import { groupGiven, labelsOf, partCode, splitGiven, wholeCode } from '../../src/cocoon/givenRounds.ts'
import { outcomesOf, type Visit } from '../../src/cocoon/visits.ts'
import {
  dueByHome,
  foundDifferently,
  givenStanding,
  type HomeStanding,
  notTypedYet,
  readTime,
  sheetHomes,
  soundGiven,
  type Typed,
  typedVisits,
  typeKey,
} from '../../src/cocoon/sheet.ts'

const EMPTY: Typed = { ticks: [] }
const type = (keys: string): { lines: Typed[]; pressed: number } => {
  const lines: Typed[] = [EMPTY]
  for (const k of keys) {
    const done = typeKey(lines.at(-1)!, k)
    if (!done) continue
    lines[lines.length - 1] = done.line
    if (done.next) lines.push(EMPTY)
  }
  return { lines, pressed: keys.length }
}

describe('typing a sheet in', () => {
  it('takes one key a door, in the numbers of the boxes on paper; ticks come before it', () => {
    const { lines } = type('c1lv24 x36')
    expect(lines.slice(0, 5)).toEqual([
      { outcome: 'spoken', ticks: ['camera'] },
      { outcome: 'card left', ticks: ['leaflet', 'vulnerability'] },
      { outcome: 'no answer', ticks: [] },
      { outcome: 'call back', ticks: [] },
      { outcome: 'vacant', ticks: [] },
    ])
    // a street is neither vacant nor no home: its sheet has no sixth box
    expect(typeKey(EMPTY, '5', outcomesOf(true))?.line.outcome).toBe('refused')
    expect(typeKey(EMPTY, '6', outcomesOf(true))).toBeUndefined()
    // a sheet of 20 calls is 20 keys: well under a minute at a key every two seconds
    expect(type('1'.repeat(20)).lines).toHaveLength(21)
  })

  it('takes a tick off again, empties a line, and heeds no other key', () => {
    expect(typeKey({ ticks: ['camera'] }, 'C')).toEqual({ line: { ticks: [] }, next: false })
    expect(typeKey({ outcome: 'spoken', ticks: ['camera'] }, '0')).toEqual({ line: EMPTY, next: false })
    for (const k of ['7', '9', 'x', 'Enter', ' ']) expect(typeKey(EMPTY, k)).toBeUndefined()
  })

  it('adds of a sheet that is typed in again only what is new on it', () => {
    const typed = ['a', 'b'].map((home) => ({ home, outcome: 'no answer' as const, ticks: [], at: 500 }))
    const record = (over: Partial<Visit>): Visit => ({
      ...{ id: 'dev001-1', device: 'dev001', home: 'a', list: 'C-1', incident: '', outcome: 'no answer' },
      ...{ at: 500, note: '', revision: 0 },
      ...over,
    })
    const left = (over: Partial<Visit>) => notTypedYet(typed, 'C-1', [record(over)]).map((v) => v.home)
    expect(left({})).toEqual(['b'])
    // another round, another minute, another outcome, or taken back: that is another record
    for (const over of [{ list: 'C-2' }, { at: 501 }, { outcome: 'refused' as const }, { removed: true }])
      expect(left(over)).toEqual(['a', 'b'])
  })

  it('reads times as officers write them', () => {
    expect(['17:40', '1740', '17.40', '740', ' 07 40 '].map(readTime)).toEqual([1060, 1060, 1060, 460, 460])
    for (const bad of ['', '24:00', '1760', '17', 'noon']) expect(readTime(bad)).toBeUndefined()
  })

  it('writes down what has an outcome, at its time or that of the line before', () => {
    const homes = ['a', 'b', 'c', 'd'].map((key) => ({ label: key, address: key, key, due: 100 }))
    const lines: Typed[] = [
      { outcome: 'spoken', ticks: [] },
      { outcome: 'card left', ticks: ['leaflet'], time: 1100 },
      EMPTY,
      { outcome: 'refused', ticks: [] },
    ]
    expect(
      typedVisits(homes, lines, 20_000, 1080).map((v) => [v.home, v.outcome, v.at - 20_000 * 1440]),
    ).toEqual([
      ['a', 'spoken', 1080],
      ['b', 'card left', 1100],
      ['d', 'refused', 1100],
    ])
  })

  it('goes on into the next day where a night shift’s times pass midnight', () => {
    const homes = 'abcdefg'.split('').map((key) => ({ label: key, address: key, key, due: 0 }))
    const at = (times: (number | undefined)[], out: number, day = 10) =>
      typedVisits(
        homes,
        times.map((time) => ({ outcome: 'spoken' as const, ticks: [], ...(time !== undefined && { time }) })),
        day,
        out,
      ).map((v) => v.at - day * 1440)
    const [h22, h23, h00, h01] = [22 * 60, 23 * 60 + 50, 10, 70]
    expect(at([undefined, h23, h00, undefined, h01], h22)).toEqual([
      h22,
      h23,
      1440 + h00,
      1440 + h00,
      1440 + h01,
    ])
    // a door called on before the one above it, and one written later, are of the same night
    expect(at([h23, h00, h23 - 5, h01], 0)).toEqual([h23, 1440 + h00, h23 - 5, 1440 + h01])
    // the desk’s own clock is no call: a morning’s sheet typed in at night is of that morning
    expect(at([600, 605], 23 * 60 + 30)).toEqual([600, 605])
    expect(at([1060, 600], 1000)).toEqual([1060, 600])
  })

  it('takes the time of a line and the boxes of a second visit', () => {
    const { lines } = type('t17452t18051s4st19302')
    expect(lines[0]).toEqual({ outcome: 'card left', ticks: [], time: 17 * 60 + 45 })
    expect(lines[1]).toEqual({ outcome: 'spoken', ticks: [], time: 18 * 60 + 5 })
    expect(lines[2]).toEqual({ ticks: [], second: { outcome: 'no answer' } })
    expect(lines[3]).toEqual({ ticks: [], second: { outcome: 'card left', time: 19 * 60 + 30 } })
    // no time of day, and a time given up
    expect(typeKey({ ticks: [], figures: '246' }, '0')!.line).toEqual(EMPTY)
    expect(typeKey({ ticks: [], figures: '1' }, 'Escape')!.line).toEqual(EMPTY)
  })

  it('writes second visits down after the first, on their own day', () => {
    const homes = ['a', 'b'].map((key) => ({ label: key, address: key, key, due: 100 }))
    const lines: Typed[] = [
      { outcome: 'card left', ticks: [], time: 1060, second: { outcome: 'spoken', time: 600 } },
      { outcome: 'no answer', ticks: [], second: { outcome: 'refused' } },
    ]
    const typed = typedVisits(homes, lines, 10, 1000, 11)
    expect(typed.map((v) => [v.home, v.outcome, v.at])).toEqual([
      ['a', 'card left', 10 * 1440 + 1060],
      ['b', 'no answer', 10 * 1440 + 1060],
      ['a', 'spoken', 11 * 1440 + 600],
      ['b', 'refused', 11 * 1440 + 600],
    ])
    // the same day: never before its first visit
    expect(
      typedVisits(
        homes,
        [{ outcome: 'no answer', ticks: [], time: 1060, second: { outcome: 'spoken' } }],
        10,
        1000,
      )[1].at,
    ).toBe(10 * 1440 + 1060)
  })

  it('has a line for each flat of a building', () => {
    const call = {
      label: '3',
      address: '8 Harrow Lane',
      due: 5,
      homes: [
        { key: 'x', flat: 'Flat 1' },
        { key: 'y', flat: 'Flat 2' },
      ],
    }
    expect(sheetHomes([call as never])).toEqual([
      { label: '3', address: 'Flat 1, 8 Harrow Lane', key: 'x', due: 5 },
      { label: '3', address: 'Flat 2, 8 Harrow Lane', key: 'y', due: 5 },
    ])
  })

  it('believes a given round only where it is one', () => {
    const given = { code: 'C', title: 't', officer: '', how: 'paper', at: 1, expires: 2, calls: 0, homes: [] }
    expect(soundGiven({ ...given, more: 1 })).toEqual(given)
    for (const bad of [null, [], { ...given, how: 'pigeon' }, { ...given, homes: [{ key: 1 }] }])
      expect(soundGiven(bad)).toBeUndefined()
  })
})

describe('a round that was given out', () => {
  const homes = ['a', 'b', 'c', 'd'].map((key, i) => ({ label: key, address: key, key, due: 100 + i }))
  const given = {
    code: 'C',
    title: '',
    officer: '',
    how: 'paper',
    at: 50,
    expires: 9,
    calls: 4,
    homes,
  } as const
  const visit = (home: string, outcome: Visit['outcome'], at: number, list = 'C', over = {}): Visit => ({
    id: `${home}${at}${list}`,
    ...{ home, outcome, at, list, incident: '', device: 'd', note: '', revision: 0, ...over },
  })
  it('counts its homes as far as anybody came since, and as late those nobody called on', () => {
    const visits = [
      visit('a', 'spoken', 60),
      visit('b', 'no answer', 61),
      // a colleague with another list
      visit('c', 'refused', 70, 'X'),
      // before it was given, taken back, elsewhere
      visit('d', 'spoken', 40, 'X'),
      visit('d', 'spoken', 62, 'C', { removed: true }),
      visit('e', 'spoken', 62),
    ]
    expect(givenStanding(given, visits, 102)).toEqual({ done: 2, again: 1, left: 1, late: 0, back: 2 })
    expect(givenStanding(given, visits, 104)).toMatchObject({ late: 1 })
    expect(givenStanding(given, [], 0)).toEqual({ done: 0, again: 0, left: 4, late: 0, back: 0 })
  })
  it('calls late of a round without the burgled homes what the officers’ list says is', () => {
    // its one time for all is past; only b is late, and d is on no full list
    const own = dueByHome([
      { keys: ['a', 'c'], due: 300 },
      { keys: ['b'], due: 150 },
    ])
    expect(givenStanding({ ...given, route: true }, [], 200, own)).toMatchObject({ left: 4, late: 1 })
    expect(givenStanding(given, [], 200, own)).toMatchObject({ left: 4, late: 4 })
  })
  it('leaves done what another officer found shut later, and names it', () => {
    const other = { device: 'e' }
    const visits = [
      visit('a', 'spoken', 60),
      visit('a', 'no answer', 90, 'C', other),
      visit('b', 'spoken', 61),
      visit('b', 'refused', 91, 'C', other),
      // a second try that found somebody, and one device that called twice: no contradiction
      visit('c', 'card left', 62),
      visit('c', 'spoken', 92, 'C', other),
      visit('d', 'spoken', 63),
      visit('d', 'no answer', 93),
    ]
    expect(givenStanding(given, visits, 200)).toMatchObject({ done: 4, again: 0, left: 0, late: 0 })
    expect(foundDifferently(given, visits).map((h) => [h.label, h.visits.map((v) => v.outcome)])).toEqual([
      ['a', ['spoken', 'no answer']],
      ['b', ['spoken', 'refused']],
    ])
    // of another round: told from when this one was given on, not before
    const elsewhere = (at: number) =>
      foundDifferently(given, [visits[0], visit('a', 'refused', at, 'X', other)])
    expect(elsewhere(95).map((h) => h.label)).toEqual(['a'])
    const before = [visit('a', 'spoken', 30, 'X', other), visit('a', 'refused', 95)]
    expect(foundDifferently(given, before)).toEqual([])
    // taken back: nothing is told
    expect(foundDifferently(given, [visits[0], { ...visits[1], removed: true }])).toEqual([])
  })
})

describe('rounds between officers', () => {
  const code = 'C-2211-7QKM-2R'
  const g = {
    ...{ code, title: 't', officer: 'A', how: 'paper' as const, at: 1, expires: 2, calls: 3 },
    homes: ['1', '2', '2', '★'].map((label, i) => ({ label, address: label, key: String(i), due: 5 })),
  }
  it('are split between calls, a building whole, under a code of their own', () => {
    expect(labelsOf(g)).toEqual(['1', '2', '★'])
    const [stays, goes] = splitGiven(g, 2, 'B', [code], 9)
    expect(stays).toEqual({ ...g, calls: 2, homes: g.homes.slice(0, 3) })
    expect(goes).toEqual({ ...g, code: `${code}-B`, officer: 'B', at: 9, calls: 1, homes: g.homes.slice(3) })
    expect(partCode(`${code}-B`, [code, `${code}-B`])).toBe(`${code}-C`)
    expect([wholeCode(`${code}-B`), wholeCode(code)]).toEqual([code, code])
    for (const keep of [0, 3]) expect(() => splitGiven(g, keep, '', [], 0)).toThrow(/split after/)
  })
  it('are gathered by officer, most late first', () => {
    const homes = (keys: string, late: boolean) =>
      new Map(
        [...keys].map((k, i): [string, HomeStanding] => [
          k,
          i === 0 ? { is: 'left', late } : { is: 'done', late: false },
        ]),
      )
    expect(
      groupGiven([
        { name: 'A', homes: homes('abc', false) },
        { name: 'B', homes: homes('d', true) },
        { name: 'A', homes: homes('ef', false) },
      ]),
    ).toEqual([
      { name: 'B', rounds: 1, done: 0, late: 1, again: 0, left: 1 },
      { name: 'A', rounds: 2, done: 3, late: 0, again: 0, left: 2 },
    ])
  })
})
