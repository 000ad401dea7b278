/** Months that the files do not hold: no week without crime, no base that is lost, and said wherever they matter. */
import { describe, expect, it } from 'vitest'
import { METHOD as change } from '../../src/analyses/change/compute.ts'
import { METHOD as compare } from '../../src/analyses/compare/compute.ts'
import { answerOf as compareAnswer } from '../../src/analyses/compare/words.ts'
import { METHOD as patrol } from '../../src/analyses/patrol/compute.ts'
import { METHOD as today } from '../../src/analyses/today/compute.ts'
import { answerOf, trendWords } from '../../src/analyses/today/words.ts'
import { Stream } from '../../src/core/base/random.ts'
import { isoDay, parseIsoDay } from '../../src/core/base/time.ts'
import { gapWarning } from '../../src/core/evaluation/areasWords.ts'
import { fitSeason } from '../../src/core/stats/season.ts'
import { timeBars } from '../../src/core/stats/timeBars.ts'
import { fewWindows } from '../../src/core/table/earlier.ts'
import { gapsOf } from '../../src/core/table/gaps.ts'
import { FIRST_DAY, runOn } from '../bench/calibrate/towns.ts'
import { townOf, type Row } from './town.ts'
import { byDay } from '../tools/byDay.ts'

const DAYS = 790
const END = FIRST_DAY + DAYS - 1
const GAP = [parseIsoDay('2026-02-01'), parseIsoDay('2026-04-30')] as const

/** An even town of so many incidents, and the same without three months of it. */
function town(n: number): Row[] {
  const s = new Stream(808, n)
  return Array.from({ length: n }, (_, place) => ({
    ...{ x: 450_000 + s.below(4000), y: 300_000 + s.below(4000), place, minute: s.below(1440) },
    day: FIRST_DAY + s.below(DAYS),
    offence: (['burglary-home', 'theft-from-vehicle'] as const)[s.below(2)],
    beat: `Beat ${1 + s.below(4)}`,
  })).sort((a, b) => a.day - b.day || a.minute - b.minute)
}
const whole = town(2000)
const holed = whole.filter((r) => r.day! < GAP[0] || r.day! > GAP[1])
const table = townOf(holed)
const gapped = { ...table, gaps: gapsOf(table) }

describe('missing months', () => {
  it('leave Today its base and its verdict', () => {
    expect(gapped.gaps).toEqual([[...GAP]])
    const r = runOn(today, gapped, END)
    for (const k of r.kinds) for (const l of k.looks) expect(l.verdict).not.toBe('unknown')
    expect(answerOf(r)).not.toMatch(/Nothing is judged/)
    // and expect about what the whole file expects
    const all = runOn(today, whole, END)
    r.kinds.forEach((k, i) => {
      const ratio = k.looks[1].expected / all.kinds[i].looks[1].expected
      expect(ratio).toBeGreaterThan(0.75)
      expect(ratio).toBeLessThan(1.33)
    })
  })

  it('are no weeks without crime on the timeline', () => {
    const days = Int32Array.from(holed, (r) => r.day!)
    const bars = timeBars(byDay(days), [FIRST_DAY, END], 'week', false, Infinity, gapped.gaps)
    expect(bars.swing!.phi).toBeLessThan(1.6)
    bars.starts.forEach((s, i) => {
      if (s <= GAP[1] && s + 6 >= GAP[0]) expect(bars.expected[i]).toBeNaN()
    })
    // six whole weeks after them a week is expected as ever
    const after = bars.starts.findIndex((s) => s > GAP[1] + 49)
    expect(bars.expected[after]).toBeGreaterThan(12)
    expect(bars.expected[after]).toBeLessThan(24)
  })

  it('are said above the verdict of a plan whose windows hold them', () => {
    const windows = { start: parseIsoDay('2026-03-01'), before: 200, after: 100 }
    expect(gapWarning(gapped.gaps, windows)).toMatch(/No row is of Feb 2026 to Apr 2026.*Both arms/)
    expect(gapWarning(gapped.gaps, { ...windows, start: windows.start - 300 })).toBeUndefined()
  })
})

describe('a season', () => {
  it('is known from the first day of its base on, even where the first whole week begins later', () => {
    const bins = Array.from({ length: 60 }, (_, k) => ({
      days: [3 + 7 * k, 9 + 7 * k] as const,
      count: 10,
    }))
    const season = fitSeason(bins, 0)!
    expect(season.against([[0, 422]], [423, 429]).times).toBeCloseTo(423 / 7, 0)
  })
})

describe('why nothing is known of how much counts vary', () => {
  it('is never too few windows where there are enough', () => {
    expect(fewWindows(6, '28 days')).toBe(
      'only 6 earlier windows of 28 days, 12 needed to know how much such counts vary',
    )
    expect(fewWindows(97, '7 days')).toBe(
      'too few incidents in 97 earlier windows of 7 days to know how much such counts vary',
    )
    expect(fewWindows(3, 'day')).toMatch(/^only 3 earlier windows of a day,/)
    expect(fewWindows(11, 'month')).toMatch(/^only 11 earlier months,/)
  })
})

describe('two periods of unequal length', () => {
  it('are neither a rise nor a fall of a beat', () => {
    const own = (from: number, to: number, last: number, end: number) => ({
      ...{ mode: 'rest' as const, against: 'own' as const, beatA: 'Beat 1' },
      ...{ fromA: isoDay(from), toA: isoDay(to), fromB: isoDay(last), toB: isoDay(end) },
    })
    const r = runOn(compare, whole, END, own(END - 200, END - 1, END - 260, END - 211))
    expect(compareAnswer(r)).toMatch(
      /^All kinds in Beat 1 \d+ in 200 days against \d+ in 50, in the other beats \d+ against \d+ \(/,
    )
    expect(compareAnswer(r)).not.toMatch(/rose|fell/)
    expect(r.notes.join(' ')).toMatch(/unequal length, which the beat and the others share/)
  })
})

describe('a beat with a single incident', () => {
  it('does not stand out, however little was expected', () => {
    // five burglaries in 500 days; the last one, in a beat without any before, is the newest week
    const rows = [0, 120, 260, 390, 498].map((day, place): Row => {
      return {
        ...{ x: 450_000 + 500 * place, y: 300_000, place, minute: 1430 },
        day: FIRST_DAY + day,
        offence: 'burglary-home',
        beat: place < 4 ? 'Beat 1' : 'Beat 2',
      }
    })
    const r = runOn(today, rows, FIRST_DAY + 499)
    expect(r.looks.some((l) => l.q <= 0.1)).toBe(true)
    expect(r.alerts).toEqual([])
    expect(r.record?.alerts).toBe(0)
    expect(answerOf(r)).not.toMatch(/stands? out, |1 beat/)
  })
})

describe('periods that reach into missing months', () => {
  const own = (fromA: string, toA: string, fromB: string, toB: string) => ({
    ...{ mode: 'periods' as const, against: 'own' as const, fromA, toA, fromB, toB },
  })

  it('count by the days that the files hold', () => {
    const r = runOn(compare, gapped, END, own('2026-05-15', '2026-07-15', '2026-01-15', '2026-05-14'))
    // 15 to 31 January and 1 to 14 May
    expect([r.a.exposure, r.b.exposure]).toEqual([62, 31])
    expect(r.standsOut).toEqual([])
    expect(compareAnswer(r)).toMatch(/ in 62 days against \d+ in 31 \(/)
    const all = own('2026-05-15', '2026-07-15', '2026-02-01', '2026-04-30')
    expect(() => runOn(compare, gapped, END, all)).toThrow(/months are missing/)
  })

  it('make no place seem to change', () => {
    expect(() => runOn(change, gapped, parseIsoDay('2026-07-28'))).toThrow(/earlier period .* not counted/)
    expect(() => runOn(change, gapped, parseIsoDay('2026-05-20'))).toThrow(/recent period .* missing/)
    expect(runOn(change, gapped, END).up).toBe(0)
  })

  it('are no fall of the twelve weeks before', () => {
    const at = parseIsoDay('2026-05-20')
    const then = gapsOf(townOf(whole.filter((r) => r.day! < GAP[0] - 365 || r.day! > GAP[1] - 365)))
    const r = runOn(today, { ...townOf(whole), gaps: then }, at)
    for (const k of r.kinds)
      if (k.trend) {
        expect(k.trend.thenDays).toBeLessThan(84)
        expect(trendWords(k.trend, r.lookBack)).toMatch(/by the day|hold no day/)
      }
  })

  it('do not thin out what a patrol may expect', () => {
    const r = runOn(patrol, gapped, END, { lookBack: 12 })
    expect(r.notes.join(' ')).toMatch(/Looked back on 305 days/)
  })
})
