/** A round that was split: the minutes of its parts add up, at the doors and on the way alike. */
import { expect, it } from 'vitest'
import type { ListedRound, ListedVisit } from '../../src/cocoon/list.ts'
import { timeWords } from '../../src/cocoon/travel.ts'
import { partOf } from '../../src/desk/leaving/printRounds.tsx'

it('shares out the way as it shares out the calls', () => {
  const all = Array.from(
    { length: 6 },
    (_, i) =>
      ({ keys: [`k${i}`], homes: [i], minutes: 3, lng: -1.5 + i / 1000, lat: 53 }) as unknown as ListedVisit,
  )
  const round: ListedRound = {
    ...{ number: 1, code: 'C', beats: [], calls: 6, homes: 6, length: 900, minutes: 18 + 24 },
    by: { walking: 12, driving: 6, driven: 600, ends: 6 },
  }
  const half = (from: number) =>
    partOf(round, all, { code: 'D', keys: new Set(all.slice(from, from + 3).flatMap((v) => v.keys)) }).round
  const [a, b] = [half(0), half(3)]
  expect(a.minutes + b.minutes).toBeCloseTo(round.minutes)
  expect(a.by).toEqual({ walking: 6, driving: 3, driven: 300, ends: 3 })
  expect(timeWords(a)).toContain('9 at the doors')
  expect(timeWords(round)).toContain('18 at the doors')
})
