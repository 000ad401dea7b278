/** Each measure of the sample town, counted again from the raw CSV by plain loops. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { beforeAll, describe, expect, it } from 'vitest'
import { qualityDefaults } from '../../../../src/core/evaluation/quality/params.ts'
import { qualityReport, type QualityReport } from '../../../../src/core/evaluation/quality/report.ts'
import type { Cases } from '../../../../src/core/evaluation/quality/cases.ts'
import { openCases } from '../../../../src/import/openCases.ts'

type Row = Record<string, string>

const text = readFileSync(join(import.meta.dirname, '../../../../data/town/incidents.csv'), 'utf8')
const raw = Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data
let cases: Cases
let report: QualityReport

beforeAll(async () => {
  ;({ cases } = await openCases([{ name: 'incidents.csv', blob: new Blob([text]) }]))
  report = qualityReport(cases, qualityDefaults(cases))
})

const dayOf = (date: string): number => {
  const [d, m, y] = date.split('/').map(Number)
  return Date.UTC(y, m - 1, d) / 86_400_000
}
const minuteOf = (date: string, time: string): number => {
  const [h, m] = time.split(':').map(Number)
  const [d, mo, y] = date.split('/').map(Number)
  const at = new Date(Date.UTC(y, mo - 1, d))
  return at.getUTCDate() === d ? at.getTime() / 60_000 + 60 * h + m : NaN
}
const LAST = dayOf('22/11/2026')

/** What is counted of each row: the answer by hand. */
type Hand = (r: Row, i: number) => 'yes' | 'no' | 'blank' | 'notApplicable' | 'unread'

const WORDS: Record<string, ReturnType<Hand>> = {
  Y: 'yes',
  N: 'no',
  '': 'blank',
  'N/A': 'notApplicable',
  refused: 'no',
}
const ticked =
  (column: string): Hand =>
  (r) =>
    WORDS[r[column]] ?? 'unread'

const old = (r: Row): boolean => LAST - dayOf(r['Reported Date']) >= 90
const outcome =
  (yes: (o: string) => boolean): Hand =>
  (r) =>
    !old(r) ? 'notApplicable' : yes(r.Outcome) ? 'yes' : 'no'

const family = (code: string, offence: string): string =>
  code === '28E' && !/unconnected/i.test(offence)
    ? 'burglary'
    : code === '45/10' || code === '48/1'
      ? 'vehicle'
      : code === '34B'
        ? 'robbery'
        : code === '39'
          ? 'person'
          : offence

const HAND: Record<string, Hand> = {
  sceneAdvice: ticked('Scene Advice'),
  preventionAdvice: ticked('Prevention Advice'),
  assessment: ticked('THRIVE Completed'),
  repeatCheck: ticked('Repeat Victim'),
  earlyLines: (r) =>
    r['Lines Identified'] === '0'
      ? 'notApplicable'
      : +r['Lines Completed'] >= +r['Lines Identified']
        ? 'yes'
        : 'no',
  attendance: ticked('In Target'),
  csi: ticked('CSI Attended'),
  supervision: (r) =>
    r['Review Date'] === ''
      ? LAST - dayOf(r['Reported Date']) < 28
        ? 'notApplicable'
        : 'blank'
      : dayOf(r['Review Date']) - dayOf(r['Reported Date']) <= 28
        ? 'yes'
        : 'no',
  victimsCode: ticked('VCOP Met'),
  victimView: ticked('Victim View'),
  outcomes: outcome((o) => o !== 'Under investigation'),
  charged: outcome((o) => o === 'Charged'),
  rareCodes: (r) => (r.Outcome === 'Under investigation' ? 'notApplicable' : 'no'),
  specialist: (r) => (+r['Case Score'] < 75 ? 'notApplicable' : r.Team === 'Burglary' ? 'yes' : 'no'),
  backlog: (r) => (r.Outcome === 'Under investigation' ? 'yes' : 'no'),
  solved: outcome((o) => o === 'Charged' || o === 'Community resolution'),
  deskClosed: (r) => (r['Investigation Type'] === 'Desk' ? 'yes' : 'no'),
}

const measure = (id: string) => report.measures.find((m) => m.id === id)!

describe('the measures of the sample town', () => {
  it('are all there, over every row of the file', () => {
    expect(report.measures.map((m) => m.number)).toEqual(Array.from({ length: 18 }, (_, i) => i + 1))
    expect(report.missing).toEqual([])
    expect(report.n).toBe(raw.length)
  })

  it.each(Object.keys(HAND))('%s', (id) => {
    const counts = { yes: 0, no: 0, blank: 0, notApplicable: 0, unread: 0 }
    const months = new Map<string, number[]>()
    const teams = new Map<string, number[]>()
    raw.forEach((r, i) => {
      const answer = HAND[id](r, i)
      counts[answer]++
      const [, m, y] = r['Reported Date'].split('/')
      for (const [map, key] of [
        [months, `${y}-${m}`],
        [teams, r.Team],
      ] as const) {
        const pair = map.get(key) ?? [0, 0]
        map.set(key, pair)
        if (answer === 'yes') pair[0]++
        if (answer === 'yes' || answer === 'no') pair[1]++
      }
    })
    const got = measure(id)
    const { yes, no, blank, notApplicable, unread } = got
    expect({ yes, no, blank, notApplicable, unread }).toEqual(counts)
    expect(got.share).toBe(counts.yes / (counts.yes + counts.no))
    expect(got.by.month.map((p) => [p.name, p.yes, p.yes + p.no])).toEqual(
      [...months].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, pair]) => [name, ...pair]),
    )
    expect(got.by.team.map((p) => [p.name, p.yes, p.yes + p.no])).toEqual(
      [...teams].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, pair]) => [name, ...pair]),
    )
  })

  it('find the repeats by key and address, and what the flag missed of them', () => {
    // keyed rows alone, every pair looked at; rows without a key can only add to these
    const at = raw.map((r) => minuteOf(r['Committed From Date'], r['Committed From Time']))
    const repeat = raw.map(
      (r, i) =>
        r.UPRN !== '' &&
        raw.some(
          (o, j) =>
            o.UPRN === r.UPRN &&
            at[j] < at[i] &&
            at[i] - at[j] <= 365 * 1440 &&
            family(o['HO Code'], o.Offence) === family(r['HO Code'], r.Offence),
        ),
    )
    const keyed = repeat.filter(Boolean).length
    const got = measure('repeatVictims')
    expect(keyed).toBeGreaterThan(400)
    expect(got.yes).toBeGreaterThanOrEqual(keyed)
    expect(got.yes - keyed).toBeLessThanOrEqual(raw.filter((r) => r.UPRN === '').length * 2)
    const { repeats } = report
    expect(repeats!.found).toBe(got.yes)
    expect(repeats!.flagged + repeats!.notFlagged + repeats!.blank).toBe(repeats!.found)
    expect(repeats!.missed).toHaveLength(repeats!.notFlagged + repeats!.blank)
    const missed = new Set(repeats!.missed)
    raw.forEach((r, i) => {
      if (repeat[i]) expect(missed.has(i)).toBe(r['Repeat Victim'] !== 'Y')
    })
    // by construction 55% of repeats are flagged
    const [low, high] = repeats!.interval
    expect(low).toBeLessThan(0.55)
    expect(high).toBeGreaterThan(0.55)
  })

  it('put the one slack team outside the funnel', () => {
    const below = measure('preventionAdvice').teams.filter((t) => t.place === 'below')
    expect(below.map((t) => t.name)).toEqual(['CID South'])
  })

  it('list the word that is neither yes nor no', () => {
    const n = raw.filter((r) => r['Prevention Advice'] === 'see log').length
    expect(n).toBeGreaterThan(5)
    expect(measure('preventionAdvice').unreadWords).toEqual([{ word: 'see log', n }])
    expect(measure('preventionAdvice').notes.join(' ')).toMatch(/declined or refused.*“see log”/)
  })

  it('tell the lag of outcomes, what is open and the days to a review', () => {
    const lags = raw
      .filter((r) => r['Outcome Date'] !== '')
      .map((r) => dayOf(r['Outcome Date']) - dayOf(r['Reported Date']))
      .sort((a, b) => a - b)
    expect(report.lag!.n).toBe(lags.length)
    expect(report.lag!.median).toBe(
      (lags[Math.floor((lags.length - 1) / 2)] + lags[Math.ceil((lags.length - 1) / 2)]) / 2,
    )
    const open = raw.filter((r) => r.Outcome === 'Under investigation')
    expect(report.open.open).toBe(open.length)
    for (const { days, n } of report.open.beyond)
      expect(n).toBe(open.filter((r) => LAST - dayOf(r['Reported Date']) > days).length)
    const reviewed = raw.filter((r) => r['Review Date'] !== '')
    expect(report.reviews!.n).toBe(reviewed.length)
  })

  it('compare two periods', () => {
    const at = dayOf('01/01/2026')
    const { measures } = qualityReport(cases, qualityDefaults(cases), { compareAt: at * 1440 })
    const change = measures.find((m) => m.id === 'victimsCode')!.change!
    const early = raw.filter((r) => dayOf(r['Reported Date']) < at)
    expect(change.before.yes).toBe(early.filter((r) => r['VCOP Met'] === 'Y').length)
    expect(change.before.n + change.after.n).toBe(raw.length)
    expect(change.difference).toBeCloseTo(change.after.share - change.before.share, 12)
  })
})
