/** What is said where there is none, one or two of a thing: as it reads aloud. */
import { describe, expect, it } from 'vitest'
import { METHOD as classify } from '../../src/analyses/classify/compute.ts'
import { kindWords } from '../../src/analyses/compare/words.ts'
import { problemWith } from '../../src/core/base/params.ts'
import { newest } from '../../src/core/table/delay.ts'
import { fewWindows } from '../../src/core/table/earlier.ts'
import { FIRST_DAY, runOn } from '../bench/calibrate/towns.ts'

describe('words of few', () => {
  it('lay nothing to too many pairs where there are none', () => {
    const notes = (n: number) =>
      runOn(
        classify,
        Array.from({ length: n }, (_, k) => ({ x: k, y: 0, day: FIRST_DAY + k })),
        FIRST_DAY + 9,
        {},
      ).notes.join(' ')
    expect(notes(1)).toMatch(/Fewer than two incidents: none can follow another\./)
    expect(notes(2)).toMatch(/follow another nearby by chance alone: with the days shuffled/)
  })

  it('know one day and per cent', () => {
    expect([1, 3].map(newest)).toEqual(['newest day', 'newest 3 days'])
    const share = {
      type: 'number',
      label: 'Share',
      unit: '%',
      default: 5,
      min: 1,
      max: 50,
      step: 1,
      help: '',
    }
    expect(problemWith(share as never, 60)).toBe('Share is 60; it must lie in 1 to 50%.')
  })

  it('count no windows as “no”, and name the unit of a ratio from none', () => {
    expect([0, 1, 6].map((n) => fewWindows(n, '28 days').split(',')[0])).toEqual([
      'no earlier window of 28 days',
      'only 1 earlier window of 28 days',
      'only 6 earlier windows of 28 days',
    ])
    const kind = { label: 'Burglary', a: 1, b: 0, test: { ratio: Infinity, low: 0.03, high: Infinity, p: 1 } }
    const result = { mode: 'periods', a: { exposure: 28 }, b: { exposure: 28 } }
    expect(kindWords(kind as never, result as never)).toBe(
      'Burglary rose from 0 to 1 (95% 0.03 times or more): too few to say',
    )
  })
})
