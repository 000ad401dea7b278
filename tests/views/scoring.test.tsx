import 'fake-indexeddb/auto'
/** Case scores on the page: the table equals plain loops over the file, refusals, decisions with a reason in the log. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { renderToString } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QualityAnswer } from '../../src/core/evaluation/quality/ask.ts'
import { sayAuc, sayDrift } from '../../src/core/evaluation/quality/trialWords.ts'
import { EMPTY_SHEET, type Sheet } from '../../src/core/evaluation/quality/sheet.ts'
import { readLog } from '../../src/state/log.ts'
import { registerOf } from '../../src/state/quality.ts'
import { decide, findSheet, keepSheet, useSheet } from '../../src/state/sheets.ts'
import { tableToCsv } from '../../src/ui/table.ts'
import { thresholdTable, tradeOff, casesTable, fairTable } from '../../src/views/quality/scoreTables.ts'
import { scoreHeadline } from '../../src/views/quality/Scoring.tsx'
import { ScoreOf } from '../../src/views/quality/ScoreOf.tsx'
import { problemOf, SheetForm, whenOf, whenWords } from '../../src/views/quality/SheetForm.tsx'
import { Runner } from '../../src/worker/runner.ts'
import { localWorker } from '../tools/localWorker.ts'

type Row = Record<string, string>
const town = join(import.meta.dirname, '../../data/town/incidents.csv')
const raw = Papa.parse<Row>(readFileSync(town, 'utf8'), { header: true, skipEmptyLines: true }).data
const cells = (csv: string): Row[] => Papa.parse<Row>(csv, { header: true, skipEmptyLines: true }).data
const loaded = {
  name: 'incidents.csv',
  files: [new File([readFileSync(town)], 'incidents.csv')],
  report: { files: [{ name: 'incidents.csv' }] },
  reading: {},
  table: { fingerprint: 'town' },
} as never as Parameters<typeof registerOf>[0]
const sheet: Sheet = {
  ...{ name: 'Ours', threshold: 40, sum: false },
  factors: [
    { factor: 'Forensics', column: 'Forensics Recovered', points: 30, part: 'solvability' },
    { factor: 'Eyewitness', column: 'Eyewitness', points: 20, part: 'solvability' },
    { factor: 'CCTV', column: 'CCTV', points: 20, part: 'solvability' },
    { factor: 'Repeat', column: 'cocoon:repeat', points: 10, part: 'harm' },
  ],
}
const ask = (s: Sheet) =>
  pool
    .quality(registerOf(loaded), {
      ...{
        kind: 'score',
        filter: {},
        sheet: s,
        params: {},
        split: 0.625,
        fit: false,
        groups: ['beat'],
        seed: 1,
      },
    })
    .promise.then((t) => t.answer as Extract<QualityAnswer, { kind: 'score' }>)
const pool = new Runner(() => localWorker(), 1)
let answer: Extract<QualityAnswer, { kind: 'score' }>
beforeAll(async () => void (answer = await ask(sheet)))
afterAll(() => pool.end())

const day = (date: string): number => {
  const [d, m, y] = date.split('/').map(Number)
  return Date.UTC(y, m - 1, d) / 86_400_000
}
const LAST = Math.max(...raw.map((r) => day(r['Reported Date'])))
const points = (r: Row): number =>
  (r['Forensics Recovered'] === 'Y' ? 30 : 0) + (r.Eyewitness === 'Y' ? 20 : 0) + (r.CCTV === 'Y' ? 20 : 0)

describe('the trial', () => {
  it('equals plain loops over the file at every threshold of the table', () => {
    const judged = raw.filter(
      (r) => r.Outcome !== 'Under investigation' && LAST - day(r['Reported Date']) >= 90,
    )
    const solved = (r: Row) => ['Charged', 'Community resolution'].includes(r.Outcome)
    expect(answer.trial.judged).toBe(judged.length)
    for (const line of cells(tableToCsv(thresholdTable(answer.trial.all.table, 'x')))) {
      const from = Number(line['From (points)'])
      const up = judged.filter((r) => points(r) >= from)
      expect(Number(line['Cases put forward'])).toBe(up.length)
      expect(Number(line.Solved)).toBe(up.filter(solved).length)
      expect(Number(line['Solved, not put forward'])).toBe(
        judged.filter((r) => points(r) < from && solved(r)).length,
      )
    }
  })

  it('lists every case at or over the threshold with its own points', () => {
    const csv = cells(tableToCsv(casesTable('x', answer.forward)))
    expect(csv).toHaveLength(raw.filter((r) => points(r) >= 40).length)
    const byId = new Map(raw.map((r) => [r['Crime No'], r]))
    for (const line of csv) expect(Number(line.Solvability)).toBe(points(byId.get(line.Case)!))
    // harm stands apart and puts nothing forward here
    expect(answer.harm.length).toBeGreaterThan(100)
    expect(answer.harm.every((l) => l.harm === 10 && l.solvability < 40)).toBe(true)
  })

  it('counts by beat as plain loops do', () => {
    for (const line of cells(tableToCsv(fairTable('beat', answer.trial.fairness.beat)))) {
      const there = raw.filter((r) => r.Beat === (line.Beat === 'none named' ? '' : line.Beat))
      expect(Number(line['Put forward (%)'])).toBeCloseTo(
        (100 * there.filter((r) => points(r) >= 40).length) / there.length,
        9,
      )
    }
  })

  it('is drawn whole, with the solved cases it would leave in its heading', () => {
    const html = renderToString(<ScoreOf answer={answer} sheet={sheet} />)
    for (const word of ['solved, not put forward', 'AUC', 'Brier', 'Whom it falls on', 'effort'])
      expect(html).toContain(word)
    expect(html).not.toMatch(/NaN|undefined|\[object/)
    expect(scoreHeadline(sheet, answer.trial)).toMatch(/^At 40 points .* solved ones would not$/)
  })
})

describe('the sheet', () => {
  it('names the factor that a button takes away', () => {
    const html = renderToString(
      <SheetForm sheet={sheet} header={Object.keys(raw[0])} series={false} onChange={() => undefined} />,
    )
    const named = [...html.matchAll(/aria-label="(Remove [^"]*)"/g)].map((m) => m[1])
    expect(named).toEqual(sheet.factors.map((f) => `Remove ${f.factor}`))
  })

  it('refuses a victim’s characteristic by name or by what the column holds, and a column that is not there', async () => {
    const factor = { factor: 'Victim age', column: 'CCTV', points: 5, part: 'solvability' as const }
    expect(problemOf({ ...sheet, factors: [factor] })).toMatch(/age.*Equality Act/)
    expect(problemOf(EMPTY_SHEET)).toMatch(/no factor yet/)
    expect(problemOf(sheet)).toBeUndefined()
    await expect(ask({ ...sheet, factors: [{ ...factor, factor: 'Moon', column: 'Moon' }] })).rejects.toThrow(
      /no column “Moon”/,
    )
  })

  it('knows the members of live series where there are some, and says so where there are none', async () => {
    const factor = { factor: 'Series', column: 'cocoon:series', points: 50, part: 'solvability' as const }
    const s = { ...sheet, factors: [factor] }
    await expect(ask(s)).rejects.toThrow(/needs a project with a live series/)
    const names = [raw[3]['Crime No'], raw[9]['Crime No']]
    const told = await pool.quality(registerOf(loaded), {
      ...{
        kind: 'score',
        filter: {},
        sheet: s,
        params: {},
        split: 0.625,
        fit: false,
        groups: ['beat'],
        seed: 1,
      },
      series: names,
    }).promise
    const { forward } = told.answer as typeof answer
    expect(forward.map((l) => l.name).sort()).toEqual(names.sort())
  })

  it('reads what is typed as a rule and says it the same way', () => {
    for (const text of ['', 'charged, cautioned', '>= 3', '<= 9', '>= 3 <= 9'])
      expect(whenWords({ when: whenOf(text) })).toBe(text)
    expect(
      renderToString(<SheetForm sheet={sheet} header={['CCTV']} series={false} onChange={() => undefined} />),
    ).toContain('Repeat address, found here')
  })

  it('is kept, and the last one that can be used is found again', async () => {
    await keepSheet(sheet)
    await keepSheet({ ...sheet, factors: [] })
    useSheet.setState({ sheet: EMPTY_SHEET, found: false })
    await findSheet()
    expect(useSheet.getState().sheet).toEqual(sheet)
  })

  it('takes a decision against the score with a reason and a name only, and logs it', async () => {
    const o = { case: 'LW/1', to: 'review' as const, reason: 'CCTV came in later', by: 'DS 12', at: 1 }
    await expect(decide({ ...o, reason: ' ' })).rejects.toThrow(/no reason/)
    await expect(decide({ ...o, by: '' })).rejects.toThrow(/no name/)
    await decide(o)
    const [line] = (await readLog()).filter((l) => l.what === 'score')
    expect(line.detail).toBe('LW/1: review, decided by DS 12: CCTV came in later')
  })
})

describe('the picture of the trade-off', () => {
  it('rises from nothing, without a line that stands still', () => {
    const row = (threshold: number, shareFlagged: number, sensitivity: number) =>
      ({ threshold, shareFlagged, sensitivity }) as never
    const { x, y } = tradeOff([
      row(90, 0, 0),
      row(50, 0.2, 0.5),
      row(60, 0.2, 0.4),
      row(10, 1, 1),
      row(1, 1, NaN),
    ])
    expect(x).toEqual([0, 0.2, 1])
    expect(y).toEqual([0, 0.5, 1])
  })
})

describe('closed cases that were all solved', () => {
  const auc = { auc: NaN, se: NaN, interval: [NaN, NaN], solved: 12, unsolved: 0 } as const
  const { trial } = {
    trial: { drift: { psi: 0.01, aucFall: NaN, drifted: false } },
  }
  it('have no AUC, and say so in words', () => {
    expect(sayAuc(auc)).toBe('no AUC (12 solved and 0 unsolved)')
    expect(sayAuc({ ...auc, auc: 1, solved: 1, unsolved: 5 })).toBe(
      'AUC 1.00 (no interval: 1 solved and 5 unsolved)',
    )
  })
  it('are not said to be free of drift', () =>
    expect(sayDrift(trial)).toBe('whether the later cases differ cannot be told'))
  it('with a small drift are not said to have none', () =>
    expect(sayDrift({ drift: { psi: 0.03, aucFall: 0.045, drifted: false } })).toBe(
      'no drift was found that is large (an index over 0.25 or an AUC lower by more than 0.05) and beyond chance',
    ))
  it('leave no NaN on the page', () => {
    const { all, early, late } = answer.trial
    const none = { ...answer.trial, all: { ...all, auc }, early: { ...early, auc }, late: { ...late, auc } }
    const html = renderToString(
      <ScoreOf answer={{ ...answer, trial: { ...none, drift: trial.drift } }} sheet={sheet} />,
    )
    expect(html).not.toContain('NaN')
  })
})
