/** What a near-repeat table says: whole sentences of tables written by hand. */
import { describe, expect, it } from 'vitest'
import type { OffenceId } from '../../../src/core/base/offences.ts'
import { anchorWords, limitsOf } from '../../../src/core/near/knoxLimits.ts'
import type { Diagnostic, KnoxTable, Pattern } from '../../../src/core/near/knoxTable.ts'
import { knoxHeadline, knoxSentences, knoxSure } from '../../../src/core/near/knoxWords.ts'

const told = (more: Partial<Pattern> = {}): Pattern => ({
  ...{ found: true, observed: 85, expected: 63.6, ratio: 1.34, p: 0.01, metres: 100, days: 14 },
  interval: [1.1, 1.6],
  ...more,
})
const home = told({ observed: 12, expected: 1.25, ratio: 9.6, metres: 0, days: 7, interval: [4.04, 15.2] })

/** A tested table of 120 burglaries of homes, both patterns found. */
const tableOf = (more: object = {}) =>
  ({
    observed: Float64Array.of(12, 85),
    expected: Float64Array.of(5, 63.6),
    space: [0, 1, 100],
    time: [0, 7],
    metric: 'euclidean',
    notation: '[a, b)',
    offences: ['burglary-home'],
    permutations: 99,
    seed: 5,
    shown: { n: 120, observed: Float64Array.of(0, 85) },
    sameDay: true,
    doubles: 0,
    long: 0,
    sameHome: home,
    neighbours: told(),
    diagnostics: [],
    anchors: [],
    ...more,
  }) as unknown as KnoxTable

const check = (within: Diagnostic['within'], size: number, ratio: number, p: number): Diagnostic => {
  const f = { observed: 8, expected: 6.24, ratio, p }
  return { within, size, sameHome: { ...f, ratio: 9.6, p: 0.01 }, neighbours: f }
}

const SAME =
  'After a burglary, the same home is 9.6 times as likely as chance to be burgled again in the next week (12 pairs for 1.3 expected; 95% interval 4.0 to 15).'
const NEAR =
  'After a burglary, other homes within 100 m are 1.3 times as likely as chance to be burgled in the next two weeks (85 pairs for 63.6 expected; 95% interval 1.1 to 1.6).'
const NOT_SAME =
  'The same home is not clearly hit again sooner than shuffled dates would make it (12 pairs for 1.3 expected; 95% interval 4.0 to 15).'
const NOT_NEAR =
  'Of other homes within 100 m nothing of the kind was found (85 pairs for 63.6 expected; 95% interval 1.1 to 1.6).'
const NONE =
  'No near-repeat pattern was found in these recorded crimes: close in space, they are not clearly closer in time than shuffled dates would make them.'
const no = { found: false }

describe('the two sentences of a near-repeat table', () => {
  it('say how much likelier, how far, how long, and on what evidence', () => {
    expect(knoxSentences(tableOf())).toEqual([SAME, NEAR])
    expect(knoxSentences(tableOf({ sameHome: { ...home, ...no } }))).toEqual([NOT_SAME, NEAR])
    expect(knoxSentences(tableOf({ neighbours: told(no) }))).toEqual([SAME, NOT_NEAR])
    const neither = tableOf({ sameHome: { ...home, ...no }, neighbours: told(no) })
    expect(knoxSentences(neither)).toEqual([NONE])
    expect(knoxHeadline(neither)).toBe(NONE)
    expect(knoxSentences(tableOf({ neighbours: told({ interval: undefined }) }))[1]).toContain(
      '(85 pairs for 63.6 expected).',
    )
  })

  it('round a ratio to one digit below ten, and to none from there', () => {
    const of = (ratio: number) =>
      /is (\S+) times/.exec(knoxSentences(tableOf({ sameHome: { ...home, ratio } }))[0])![1]
    expect([1.25, 9.94, 9.95, 10.4, 12.6].map(of)).toEqual(['1.3', '9.9', '10', '10', '13'])
  })

  it('spell days, weeks up to twelve, and bands without an end', () => {
    const of = (days: number, metres = 100) =>
      /other homes (.+) are .* burgled (.+) \(/
        .exec(knoxSentences(tableOf({ neighbours: told({ days, metres }) }))[1])!
        .slice(1)
    expect(of(1)).toEqual(['within 100 m', 'in the next day'])
    expect(of(10)[1]).toBe('in the next 10 days')
    expect(
      [7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84, 91].map((d) => of(d)[1].replace('in the next ', '')),
    ).toEqual([
      ...['week', 'two weeks', 'three weeks', 'four weeks', 'five weeks', 'six weeks', 'seven weeks'],
      ...['eight weeks', 'nine weeks', 'ten weeks', 'eleven weeks', 'twelve weeks', '91 days'],
    ])
    expect(of(Infinity, Infinity)).toEqual(['at any distance', 'afterwards'])
  })

  it('speak of each kind of crime in its words', () => {
    const of = (...offences: OffenceId[]) => knoxSentences(tableOf({ offences }))
    const after = (...offences: OffenceId[]) =>
      of(...offences).map((s) => s.replace(/ \(.*/, '').replace(/ in the next.*/, ''))
    const other = (what: string) => [
      `After ${what}, the same place is 9.6 times as likely as chance to see another`,
      `After ${what}, other places within 100 m are 1.3 times as likely as chance to see another`,
    ]
    expect(after('burglary-any')).toEqual([
      'After a burglary, the same home is 9.6 times as likely as chance to be burgled again',
      'After a burglary, other places within 100 m are 1.3 times as likely as chance to be burgled',
    ])
    expect(of('burglary-home', 'burglary-any')).toEqual([SAME, NEAR])
    expect(after('theft-from-vehicle')).toEqual(other('a theft from a vehicle'))
    expect(after('theft-of-vehicle')).toEqual(other('a theft of a vehicle'))
    expect(after('theft-of-vehicle', 'theft-from-vehicle')).toEqual(other('an incident'))
    expect(after('burglary-home', 'theft-of-vehicle')).toEqual(other('an incident'))
    expect(after()).toEqual(other('an incident'))
    expect(knoxHeadline(tableOf({ offences: ['theft-of-vehicle'] }))).toBe(
      'After a theft of a vehicle, the same place is 9.6 times as likely as chance to see another in the next week; other places within 100 m are 1.3 times as likely in the next two weeks.',
    )
  })

  it('say why there is nothing to tell', () => {
    const shown = (n: number, observed: number[]) => tableOf({ shown: { n, observed } })
    const one = (t: KnoxTable) => {
      expect(knoxSentences(t)).toEqual([knoxHeadline(t)])
      return knoxHeadline(t)
    }
    expect(one(shown(0, []))).toBe('There are no incidents here; near repeats need at least two.')
    expect(one(shown(1, [0]))).toBe('There is one incident here; near repeats need at least two.')
    expect(one(shown(2, [0, 0]))).toBe(
      'No two of the 2 incidents lie within 100 m and within 7 days of each other, so there is nothing to compare with chance.',
    )
    expect(
      one(tableOf({ shown: { n: 9, observed: [0] }, space: [0, 1, Infinity], time: [0, 7, Infinity] })),
    ).toBe(
      'No two of the 9 incidents lie at any distance and at any time of each other, so there is nothing to compare with chance.',
    )
    expect(one(tableOf({ permutations: 0 }))).toBe(
      'Counts are compared with the exact average of shuffled dates; whether they differ by more than chance is not tested yet.',
    )
    expect(knoxSentences(shown(2, [0, 1]))).toEqual([SAME, NEAR])
  })
})

describe('a doubt', () => {
  const wordsOf = (d: Diagnostic) => knoxSentences(tableOf({ diagnostics: [d] }))[1].slice(NEAR.length)

  it('is said where another shuffle is not significant, or leaves less than half of what is above 1', () => {
    expect(wordsOf(check('season', 28, 1.3, 0.05))).toBe('')
    expect(wordsOf(check('season', 28, 1.3, 0.051))).toBe(
      ' This is partly a change of places over time: with dates shuffled only within four weeks at a time it is 1.3 times (p 0.05).',
    )
    expect(wordsOf(check('area', 1500, 1.16, 0.01))).toContain(
      'with dates shuffled only within squares of 1,500 m it is 1.2 times (p 0.01).',
    )
    expect(wordsOf(check('area', 1500, 1.171, 0.01))).toBe('')
    expect(wordsOf(check('homes', 500, NaN, NaN))).toContain(
      'with dates shuffled by the homes that stood there at each time it is nothing to compare',
    )
    // exactly half of what is above 1 is enough
    const half = tableOf({ neighbours: told({ ratio: 1.5 }), diagnostics: [check('season', 28, 1.25, 0.01)] })
    expect(knoxSentences(half)[1]).not.toContain('partly')
  })

  it('is not cast on true near repeats by a shuffle that takes some of them for chance', () => {
    // 58 pairs for 2.4; of dates dealt out over 88 days 15% fall within a week: 10.4 are expected without any change
    const strong = told({ observed: 58, expected: 2.4, ratio: 24, days: 7 })
    const of = (ratio: number) =>
      knoxSentences(tableOf({ neighbours: strong, diagnostics: [check('season', 88, ratio, 0.01)] }))[1]
    expect(of(5.6)).not.toContain('partly')
    expect(of(1.49)).toContain('partly a change of places over time')
    const most = check('area', 800, 1.6, 0.01)
    expect(knoxSentences(tableOf({ neighbours: strong, diagnostics: [most] }))[1]).toContain('partly')
    // over three weeks of 88 days 42% are taken
    const long = told({ observed: 329, expected: 118.7, ratio: 2.8, days: 21 })
    const weeks = tableOf({ neighbours: long, diagnostics: [check('season', 88, 1.6, 0.01)] })
    expect(knoxSentences(weeks)[1]).not.toContain('partly')
  })

  it('speaks of places where the crime is not one of homes', () => {
    const notes = (offences: readonly OffenceId[]) =>
      limitsOf(tableOf({ offences, diagnostics: [check('area', 800, 1.1, 0.2)] })).join(' ')
    expect(notes(['theft-from-vehicle'])).not.toMatch(/same home|neighbouring home/)
    expect(notes(['burglary-home', 'burglary-any'])).toMatch(/the same home/)
  })

  it('is one sentence of several shuffles, and none of what was not found', () => {
    const diagnostics = [check('season', 10, 1, 0.4), check('area', 800, 1.1, 0.2)]
    expect(knoxSentences(tableOf({ diagnostics }))).toEqual([
      SAME,
      `${NEAR} This is partly a change of places over time: with dates shuffled only within 10 days at a time it is 1.0 times (p 0.40); with dates shuffled only within squares of 800 m it is 1.1 times (p 0.20).`,
    ])
    expect(knoxSentences(tableOf({ diagnostics, neighbours: told(no) }))).toEqual([SAME, NOT_NEAR])
  })
})

describe('the headline and what carries it', () => {
  const HOME =
    'After a burglary, the same home is 9.6 times as likely as chance to be burgled again in the next week'

  it('names both figures, or the one that was found', () => {
    expect(knoxHeadline(tableOf())).toBe(
      `${HOME}; other homes within 100 m are 1.3 times as likely in the next two weeks.`,
    )
    expect(knoxHeadline(tableOf({ neighbours: told(no) }))).toBe(
      `${HOME}; of other homes within 100 m nothing of the kind was found.`,
    )
    expect(knoxHeadline(tableOf({ sameHome: { ...home, ...no } }))).toBe(
      'After a burglary, other homes within 100 m are 1.3 times as likely as chance to be burgled in the next two weeks; for the same home nothing clear was found.',
    )
  })

  it('says when the same day is left out, and when it is partly something else', () => {
    const diagnostics = [check('season', 10, 1, 0.4)]
    expect(knoxHeadline(tableOf({ sameDay: false, diagnostics }))).toBe(
      `${HOME}, the same day left out; other homes within 100 m are 1.3 times as likely in the next two weeks (partly a change of places over time).`,
    )
    expect(knoxHeadline(tableOf({ sameDay: false, diagnostics, sameHome: { ...home, ...no } }))).toBe(
      'After a burglary, other homes within 100 m are 1.3 times as likely as chance to be burgled in the next two weeks, the same day left out (partly a change of places over time); for the same home nothing clear was found.',
    )
    const turned = diagnostics.map((d) => ({
      ...d,
      sameHome: d.neighbours,
      neighbours: { ...d.neighbours, ratio: 2, p: 0.01 },
    }))
    expect(knoxHeadline(tableOf({ diagnostics: turned }))).toContain(
      'next week (partly a change of places over time); other',
    )
    expect(knoxSentences(tableOf({ sameDay: false }))).toEqual([
      SAME.replace('week (', 'week, the same day left out, ('),
      NEAR.replace('weeks (', 'weeks, the same day left out, ('),
    ])
  })

  it('is carried by pairs, expectation and interval of each figure', () => {
    const says =
      'Same home: 12 pairs for 1.3 expected; 95% interval of the ratio 4.0 to 15. Other homes: 85 pairs for 63.6 expected; 95% interval of the ratio 1.1 to 1.6. Chance is the same dates shuffled.'
    expect(knoxSure(tableOf())).toEqual([{ label: 'How sure', says }])
    expect(knoxSure(tableOf({ diagnostics: [check('season', 10, 1, 0.4)] }))).toEqual([
      { label: 'How sure', says },
      {
        label: 'Partly',
        says: 'A change of places over time would look alike. Other homes: with dates shuffled only within 10 days at a time it is 1.0 times (p 0.40).',
      },
    ])
    const one = { ...home, ...no, observed: 1, interval: undefined }
    expect(knoxSure(tableOf({ sameHome: one }))[0].says).toMatch(
      /^Same home: 1 pair for 1\.3 expected, too few for an interval\. Other/,
    )
    const neither = { sameHome: { ...home, ...no }, neighbours: told(no) }
    expect(knoxSure(tableOf(neither))).toHaveLength(1)
    expect(knoxSure(tableOf({ ...neither, permutations: 0 }))).toEqual([])
    expect(knoxSure(tableOf({ shown: { n: 1, observed: [1] } }))).toEqual([])
    expect(knoxSure(tableOf({ shown: { n: 2, observed: [1] } }))).toHaveLength(1)
    expect(knoxSure(tableOf({ shown: { n: 5, observed: [0, 0] } }))).toEqual([])
    const turned = check('season', 10, 1, 0.4)
    expect(knoxSure(tableOf({ diagnostics: [{ ...turned, sameHome: turned.neighbours }] }))[1].says).toMatch(
      /alike\. Same home: .*\(p 0\.40\)\. Other homes: .*\(p 0\.40\)\.$/,
    )
  })
})

describe('what limits a near-repeat table', () => {
  const BANDS = 'Bands: [a, b). Distance: straight line, on the plane of the data.'
  const P =
    'p is one-sided, (r + 1) / (99 + 1), from 99 shuffles of the dates (seed 5); the ratio is observed / exact mean under shuffling.'
  const CELLS =
    /^2 cells are tested at once: .* fewer than five pairs or where its interval reaches 1\. .* can move that by a band\.$/
  const HOMES = /^Two incidents at the same home are told from two at neighbouring homes by UPRN/
  const LAST = 'These are recorded crimes; a pattern of recording looks like a pattern of crime.'
  const middle = (more: object) => {
    const all = limitsOf(tableOf(more))
    expect(all.slice(0, 2)).toEqual([BANDS, P])
    expect([all[2], all[3]]).toEqual([expect.stringMatching(CELLS), expect.stringMatching(HOMES)])
    expect(all.at(-1)).toBe(LAST)
    return all.slice(4, -1)
  }

  it('is said in a fixed order, and nothing that does not hold', () => {
    expect(middle({})).toEqual([])
    const split = limitsOf(tableOf({ shown: { n: 120, observed: Float64Array.of(0, 12, 85) } }))
    expect(split[2]).toMatch(
      /^2 cells are tested at once, 3 where pairs on one day stand by themselves: some/,
    )
    expect(limitsOf(tableOf({ metric: 'manhattan' }))[0]).toBe(
      'Bands: [a, b). Distance: Manhattan, |dx| + |dy|, on the plane of the data.',
    )
    const untested = limitsOf(
      tableOf({ permutations: 0, diagnostics: [], sameHome: told({ interval: undefined }) }),
    )
    expect(untested[1]).toBe(
      'No permutations were run: expected counts and standard deviations are exact, p is not known yet.',
    )
    expect(untested[2]).toMatch(HOMES)
    expect(untested).toHaveLength(4)
    const one = limitsOf(tableOf({ observed: [12], expected: [5] }))
    expect(one[2]).toMatch(HOMES)
  })

  it('names what was left out', () => {
    expect(middle({ sameDay: false, doubles: 1, long: 1 })).toEqual([
      'Pairs on one day are left out of the sentences and of the table shown.',
      '1 row says the same as another (same kind, place and day) and may be one crime entered twice: left out of the sentences and of the table shown.',
      '1 incident could have happened at any time in more than 7 days: too uncertain a day for these bands, so left out of the sentences and of the table shown.',
    ])
    expect(middle({ doubles: 2, long: 3, time: [2, 3] })).toEqual([
      '2 rows say the same as another (same kind, place and day) and may be one crime entered twice: left out of the sentences and of the table shown.',
      '3 incidents could have happened at any time in more than 1 day: too uncertain a day for these bands, so left out of the sentences and of the table shown.',
    ])
    expect(middle({ long: 3, time: [0, Infinity] })[0]).toContain('in more than the band of days: too')
  })

  it('gives the figures of other ways of counting', () => {
    const f = { observed: 1200, expected: 63.57, ratio: 1.34, p: 0.0104 }
    const untested = { observed: 3, expected: 1, ratio: 3, p: NaN }
    const nothing = { observed: 0, expected: 0, ratio: NaN, p: 1 }
    expect(middle({ withAll: { sameHome: f, neighbours: nothing } })).toEqual([
      'With all of these in: the same home 1.3 times (1,200 pairs for 63.6, p 0.010), neighbours none expected.',
    ])
    const anchor = { anchor: 'from', sameHome: untested, neighbours: f } as const
    const words = anchorWords({ offences: ['burglary-home'] }, anchor)
    expect(words).toBe(
      'Dated by the start of the window: the same home 3.0 times (3 pairs for 1.0, p not tested), neighbours 1.3 times (1,200 pairs for 63.6, p 0.010).',
    )
    expect(
      middle({ anchors: [anchor, { ...anchor, anchor: 'to' }, { ...anchor, anchor: 'middle' }] }),
    ).toEqual([words, words.replace('start', 'end'), words.replace('start', 'middle')])
  })

  it('says how other shuffles were made, and asks for homes only where none were given', () => {
    const figures =
      'the same home 9.6 times (8 pairs for 6.2, p 0.010), neighbours 1.3 times (8 pairs for 6.2, p 0.010).'
    const season = `Dates shuffled only within stretches of 28 days: ${figures} What only moves from place to place over the seasons is not counted there as a near repeat.`
    const area = `Dates shuffled only within squares of 1,500 m: ${figures} What only rises or falls by area is not counted there as a near repeat.`
    const homes = `Dates shuffled by the homes that stood in each square of 500 m at each time (Kulldorff and Hjalmars 1999): ${figures} What only follows homes that were built or pulled down is not counted there as a near repeat.`
    const of = (...d: Diagnostic[]) => middle({ diagnostics: d })
    const given = [check('season', 28, 1.28, 0.01), check('area', 1500, 1.28, 0.01)]
    expect(of(...given)).toEqual([
      season,
      area,
      expect.stringMatching(/^How many homes stood .* is not known here/),
    ])
    expect(of(...given, check('homes', 500, 1.28, 0.01))).toEqual([season, area, homes])
    expect(limitsOf(tableOf({ permutations: 0, diagnostics: given })).join()).not.toContain(
      'is not known here',
    )
  })

  it('says that the period is short, and that few pairs are expected', () => {
    const bare = { interval: undefined }
    const short = 'The period is too short for an interval of these figures over stretches of weeks.'
    expect(middle({ sameHome: told(bare), neighbours: told(bare) })).toEqual([short])
    expect(middle({ sameHome: told(bare) })).toEqual([])
    expect(middle({ neighbours: told(bare) })).toEqual([])
    expect(middle({ expected: Float64Array.of(4.99, 5) })).toEqual([
      '1 of 2 cells expect fewer than 5 pairs; their ratios are unsteady.',
    ])
    expect(middle({ expected: Float64Array.of(4, 1) })[0]).toContain('2 of 2 cells')
  })
})
