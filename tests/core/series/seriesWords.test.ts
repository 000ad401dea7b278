/** Sentences of a series: held against small sets worked out by hand. */
import { describe, expect, it } from 'vitest'
import { FLAG } from '../../../src/core/table/incidents.ts'
import { factsOf } from '../../../src/core/series/facts.ts'
import {
  headline,
  hourWords,
  metresWords,
  nextWords,
  paceWords,
  placeWords,
  SERIES_LIMITS,
  weekdayWords,
} from '../../../src/core/series/words.ts'
import { incidentsFrom, type Row } from '../../tools/incidents.ts'

const facts = (rows: Row[], patch = {}) =>
  factsOf(
    incidentsFrom(rows, patch),
    Uint32Array.from(rows, (_, i) => i),
  )
/** Six in a march to the east, gaps of 3, 4, 5, 3 and 10 days, at 18 to 20 o'clock. */
const march = (n = 6): Row[] =>
  [0, 3, 7, 12, 15, 25]
    .slice(0, n)
    .map((d, k) => ({ x: 1000 + 200 * k, y: 1000, day: 20_000 + d, hour: 18, endHour: 20 }))

describe('a series in words', () => {
  it('says how many in how long', () => {
    expect(headline(facts([]))).toBe('No incident yet')
    expect(headline(facts(march(1)))).toBe('1 incident, 4 Oct 2024')
    expect(headline(facts(march()))).toBe('6 incidents in 26 days, 4 Oct to 29 Oct 2024')
    expect(headline(facts([march(1)[0], march(1)[0]]))).toBe('2 incidents on 4 Oct 2024')
  })
  it('says the pace, and how even it is', () => {
    // gaps 3 3 4 5 10: median 4, mean 5, sd √(34/4) = 2.915
    expect(paceWords(facts(march()))).toMatch(
      /^A gap of 4 days \(median\), 5 days \(mean\) over 5 gaps; spread 0\.58/,
    )
    expect(paceWords(facts(march()))).toContain('200 m (median), 200 m (mean)')
  })
  it('says the days of the next with their chance, where today stands, and the trial', () => {
    const [next, gone, trial, chosen] = nextWords(facts(march()), 20_030)
    // five gaps: smallest to largest, 4 of 6
    expect(next).toMatch(/3 to 10 days after 29 Oct 2024: 1 Nov to 8 Nov 2024\. A window of 67%/)
    expect(gone).toBe('As at 3 Nov 2024 5 days have gone by; 1 of the 5 gaps was longer.')
    // from 3 4 5 3: 3 to 5; 10 is not in it; chance 3 of 5
    expect(trial).toBe(
      'Tried on itself: 0 of 1 fell in the window made from those before (0.6 by the chances claimed); the windows were 3 days wide on average.',
    )
    expect(chosen).toMatch(/chosen/)
    expect(nextWords(facts(march()), 20_040)[1]).toMatch(/that window has passed/)
    expect(nextWords(facts(march()), 20_020)[1]).toMatch(/after the as-at date/)
    expect(nextWords(facts(march(5)), 20_016)[2]).toMatch(/cannot be tried on itself yet: 6/)
  })
  it('says that there are too few', () => {
    expect(nextWords(facts(march(4)), 20_015)).toEqual([
      'Too few to say when a next one would come: 5 incidents are needed, there are 4.',
    ])
    expect(placeWords(facts(march(2)))).toBe('No ellipse: it takes three places, there are 2.')
  })
  it('says where, and that a line has no ellipse', () => {
    expect(placeWords(facts(march()))).toBe('No ellipse: the places lie on one line or one spot.')
    const cross: Row[] = [
      [-1000, 0],
      [1000, 0],
      [0, -500],
      [0, 500],
    ].map(([x, y], k) => ({ x, y, day: 20_000 + k }))
    // √(2·2,000,000/2) = 1,414; √(2·500,000/2) = 707
    expect(placeWords(facts(cross))).toBe(
      'The ellipse is 2.8 km by 1.4 km, its long axis east to west, and holds 4 of 4.',
    )
  })
  it('says hours of those that know them, and none for dates alone', () => {
    expect(hourWords(facts(march()))).toBe(
      '18:00 to 20:00 holds 100% of the time of 6 windows; chance alone makes as narrow a run in fewer than 1% of sets of as many windows, those of one night moved together.',
    )
    // at all hours of the day some run of hours is the narrowest: it is none to speak of
    const any = march().map((r, k) => ({ ...r, hour: (5 * k) % 24, endHour: ((5 * k) % 24) + 1 }))
    expect(hourWords(facts(any))).toMatch(
      /: no hours stand out, chance alone makes as narrow a run in \d\d% of sets/,
    )
    const night = march().map((r) => ({ ...r, hour: 23, endHour: 25 }))
    expect(hourWords(facts(night))).toMatch(/^23:00 to 01:00/)
    expect(hourWords(facts(march(), { precision: 'day' }))).toBe('No hours are known of these incidents.')
    const some = march()
    some[0] = { ...some[0], flags: FLAG.noTime }
    some[1] = { ...some[1], endHour: 36 }
    expect(hourWords(facts(some))).toMatch(
      /of 5 windows.*1 incident without hours left out, 1 window longer than 12 hours\.$/,
    )
  })
  it('takes the crimes of one night for one, of the hours and of the day', () => {
    // six within an hour of one Friday evening, and one a week before
    const raid = [0, 7, 7, 7, 7, 7, 7].map((d) => ({ x: 0, y: 0, day: 20_000 + d, hour: 18, endHour: 19 }))
    expect(hourWords(facts(raid))).toMatch(
      /: no hours stand out, chance alone makes as narrow a run in \d\d%/,
    )
    expect(weekdayWords(facts(raid))).toBe(
      'No weekday stands out: 7.0 of 7 on Fri is no more than chance gives some day.',
    )
    // as many, each on a Friday of its own
    const weekly = raid.map((r, k) => ({ ...r, day: 20_000 + 7 * k }))
    expect(weekdayWords(facts(weekly))).toMatch(
      /^Most on Fri: 7\.0 of 7; by chance, those of one night moved/,
    )
    expect(hourWords(facts(weekly))).toMatch(/; chance alone makes as narrow a run in fewer than 1%/)
  })
  it('says weekdays only where one stands out', () => {
    // 4, 7, 11, 16, 19, 29 Oct 2024: Fri Mon Fri Wed Sat Tue
    expect(weekdayWords(facts(march()))).toBe(
      'No weekday stands out: 2.0 of 6 on Fri is no more than chance gives some day.',
    )
    expect(weekdayWords(facts(march(2)))).toBe(
      'No weekday stands out: 1.0 of 2 on Mon and on Fri is no more than chance gives some day.',
    )
    const week = [0, 1, 2, 3].map((k) => ({ x: k, y: k * k, day: 20_000 + k }))
    expect(weekdayWords(facts(week))).toBe('No weekday stands out among 4 incidents.')
    const fridays = Array.from({ length: 6 }, (_, k) => ({ x: k, y: k * k, day: 20_000 + 7 * k }))
    expect(weekdayWords(facts(fridays))).toMatch(
      /^Most on \w+: 6\.0 of 6; by chance, those of one night moved together, some day has so many less than 1 time in 1,000\.$/,
    )
  })
  it('says metres as one reads them', () => {
    expect([4, 204, 949, 1250].map(metresWords)).toEqual(['4 m', '200 m', '950 m', '1.3 km'])
  })
  it('never says who or where from', () => {
    const all = [
      ...SERIES_LIMITS,
      ...nextWords(facts(march()), 20_030),
      paceWords(facts(march())),
      placeWords(facts(march())),
    ].join(' ')
    expect(all).toMatch(/no home or base is estimated/)
    expect(all).not.toMatch(/\b(he|his|offender|suspect lives|anchor point)\b/i)
  })
})
