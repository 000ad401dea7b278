/** Calls that nobody could tell apart on paper are told, before anything else. */
import { describe, expect, it } from 'vitest'
import { alikeWords } from '../../src/cocoon/alike.ts'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { cocoonList } from '../../src/cocoon/list.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import { defaults } from '../../src/core/base/params.ts'
import { homesOf, incidentsOf } from './town.ts'

const call = (address: string, ...flats: string[]) => ({ address, flats })

describe('calls written alike', () => {
  it('are counted, with the commonest', () => {
    const words = alikeWords([
      call('KESWICK STREET, TS25 2DP'),
      call('KESWICK STREET, TS25 2DP'),
      call('KESWICK STREET, TS25 2DP'),
      call('Mill Row'),
      call('Mill Row'),
      call('4 Mill Row'),
    ])
    expect(words).toMatch(/^5 calls are written like another, such as “KESWICK STREET, TS25 2DP”/)
    expect(words).toMatch(/Say under Data which column/)
  })

  it('are none where flats or numbers tell them apart', () => {
    expect(
      alikeWords([
        call('4 Mill Row'),
        call('6 Mill Row'),
        call('Mill House', 'Flat 1'),
        call('Mill House', 'Flat 2'),
      ]),
    ).toBe('')
    expect(alikeWords([])).toBe('')
  })
})

describe('a list whose address file lost the house numbers', () => {
  it('says so before all else', () => {
    const homes = homesOf([0, 8, 16, 24, 32].map((x) => ({ x, y: 0, street: 'Keswick Street' })))
    const { table, text } = incidentsOf(homes, [{ at: [16, 0], street: 'Keswick Street' }])
    const today = Math.floor(table.from[0] / 1440)
    const list = cocoonList({
      table,
      text,
      doors: prepareHomes(homes),
      rows: Uint32Array.of(0),
      today,
      protocol: defaults(protocolSchema),
    })
    expect(list.visits.length).toBeGreaterThan(2)
    expect(list.notes[0]).toMatch(/calls are written like another, such as “Keswick Street, Thornby”/)
  })
})
