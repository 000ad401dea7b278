/** A round that was split: the minutes of its parts add up, at the doors and on the way alike. */
import { expect, it } from 'vitest'
import type { ListedRound, ListedVisit } from '../../src/cocoon/list.ts'
import { timeWords } from '../../src/cocoon/travel.ts'
import { gatheredAgain, givenPart, listOfPart, partOf, splitGiven } from '../../src/cocoon/givenRounds.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import { defaults } from '../../src/core/base/params.ts'
import { phoneRound } from '../../src/cocoon/roundFile.ts'

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

it('tells a phone of a part what its sheet says: the numbers of the whole, its own way and minutes', () => {
  const code = 'C-2211-7QKM-2R'
  const visit = (label: string, keys: string[], minutes: number) =>
    ({
      round: 2,
      label,
      keys,
      homes: keys.map(Number),
      flats: [],
      address: label,
      minutes,
      expires: 9,
    }) as never
  const at = { lng: 0, lat: 0, why: '', tier: 'A', due: 5, relation: 'ring' }
  const visits = [visit('1', ['0'], 4), visit('2', ['1', '2'], 6), visit('★', ['3'], 4)].map((v) => ({
    ...at,
    ...(v as object),
  })) as unknown as ListedVisit[]
  const other = { ...visits[0], round: 1, label: 'other' } as ListedVisit
  const round: ListedRound = {
    ...{ number: 2, code, beats: [], calls: 3, homes: 4, length: 300, minutes: 14 + 16 },
  }
  const half = { rounds: [{ ...round, number: 1, code: 'C-1' }, round], visits: [other, ...visits] }
  const list = { id: 'C', asAt: 1, protocol: { eachSide: 4 }, ...half, hidden: half } as never
  const g = {
    ...{ code, title: 't', officer: 'A', how: 'paper' as const, at: 1, expires: 2, calls: 3 },
    homes: ['1', '2', '2', '★'].map((label, i) => ({ label, address: label, key: String(i), due: 5 })),
  }
  const parts = splitGiven(g, 2, 'B', [code], 9).map((p) =>
    phoneRound({ ...(list as object), hidden: listOfPart(half, givenPart(p)) } as never, 2, {
      ...{ title: '', marking: '', route: true },
    }),
  )
  expect(parts.map((p) => [p.code, p.calls.map((c) => c.label), p.length, p.minutes])).toEqual([
    [code, ['1', '2'], 200, Math.round(10 + (2 / 3) * 16)],
    [`${code}-B`, ['★'], 100, Math.round(4 + 16 / 3)],
  ])
  // the other round stays as it is, and a list without the round too
  const cut = listOfPart(half, givenPart(g))
  expect(cut.visits.filter((v) => v.round === 1)).toEqual([other])
  expect(listOfPart({ rounds: [], visits: [] }, givenPart(g))).toEqual({ rounds: [], visits: [] })
})

it('gathers what is left of a given round out of the list that was made anew since, under the numbers it was given', () => {
  const visit = (round: number, label: string, keys: string[], lng: number) =>
    ({ round, label, keys, homes: keys.map(Number), minutes: 3, lng, lat: 0 }) as unknown as ListedVisit
  // call 1 was made since; 2 and ★ stand in two rounds now, and in another order
  const visits = [visit(1, '1', ['3'], 0.002), visit(1, '2', ['9'], 0), visit(2, '1', ['1', '2'], 0.001)]
  const rounds = [1, 2].map((number) => ({ number, code: `C-2211-AAAA-${number}R` }) as ListedRound)
  const list = { rounds, visits, protocol: { ...defaults(protocolSchema), speed: 3 } }
  const g = {
    code: 'C-2211-7QKM-2R-B',
    homes: ['1', '2', '2', '★'].map((label, i) => ({ label, address: label, key: String(i), due: 5 })),
  }
  const part = listOfPart(gatheredAgain(list, g)!, givenPart(g))
  const round = part.rounds.at(-1)!
  expect(part.visits.filter((v) => v.round === round.number).map((v) => [v.label, v.keys])).toEqual([
    ['2', ['1', '2']],
    ['★', ['3']],
  ])
  expect([round.code, round.calls, round.homes]).toEqual([g.code, 2, 3])
  // a thousandth of a degree at the equator, and twenty minutes a kilometre
  expect(round.length).toBeCloseTo(111.3, 0)
  expect(round.minutes).toBeCloseTo(6 + 2.2, 1)
  // the rounds of now are as they were
  expect(part.visits.slice(0, 3)).toEqual(visits)
  expect(gatheredAgain(list, { ...g, homes: g.homes.slice(0, 1) })).toBeUndefined()
})
