/** First days dealt anew among beats: held to plain loops over all orders, and to beats that differ of themselves. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cocoonOutcomes } from '../../../src/core/evaluation/cocoonOutcomes.ts'
import { cocoonVerdict } from '../../../src/core/evaluation/cocoonWords.ts'
import { startsDealt, type StartsAsk, withBeats } from '../../../src/core/evaluation/startsDealt.ts'

/** Every order of the starts, equal ones counted as often as they come. */
function orders(starts: readonly number[]): number[][] {
  if (starts.length === 0) return [[]]
  return starts.flatMap((s, k) => orders(starts.filter((_, i) => i !== k)).map((rest) => [s, ...rest]))
}

function plainly({ cocoons, starts }: StartsAsk): number {
  const ln = (deal: readonly number[]) => {
    const of = (listed: boolean) => cocoons.filter((c) => c.since >= deal[c.beat] === listed)
    const sum = (rows: StartsAsk['cocoons']) => rows.reduce((s, c) => s + c.events, 0)
    const [a, b] = [of(true), of(false)]
    if (a.length === 0 || b.length === 0) return 0
    const half = sum(a) === 0 || sum(b) === 0 ? 0.5 : 0
    return Math.log((sum(a) + half) / a.length / ((sum(b) + half) / b.length))
  }
  const seen = Math.abs(ln(starts))
  const all = orders(starts)
  return all.filter((deal) => Math.abs(ln(deal)) >= seen - 1e-9).length / all.length
}

/** Twelve cocoons in each of some beats; near repeats of each by a rule. */
const cocoonsOf = (beats: number, events: (beat: number, k: number) => number) =>
  Array.from({ length: 12 * beats }, (_, i) => ({
    beat: Math.floor(i / 12),
    since: (i % 12) * 10,
    events: events(Math.floor(i / 12), i % 12),
  }))

describe('first days dealt anew', () => {
  it('equal every order of the first days among up to five beats', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 30, 60, Infinity), { minLength: 2, maxLength: 5 }),
        fc.infiniteStream(fc.nat(4)),
        (starts, events) => {
          const cocoons = cocoonsOf(starts.length, () => events.next().value)
          const got = startsDealt({ cocoons, starts })
          expect(got.exact).toBe(true)
          expect(got.p).toBeCloseTo(plainly({ cocoons, starts }), 12)
          expect(got.least).toBeCloseTo(1 / new Set(orders(starts).map((o) => o.join())).size, 12)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('do not take a dense beat that was listed first for an effect', () => {
    // beats alike in nothing but that the first has five near repeats for one of the others, listed or not
    const cocoons = cocoonsOf(4, (beat) => (beat === 0 ? 5 : 1))
    const starts = [0, 60, 90, 110]
    const rows = cocoons.map((c) => {
      const assigned = c.since >= starts[c.beat]
      return { assigned, delivered: assigned, events: c.events }
    })
    const plain = cocoonOutcomes(rows)
    expect(cocoonVerdict(plain, { randomised: false }).kind).toBe('rose')
    const dealt = startsDealt({ cocoons, starts })
    const r = withBeats(plain, dealt)
    expect(cocoonVerdict(r, { randomised: false, dealt }).kind).toBe('cannot tell')
    expect(r.itt.rateRatio).toBe(plain.itt.rateRatio)
    expect(r.itt.wideCi[0]).toBeLessThan(plain.itt.wideCi[0])
    expect(r.itt.p).toBe(dealt.p)
  })

  it('are drawn from one seed where they are too many, and never narrow an interval', () => {
    const starts = Array.from({ length: 9 }, (_, k) => 10 * k)
    const cocoons = cocoonsOf(9, (beat, k) => (beat + k) % 3)
    const [one, same, other] = [1, 1, 2].map((seed) => startsDealt({ cocoons, starts }, seed))
    expect(one).toEqual(same)
    expect(one.exact).toBe(false)
    expect(Math.abs(one.p - other.p)).toBeLessThan(0.04)
    const plain = cocoonOutcomes(
      cocoons.map((c) => ({ assigned: c.since >= starts[c.beat], delivered: false, events: c.events })),
    )
    const calm = withBeats(plain, { ...one, spread: 0 })
    expect(calm.itt.wideCi[0]).toBeCloseTo(plain.itt.wideCi[0], 12)
  })
})
