/** Sentences of views at their edges: ties, searches, one thing, what has no box. */
import { describe, expect, it } from 'vitest'
import { sentenceOf } from '../../src/views/explore/charts.tsx'
import { boxedBeats } from '../../src/views/filter/FilterFields.tsx'
import { stillShown } from '../../src/views/timeline/Timeline.tsx'
import { ticked } from '../../src/ui/checkFields.tsx'

const bars = (...values: number[]) => values.map((value, i) => ({ label: `Beat ${i + 1}`, value }))

describe('what a linked chart says', () => {
  it('names the one that has most, and several where they are alike', () => {
    expect(sentenceOf(bars(3, 9, 4), 20)).toBe('20 incidents; Beat 2 has most, 45%')
    expect(sentenceOf(bars(9, 2, 9), 20)).toBe('20 incidents; Beat 1 and 1 more have most, 9 each')
    expect(sentenceOf(bars(0, 0), 20)).toBe('20 incidents; none is named')
    expect(sentenceOf([], 1)).toBe('1 incident; none is named')
    expect(sentenceOf(bars(3), 0)).toBe('no incident under the other filters')
  })
  it('calls none of the names that were searched for the one with most', () => {
    expect(sentenceOf(bars(3, 2), 1204, 25)).toBe('1,204 incidents; 25 names found')
    expect(sentenceOf(bars(3), 1204, 1)).toBe('1,204 incidents; 1 name found')
  })
})

describe('boxes', () => {
  const options = ['a', 'b'].map((value) => ({ value }))
  it('let go only of what they show', () => {
    expect(ticked(options, ['z', 'a'], 'b', true)).toEqual(['a', 'b', 'z'])
    expect(ticked(options, ['z', 'a'], 'a', false)).toEqual(['z'])
  })
  it('show every beat that is chosen, however many there are', () => {
    const beats = Array.from({ length: 200 }, (_, i) => ({ name: `Beat ${i}` }))
    const shown = boxedBeats(beats, ['Beat 150']).map((b) => b.name)
    expect(shown).toHaveLength(61)
    expect(shown.at(-1)).toBe('Beat 150')
  })
})

describe('the days on the timeline', () => {
  const file = {}
  const shown = { of: file, days: [100, 200] as const }
  it('stay while they hold the chosen period of this file', () => {
    expect(stillShown(shown, file, undefined)).toEqual([100, 200])
    expect(stillShown(shown, file, [120, 150])).toEqual([100, 200])
    expect(stillShown(shown, file, [100, 200])).toEqual([100, 200])
  })
  it('go where a period lies beyond them, or another file is open', () => {
    expect(stillShown(shown, file, [90, 150])).toBeUndefined()
    expect(stillShown(shown, file, [300, 320])).toBeUndefined()
    expect(stillShown(shown, {}, undefined)).toBeUndefined()
    expect(stillShown(undefined, undefined, undefined)).toBeUndefined()
  })
})
