/** Quality on the page: the sample town through the worker, each number counted again from the raw CSV. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { renderToString } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wilson } from '../../src/core/places/repeats.ts'
import type { QualityAnswer, QualityAsk } from '../../src/core/evaluation/quality/ask.ts'
import { caseFilterOf, registerOf, targetsOf } from '../../src/state/quality.ts'
import { tableToCsv } from '../../src/ui/table.ts'
import { headline, MeasuresOf, surety } from '../../src/views/quality/Measures.tsx'
import { Handling } from '../../src/views/quality/Handling.tsx'
import { Detail } from '../../src/views/quality/Detail.tsx'
import { measuresTable, missedTable, outcomesTable, partsTable } from '../../src/views/quality/tables.ts'
import { Runner } from '../../src/worker/runner.ts'
import { localWorker } from '../tools/localWorker.ts'

type Row = Record<string, string>
const folder = join(import.meta.dirname, '../../data/town')
const file = (name: string) => new File([readFileSync(join(folder, name))], name)
const raw = Papa.parse<Row>(readFileSync(join(folder, 'incidents.csv'), 'utf8'), {
  header: true,
  skipEmptyLines: true,
}).data

const pool = new Runner(() => localWorker(), 1)
// what the page has of a drop: the register, and addresses beside it that are none
const loaded = {
  name: 'incidents.csv',
  files: [file('incidents.csv'), file('addresses.csv')],
  report: { files: [{ name: 'incidents.csv' }], rows: raw.length, kept: raw.length },
  reading: {},
  table: { fingerprint: 'town', span: {} },
} as never as Parameters<typeof registerOf>[0]

const day = (date: string): number => {
  const [d, m, y] = date.split('/').map(Number)
  return Date.UTC(y, m - 1, d) / 86_400_000
}
const LAST = Math.max(...raw.map((r) => day(r['Reported Date'])))

async function ask<K extends QualityAsk['kind']>(
  a: Extract<QualityAsk, { kind: K }>,
): Promise<Extract<QualityAnswer, { kind: K }>> {
  return (await pool.quality(registerOf(loaded), a).promise).answer as never
}

let all: Extract<QualityAnswer, { kind: 'report' }>
beforeAll(async () => {
  all = await ask({ kind: 'report', filter: {}, params: {} })
})
afterAll(() => pool.end())

const cells = (csv: string): Row[] => Papa.parse<Row>(csv, { header: true, skipEmptyLines: true }).data

describe('the table of measures', () => {
  it('counts the register and not what else came in the drop', () => expect(all.report.n).toBe(raw.length))

  it.each([
    ['Advice on preserving the scene', 'Scene Advice'],
    ['Crime prevention advice', 'Prevention Advice'],
    ['Vulnerability or risk assessment', 'THRIVE Completed'],
    ['Crime scene investigator attended', 'CSI Attended'],
    ['Victims’ Code', 'VCOP Met'],
    ['Victim’s view at the outcome', 'Victim View'],
  ])('%s: its CSV equals plain loops over the file', (label, column) => {
    let [yes, no, blank, na, other] = [0, 0, 0, 0, 0]
    for (const r of raw)
      if (r[column] === 'Y') yes++
      else if (r[column] === 'N' || r[column] === 'refused') no++
      else if (r[column] === '') blank++
      else if (r[column] === 'N/A') na++
      else other++
    const line = cells(tableToCsv(measuresTable(all.report))).find((c) => c.Measure === label)!
    expect([line.Yes, line.No, line.Blank, line['Not applicable'], line['Not read']].map(Number)).toEqual([
      yes,
      no,
      blank,
      na,
      other,
    ])
    const [low, high] = wilson(yes, yes + no)
    expect(Number(line['Share (%)'])).toBeCloseTo((100 * yes) / (yes + no), 9)
    expect(Number(line['95% low (%)'])).toBeCloseTo(100 * low, 9)
    expect(Number(line['95% high (%)'])).toBeCloseTo(100 * high, 9)
  })

  it('keeps to the page’s offence, period and beat, by plain loops', async () => {
    const [from, to] = [day('01/02/2026'), day('31/07/2026')]
    const beats = [raw[0].Beat, raw[1].Beat]
    const { report } = await ask({ kind: 'report', filter: { from, to, beats }, params: {} })
    let [n, yes, no] = [0, 0, 0]
    for (const r of raw) {
      const d = day(r['Committed From Date'])
      if (!(d >= from && d <= to) || !beats.includes(r.Beat)) continue
      n++
      if (r['Scene Advice'] === 'Y') yes++
      if (r['Scene Advice'] === 'N') no++
    }
    const m = report.measures.find((x) => x.id === 'sceneAdvice')!
    expect([report.n, m.yes, m.no]).toEqual([n, yes, no])
    expect(n).toBeGreaterThan(100)
    const { report: homes } = await ask({
      kind: 'report',
      filter: { offences: ['burglary-home'] },
      params: {},
    })
    expect(homes.n).toBe(raw.filter((r) => r['HO Code'] === '28E' && !/unconnected/i.test(r.Offence)).length)
  })

  it('takes as a yes what the user says is one', async () => {
    const { report } = await ask({ kind: 'report', filter: {}, params: { words: { 'see log': 'yes' } } })
    const yes = raw.filter((r) => ['Y', 'see log'].includes(r['Prevention Advice'])).length
    expect(report.measures.find((m) => m.id === 'preventionAdvice')!.yes).toBe(yes)
  })

  it('has parts that add up to the whole, and a printed figure never without year and base', () => {
    for (const m of all.report.measures) {
      for (const by of ['month', 'team', 'beat', 'offence'] as const) {
        const csv = cells(tableToCsv(partsTable(m, by, 'none')))
        expect(csv.reduce((sum, c) => sum + Number(c.Yes), 0)).toBe(m.yes)
        expect(csv.reduce((sum, c) => sum + Number(c.Files), 0)).toBe(raw.length)
      }
      const months = partsTable(m, 'month', 'none').columns[0]
      expect(months.show?.(0)).toMatch(/^[A-Z][a-z]{2} 20\d\d$|^none$/)
      const html = renderToString(<Detail measure={m} />)
      if (m.seed) expect(html).toMatch(/not your sample/)
      expect(html).not.toMatch(/NaN|undefined|Infinity/)
    }
  })
})

describe('what is beside it', () => {
  it('lists each repeat that the flag missed with the case before it at that property', () => {
    const csv = cells(tableToCsv(missedTable(all.missed)))
    expect(csv).toHaveLength(all.report.repeats!.missed.length)
    const byId = new Map(raw.map((r) => [r['Crime No'], r]))
    let keyed = 0
    for (const line of csv) {
      const [now, before] = [byId.get(line.Case)!, byId.get(line['Case before'])!]
      expect(now['Repeat Victim']).not.toBe('Y')
      if (now.UPRN === '' || before.UPRN === '') continue
      keyed++
      expect(before.UPRN).toBe(now.UPRN)
      expect(Number(line['Days since'])).toBe(
        day(now['Committed From Date']) - day(before['Committed From Date']),
      )
    }
    expect(keyed).toBeGreaterThan(100)
  })

  it('says whether outcomes are of a cohort or a period', async () => {
    const old = raw.filter((r) => LAST - day(r['Reported Date']) >= 90)
    const charged = (rows: Row[]) => rows.filter((r) => r.Outcome === 'Charged').length
    const told = (a: typeof all) =>
      Number(cells(tableToCsv(outcomesTable(a.report))).find((c) => /charged/i.test(c.Outcome))!.Cases)
    expect(told(all)).toBe(charged(old))
    expect(told(await ask({ kind: 'report', filter: {}, params: { outcomes: 'period' } }))).toBe(charged(raw))
  })

  it('answers first, and says how sure that is', () => {
    expect(headline(all.report)).toMatch(/^The force’s flag finds \d+% of the repeat victims .*18 of 18/)
    expect(surety(all.report)).toMatch(/5,387 cases; 95% \d+% to \d+%/)
  })

  it('knows which of the page’s filters a register has', () => {
    const { filter, unused } = caseFilterOf([
      { source: 'offence', kind: 'offence', offences: ['burglary-home'] },
      { source: 'period', kind: 'period', fromDay: 5, toDay: 9 },
      { source: 'repeat', kind: 'repeat' },
    ])
    expect(filter).toEqual({ offences: ['burglary-home'], from: 5, to: 9 })
    expect(unused).toEqual(['repeat'])
    expect(targetsOf('Emergency=15, Priority = 60; nonsense')).toEqual({ Emergency: 15, Priority: 60 })
  })

  it('draws the whole panel', () => {
    const read = { n: raw.length, handling: [], columns: [], header: [], passedOver: 0, notes: [] }
    const html = renderToString(<MeasuresOf loaded={loaded} answer={all} read={read} stale={false} />)
    for (const word of ['Repeat victims the flag missed', 'see log', 'Change settings', 'Print this'])
      expect(html).toContain(word)
    expect(html).not.toMatch(/NaN|undefined|\[object/)
    // an earlier answer neither prints nor is saved
    const held = renderToString(<MeasuresOf loaded={loaded} answer={all} read={read} stale />)
    const shut = (page: string) => page.match(/<button[^>]*title="This is the earlier result/g)?.length ?? 0
    expect(shut(held) - shut(html)).toBe(2)
  })

  it('refuses a file that is no register, with a sentence', async () => {
    const empty = {
      ...loaded,
      files: [new File([''], 'empty.csv')],
      table: { fingerprint: 'empty' },
    } as never
    await expect(
      pool.quality(registerOf(empty), { kind: 'report', filter: {}, params: {} }).promise,
    ).rejects.toThrow(/empty/)
  })
})

describe('a register without a column of outcomes', () => {
  it('is told to have none, and not to have none of each', () => {
    const none = {
      ...all.report,
      outcomes: {
        n: 12,
        groups: all.report.outcomes.groups.map((g) => ({ ...g, n: g.id === 'unknown' ? 12 : 0 })),
      },
      lag: undefined,
      reviews: undefined,
      audit: [],
    }
    const html = renderToString(<Handling report={none as never} audit={[] as never} />)
    expect(html).toMatch(/None of the (<!-- -->)?12 crimes/)
    expect(html).not.toMatch(/Charged or summonsed/)
    expect(renderToString(<Handling report={all.report} audit={all.audit} />)).toMatch(/Charged or summonsed/)
  })
})

describe('outcomes of which nothing can be counted', () => {
  const none = { n: 0, median: NaN, low: NaN, high: NaN }
  it('have no days of NaN where no outcome has a date', () => {
    const report = { ...all.report, lag: { ...none, before: 0 }, reviews: { ...none, within: 0 } }
    expect(renderToString(<Handling report={report} audit={all.audit} />)).not.toContain('NaN')
  })
  it('keep the way to look by period where every case is too young for a cohort', () => {
    const { report } = all
    const groups = report.outcomes.groups.map((g) => ({ ...g, n: 0, share: NaN }))
    const young = { ...report, outcomes: { n: 0, groups }, lag: undefined, reviews: undefined, audit: [] }
    const html = renderToString(<Handling report={young} audit={[]} />)
    expect(html).toContain('Period')
    expect(html).not.toContain('None of the 0')
  })
})
