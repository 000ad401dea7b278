import { describe, expect, it } from 'vitest'
import { takenOff, takenOffWords } from '../../src/cocoon/takenOff.ts'
import type { CocoonList } from '../../src/cocoon/list.ts'
import type { Visit } from '../../src/cocoon/visits.ts'
import { offenceIndex } from '../../src/core/base/offences.ts'

const home = offenceIndex('burglary-home')
const damage = offenceIndex('other')
const line = (keys: string[], incidents: number[]) =>
  ({ keys, incidents }) as unknown as CocoonList['visits'][number]
const visit = (id: string, at: string, incident: string, outcome: Visit['outcome'] = 'spoken'): Visit => ({
  ...{ id, home: at, list: 'L', incident, outcome, at: 100, device: 'd', note: '', revision: 1 },
})

describe('what a new extract takes off a list', () => {
  const list = {
    visits: [
      line(['a'], [0]),
      line(['b', 'c'], [0, 1]),
      line(['d', 'e', 'f'], [1]),
      line(['g'], [0, 5]),
      line(['h'], [7]),
    ],
    incidents: [] as CocoonList['incidents'],
  }
  const retold = [
    { id: 'A', row: 0, was: home },
    { id: 'B', row: 1, was: home, is: damage },
    { id: 'C', row: 7, was: home, is: offenceIndex('burglary-any') },
    { id: 'D', row: 9, was: damage },
  ]

  it('counts the doors that nothing else gives, without those already settled', () => {
    const off = takenOff(list, retold, [visit('1', 'd', 'B'), visit('2', 'e', 'B', 'no answer')])
    expect(off).toEqual({ ended: 1, other: 1, doors: 5, visited: 2 })
    expect(takenOffWords(off)).toBe(
      '1 burglary is no longer a crime, 1 burglary is another crime now: 5 doors not yet visited were taken off. 2 homes had been visited for them; those records stay.',
    )
  })

  it('counts a door called on for an earlier burglary, but not since', () => {
    const of = (since: number) => ({
      ...list,
      incidents: [{ row: 1, since }] as unknown as typeof list.incidents,
    })
    const before = [visit('1', 'd', '')]
    expect(takenOff(of(101), retold, before).doors).toBe(6)
    expect(takenOff(of(100), retold, before).doors).toBe(5)
  })

  it('says it in one sentence', () => {
    expect(takenOffWords({ ended: 3, other: 0, doors: 19, visited: 0 })).toBe(
      '3 burglaries are no longer crimes: 19 doors not yet visited were taken off.',
    )
    expect(takenOffWords(takenOff(undefined, retold.slice(0, 1), []))).toBe(
      '1 burglary is no longer a crime.',
    )
    expect(takenOffWords(takenOff(list, [], []))).toBeUndefined()
  })
})
