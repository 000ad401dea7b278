/** The second map: its own days and kind, all other filters of the page. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { besideClauses, besideDays, besidePeriods, kindsIn } from '../../src/desk/beside.ts'
import { offenceIndex } from '../../src/core/base/offences.ts'
import type { SavedClause } from '../../src/state/project.ts'

const whole = [1000, 1999] as const
const period: SavedClause = { source: 'period', kind: 'period', fromDay: 1900, toDay: 1927 }
const beat: SavedClause = { source: 'beat', kind: 'beat', beats: ['B1'] }

describe('the filters of the second map', () => {
  it('are those of the page where nothing else is chosen', () => {
    expect(besideClauses([period, beat], { period: 'same', kind: 'same' }, whole, 1999)).toEqual([
      period,
      beat,
    ])
  })

  it('have their own days and kind in place of the page’s, and keep the rest', () => {
    const made = besideClauses([period, beat], { period: 'before', kind: 'theft-from-vehicle' }, whole, 1999)
    expect(made).toContainEqual(beat)
    expect(made).toContainEqual({ source: 'period', kind: 'period', fromDay: 1872, toDay: 1899 })
    expect(made).toContainEqual({ source: 'offence', kind: 'offence', offences: ['theft-from-vehicle'] })
    expect(made).toHaveLength(3)
  })

  it('take the place of a filter by kind that is there, whatever control set it', () => {
    const old: SavedClause = { source: 'chart', kind: 'offence', offences: ['burglary-home'] }
    expect(
      besideClauses([old], { period: 'same', kind: 'robbery-person' as never }, whole, 1999),
    ).toHaveLength(1)
  })

  it('rest on a period only where one is set', () => {
    expect(besidePeriods(undefined).map((p) => p.value)).toEqual(['same', 'recent', 'first', 'second'])
    expect(besidePeriods([1900, 1927]).map((p) => p.value)).toContain('before')
    expect(besideDays('before', undefined, whole, 1999)).toBeUndefined()
  })

  it('never overlap where they are the days before, and are as many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 400 }), (from, length) => {
        const own = [1000 + from, 1000 + from + length] as const
        const [a, b] = besideDays('before', own, whole, 1999)!
        expect(b).toBe(own[0] - 1)
        expect(b - a).toBe(own[1] - own[0])
      }),
    )
    const [first, second] = [
      besideDays('first', undefined, whole, 1999)!,
      besideDays('second', undefined, whole, 1999)!,
    ]
    expect([first[0], second[1]]).toEqual([...whole])
    expect(second[0]).toBe(first[1] + 1)
  })
})

it('offers the kinds that the table holds', () => {
  const kinds = kindsIn(
    Uint8Array.of(
      offenceIndex('burglary-home'),
      offenceIndex('theft-from-vehicle'),
      offenceIndex('burglary-home'),
    ),
  )
  expect(kinds.map((k) => k.value).sort()).toEqual(['burglary-home', 'theft-from-vehicle'])
})
