/** The claim checker on the screen: what it rests on, what is missing, and never the wrong sign. */
import { describe, expect, it } from 'vitest'
import { checkClaim } from '../../src/core/evaluation/claims.ts'
import { Check, ClaimPanel } from '../../src/views/claim/ClaimPanel.tsx'
import { pageOf } from '../tools/page.ts'

const page = (text: string) => pageOf(<Check check={checkClaim(text)} />)

describe('a claim on the screen', () => {
  it('is asked for with examples', () => {
    expect(pageOf(<ClaimPanel />)).toContain('877 to 0')
  })
  it('of twelve streets in a city is a fall, the streets taken out of the city', () => {
    const html = page('12 streets 60 to 10, city 400 to 292')
    expect(html).toMatch(/<h2>Against the comparison it is a fall of \d+%/)
    expect(html).toContain('340 to 282')
    expect(html).not.toMatch(/\+58|rise of 58/)
  })
  it('that ends at nothing has its counts and what is missing, and no bar for a ratio of 0', () => {
    const html = page('877 to 0')
    expect(html).toContain('877')
    expect(html).toContain('The same two counts of a place where nothing was done.')
    expect(html).not.toContain('What the counts come to')
  })
  it('of a percentage alone says that it cannot be judged, and names the break its years reach over', () => {
    const html = page('−31% in 2021 against 2019')
    expect(html).toContain('cannot be judged without its counts')
    expect(html).toContain('2020')
  })
})
