/** Marks of doors: a warning stands before the address, and nobody calls where nobody is to call, with its reason and end. */
import { describe, expect, it } from 'vitest'
import { homeKey } from '../../src/cocoon/address.ts'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { cocoonList } from '../../src/cocoon/list.ts'
import { type DoorMarks, findMarks, joinMarks, soundMark, warningIn } from '../../src/cocoon/marks.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import { homeFinder, readMarks } from '../../src/cocoon/markFile.ts'
import { phoneRound, readRound, roundText } from '../../src/cocoon/roundFile.ts'
import { defaults } from '../../src/core/base/params.ts'
import { TextBuilder, type TextColumn, textAt } from '../../src/core/base/text.ts'
import { minuteOf } from '../../src/core/base/time.ts'
import { draw, home, incidentsOf, TODAY } from './town.ts'

const homes = draw(`
Harrow Lane |  2  4  6  8x3  10  12  14
`)
const { table, text, rows } = incidentsOf(homes, [{ at: home(homes, '6') }])
const keyOf = (address: string) => {
  const h = home(homes, address)
  return homeKey(textAt(homes.uprn, h), textAt(homes.address, h))
}
const listWith = (marks?: DoorMarks, warning?: TextColumn) =>
  cocoonList({
    ...{
      table,
      text: { ...text, ...(warning && { warning }) },
      doors: prepareHomes(homes),
      rows,
      today: TODAY,
      marks,
    },
    protocol: { ...defaults(protocolSchema), officers: 1 },
  })
const notCall = (until: number) => ({
  [keyOf('4')]: { address: '4', notCall: { reason: 'bereaved', until } },
})

describe('a mark of a door', () => {
  it('keeps its warning where “do not call” is said later, and the other way round', () => {
    const dog = { address: '4', warning: 'dog' }
    const not = { address: '4', notCall: { reason: 'bereaved', until: TODAY } }
    expect(joinMarks(undefined, dog)).toEqual(dog)
    expect(joinMarks(dog, not)).toEqual({ ...dog, ...not })
    expect(joinMarks(not, dog)).toEqual({ ...dog, ...not })
    expect(joinMarks(joinMarks(dog, not), { address: '4', warning: 'no dog now' }).warning).toBe('no dog now')
  })

  it('takes it off the list up to its last day, and says why', () => {
    const all = listWith()
    for (const [until, off] of [
      [TODAY, true],
      [TODAY - 1, false],
    ] as const) {
      const list = listWith(notCall(until))
      expect(list.visits.length).toBe(all.visits.length - (off ? 1 : 0))
      expect(list.visits.some((v) => v.keys.includes(keyOf('4')))).toBe(!off)
      expect(list.leftOut.filter((o) => o.reason.startsWith('do not call'))).toHaveLength(off ? 1 : 0)
      expect(list.hidden.visits.some((v) => v.keys.includes(keyOf('4')))).toBe(!off)
    }
    expect(listWith(notCall(TODAY)).leftOut.at(-1)!.reason).toMatch(
      /^do not call until \d+ \w+ \d{4}: bereaved$/,
    )
  })

  it('stands before the address on the list, on the phone and on the version that may be lost', () => {
    const list = listWith({ [keyOf('10')]: { address: '10', warning: 'dog' } })
    const found = (vs: typeof list.visits) => vs.filter((v) => v.warning).map((v) => [v.keys[0], v.warning])
    expect(found(list.visits)).toEqual([[keyOf('10'), 'dog']])
    expect(found(list.hidden.visits)).toEqual([[keyOf('10'), 'dog']])
    const round = phoneRound(list, 1, { title: '', marking: '' })
    expect(readRound(roundText(round)).calls.flatMap((c) => c.warning ?? [])).toEqual(['dog'])
  })

  it('is found whether the mark or the file of the day knows the UPRN, and under keys of earlier versions', () => {
    const address = '10 Harrow Lane, Thornby'
    const mark = { address, warning: 'dog' }
    for (const key of [homeKey('1234', address), homeKey('', address), 'address 10 harrow lane thornby'])
      for (const uprn of ['1234', '00001234', '', '9'])
        expect(findMarks({ [key]: mark })(uprn, address.toUpperCase()), `${key} / ${uprn}`).toBe(mark)
    expect(findMarks({ 1234: mark })('99', '12 Harrow Lane, Thornby')).toBeUndefined()
  })

  it('comes with a crime to the home it was at, and not on to the version that may be lost', () => {
    const column = new TextBuilder()
    for (const _ of rows) column.push('Aggressive  dog')
    const list = listWith(undefined, column.finish())
    expect(list.visits.flatMap((v) => (v.warning ? [[v.relation, v.warning]] : []))).toEqual([
      ['victim', 'Aggressive dog'],
    ])
    expect(list.hidden.visits.filter((v) => v.warning)).toEqual([])
  })

  it('is no warning where the column says there is none', () => {
    for (const none of ['', ' ', 'N', 'none', 'No', '-', '0', 'N/A', 'no known risks'])
      expect(warningIn(none)).toBeUndefined()
    expect(warningIn('Y')).toBe('warning marker in the crime system')
    expect(warningIn('x'.repeat(200))).toHaveLength(80)
  })

  it('is believed only where it is one', () => {
    const good = { address: '4', warning: 'dog', notCall: { reason: 'x', until: 3 } }
    expect(soundMark({ ...good, owner: 'a name' })).toEqual(good)
    for (const bad of [
      null,
      'dog',
      { ...good, warning: '' },
      { ...good, notCall: { reason: 'x' } },
      { warning: 'dog' },
    ])
      expect(soundMark(bad)).toBeUndefined()
  })
})

describe('a file of marks', () => {
  const table = [
    ['UPRN', 'Address', 'Warning', 'Do not call', 'Until'],
    ['10', '', 'dog', '', ''],
    ['', '4 Harrow Lane', 'None', 'bereaved', '31/12/2026'],
    ['12', '', '', 'Y', ''],
    ['13', '', 'steps', 'ill', '31/02/2027'],
    ['', '', 'dog', '', ''],
    ['14', '', 'no', '', ''],
    ['', '', '', '', ''],
  ]
  it('is read row by row, and says of each row that marks nothing why', () => {
    const read = readMarks(table, TODAY, 42)
    expect(read.rows).toEqual([
      { uprn: '10', address: '', mark: { warning: 'dog' } },
      {
        uprn: '',
        address: '4 Harrow Lane',
        mark: { notCall: { reason: 'bereaved', until: minuteOf(2026, 12, 31) / 1440 } },
      },
      { uprn: '12', address: '', mark: { notCall: { reason: 'asked for no calls', until: TODAY + 42 } } },
    ])
    expect(read.leftOut.map((l) => l.line)).toEqual([5, 6, 7])
    expect(read.leftOut[0].why).toContain('31/02/2027')
  })
  it('is refused where its head names no home or no mark', () => {
    expect(() =>
      readMarks(
        [
          ['Address', 'Colour'],
          ['4', 'red'],
        ],
        TODAY,
        42,
      ),
    ).toThrow(/no table of marks/)
    expect(() => readMarks([['Warning'], ['dog']], TODAY, 42)).toThrow(/no table of marks/)
  })
  it('finds homes by UPRN or address, and none where two share the address', () => {
    const homes = [
      ['001', '1 High St'],
      ['2', 'Flat, 2 High St'],
      ['3', 'Flat, 2 High St'],
    ]
    const find = homeFinder(
      3,
      (i) => homes[i][0],
      (i) => homes[i][1],
    )
    expect([find('1', ''), find('', '1 high street'), find('3', ''), find('', 'Flat, 2 High St')]).toEqual([
      0,
      0,
      2,
      undefined,
    ])
  })
})
