/** Sign flips against another program: every exchange in whole numbers, no logarithm and no tolerance; tool and version stand in the file. */
import { describe, expect, it } from 'vitest'
import { signFlip } from '../../../src/core/evaluation/signFlip.ts'
import golden from '../../golden/evaluation/sign-flips.json'

const exact = golden.cases.filter((c) => c.before.length <= 20)
const drawn = golden.cases.filter((c) => c.before.length > 20)

describe('sign flips enumerated elsewhere', () => {
  it('has cases at every size up to the largest that is enumerated here', () => {
    const sizes = new Set(exact.map((c) => c.before.length))
    for (const n of [1, 6, 14, 15, 16, 17, 18, 19, 20]) expect(sizes).toContain(n)
  })

  it.each(exact)('$name: the very number of exchanges', (c) => {
    const got = signFlip(c)
    expect(got).toMatchObject({ pairs: c.before.length, exact: true, flips: c.of })
    expect(got.p * c.of).toBe(c.hits)
  })

  it.each(drawn)('$name: drawn, within five standard errors of the exact p', (c) => {
    const got = signFlip(c)
    expect(got).toMatchObject({ exact: false, flips: 9999 })
    expect(Math.abs(got.p - c.p)).toBeLessThan(5 * Math.sqrt((c.p * (1 - c.p)) / 9999) + 1 / 10_000)
  })
})
