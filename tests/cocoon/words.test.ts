/** A round in words. */
import { describe, expect, it } from 'vitest'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { cocoonList } from '../../src/cocoon/list.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import { roundTitle, whyHere, windowWords } from '../../src/cocoon/words.ts'
import { defaults } from '../../src/core/params.ts'
import { minuteOf } from '../../src/core/time.ts'
import { draw, FLAG, home, incidentsOf, TODAY } from './town.ts'

const HOMES = draw(`
Mill Row    | 2   4   6   8   10
.
Harrow Lane | 1   3   5   7   9   11  13  15
.
.
Harrow Lane | 2   4   6   8   10  12  14  16
`)

describe('words', () => {
  it('names the streets of a round and what happened there', () => {
    const { table, text, rows } = incidentsOf(HOMES, [
      { at: home(HOMES, '5 Harrow'), flags: FLAG.repeat },
      { at: home(HOMES, '6 Mill'), from: minuteOf(2026, 11, 18, 9), to: minuteOf(2026, 11, 19, 18, 30) },
    ])
    const list = cocoonList({
      table,
      text,
      doors: prepareHomes(HOMES),
      rows,
      today: TODAY,
      protocol: { ...defaults(protocolSchema), eachSide: 3 },
    })
    expect(roundTitle(list, HOMES, 1)).toBe('Harrow Lane and Mill Row')
    expect(whyHere(list, table, 1)).toEqual([
      'A home here was burgled on Fri 20 Nov between 17:40 and 19:15, again within 12 months.',
      'A home here was burgled between Wed 18 Nov 09:00 and Thu 19 Nov 18:30.',
      'Homes near by are at raised risk for about six weeks, most in the first seven days.',
    ])
  })
  it('says no time that the row does not know', () => {
    const { table } = incidentsOf(HOMES, [
      { at: 0, from: minuteOf(2026, 11, 20), flags: FLAG.noTime },
      { at: 0, from: minuteOf(2026, 11, 20, 8), flags: FLAG.noEnd },
    ])
    expect(windowWords(table, 0)).toBe('on Fri 20 Nov')
    expect(windowWords(table, 1)).toBe('on Fri 20 Nov 08:00')
  })
})
