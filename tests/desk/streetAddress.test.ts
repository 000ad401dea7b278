/** What address asks for the page of rounds. */
import { expect, it } from 'vitest'
import { ROUND_HASH } from '../../src/desk/streetAddress.ts'

it('asks for all rounds, for one, and for none by a code longer than a round can have', () => {
  expect(ROUND_HASH.test('#round')).toBe(true)
  expect(ROUND_HASH.exec('#round=C-2211-7QKM-2R-B')?.[1]).toBe('C-2211-7QKM-2R-B')
  expect(ROUND_HASH.test(`#round=${'A'.repeat(60)}`)).toBe(true)
  // laid out, a hundred thousand letters held the page for most of a minute
  expect(ROUND_HASH.test(`#round=${'A'.repeat(100_000)}`)).toBe(false)
})
