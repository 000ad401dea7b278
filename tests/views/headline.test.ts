/** What of a long answer is the heading. */
import { expect, it } from 'vitest'
import { headline } from '../../src/views/method/headline.ts'

it('leaves a short answer whole', () => {
  expect(headline('Two areas stand out; one is below.')).toEqual(['Two areas stand out; one is below.'])
})

it('ends after the first sentence or at a semicolon, and the rest begins as a sentence', () => {
  const first =
    'After a burglary, the same home is 5.6 times as likely as chance to be burgled again within five weeks'
  expect(headline(`${first}; other homes within 100 m are 1.3 times as likely.`)).toEqual([
    `${first}.`,
    'Other homes within 100 m are 1.3 times as likely.',
  ])
  expect(headline(`${first}. Nothing else stands out among the bands.`)).toEqual([
    `${first}.`,
    'Nothing else stands out among the bands.',
  ])
})

it('breaks no bracket apart', () => {
  const long = `The model wins: it catches 20% in 4.8% of the area, the long count 17% (+2.8 points, 95% interval +0.9 to +4.9; better in 23 of 52 weeks).`
  expect(headline(long)).toEqual([long])
  expect(headline(`${long} The near-repeat map alone catches 19%.`)).toEqual([
    long,
    'The near-repeat map alone catches 19%.',
  ])
})
