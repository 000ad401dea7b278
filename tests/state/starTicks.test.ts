/** A burgled home can be named on the keyboard of a phone while the round is locked; a street is never vacant. */
import { expect, it } from 'vitest'
import type { PhoneRound } from '../../src/cocoon/roundFile.ts'
import { homesOf } from '../../src/state/ticks.ts'

const round = (labels: readonly string[]) =>
  ({
    calls: labels.map((label) => ({ label, homes: [{ key: `home ${label}`, flat: '' }] })),
  }) as unknown as PhoneRound
const keys = (typed: string, labels: readonly string[]) =>
  homesOf({ label: typed, flat: '' }, round(labels)).map((h) => h.key)

it.each([
  ['*', ['1', '★', '2'], '★'],
  ['★', ['1', '★', '2'], '★'],
  ['star', ['1', '★', '2'], '★'],
  ['*2', ['★1', '1', '★2'], '★2'],
  ['Star 1', ['★1', '1', '★2'], '★1'],
  ['1', ['★1', '1', '★2'], '1'],
])('%s among %j is %s', (typed, labels, found) => expect(keys(typed, labels)).toEqual([`home ${found}`]))

it('no other word is a star', () => expect(keys('starling', ['★', '1'])).toEqual([]))

it('what no street can be is recorded at none, nor is it refused at a door', () => {
  const tick = { label: '1', flat: '', outcome: 'vacant' as const }
  const street = { calls: [{ label: '1', homes: [{ key: 'street 7', flat: '' }] }] } as unknown as PhoneRound
  expect(homesOf(tick, street)).toEqual([])
  expect(homesOf({ ...tick, outcome: 'refused' }, street)).toHaveLength(1)
  expect(homesOf(tick, round(['1']))).toHaveLength(1)
})
