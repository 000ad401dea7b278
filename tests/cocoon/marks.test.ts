/** Marks of doors: a warning stands before the address, and nobody calls where nobody is to call, with its reason and end. */
import { describe, expect, it } from 'vitest'
import { homeKey } from '../../src/cocoon/address.ts'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { cocoonList } from '../../src/cocoon/list.ts'
import { type DoorMarks, soundMark } from '../../src/cocoon/marks.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import { phoneRound, readRound, roundText } from '../../src/cocoon/roundFile.ts'
import { defaults } from '../../src/core/base/params.ts'
import { textAt } from '../../src/core/base/text.ts'
import { draw, home, incidentsOf, TODAY } from './town.ts'

const homes = draw(`
Harrow Lane |  2  4  6  8x3  10  12  14
`)
const { table, text, rows } = incidentsOf(homes, [{ at: home(homes, '6') }])
const keyOf = (address: string) => {
  const h = home(homes, address)
  return homeKey(textAt(homes.uprn, h), textAt(homes.address, h))
}
const listWith = (marks?: DoorMarks) =>
  cocoonList({
    ...{ table, text, doors: prepareHomes(homes), rows, today: TODAY, marks },
    protocol: { ...defaults(protocolSchema), officers: 1 },
  })
const notCall = (until: number) => ({
  [keyOf('4')]: { address: '4', notCall: { reason: 'bereaved', until } },
})

describe('a mark of a door', () => {
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
