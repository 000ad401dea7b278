import 'fake-indexeddb/auto'
/** Dip samples on the page: the terminal's draw, answers counted by loops, words that never leave, what is kept and logged. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { renderToString } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'
import type { NamedDraw, QualityAnswer, QualityAsk } from '../../src/core/evaluation/quality/ask.ts'
import { FIVE_STAGES } from '../../src/core/evaluation/quality/questions.ts'
import { readingsCsv } from '../../src/core/evaluation/quality/readings.ts'
import { readLog } from '../../src/state/log.ts'
import { registerOf } from '../../src/state/quality.ts'
import {
  addReading,
  addSample,
  changeSample,
  type DipSample,
  dropSample,
  findSamples,
  sampleInFront,
  soundSample,
  useSamples,
} from '../../src/state/samples.ts'
import { tableToCsv } from '../../src/ui/table.ts'
import { Read } from '../../src/views/quality/Read.tsx'
import { Sample } from '../../src/views/quality/Sample.tsx'
import { filesTable, progressWords, resultsTable } from '../../src/views/quality/sampleTables.ts'
import { Runner } from '../../src/worker/runner.ts'
import { localWorker } from '../tools/localWorker.ts'

type Row = Record<string, string>
const town = join(import.meta.dirname, '../../data/town/incidents.csv')
const cells = (csv: string): Row[] => Papa.parse<Row>(csv, { header: true, skipEmptyLines: true }).data
const loaded = {
  name: 'incidents.csv',
  files: [new File([readFileSync(town)], 'incidents.csv')],
  report: { files: [{ name: 'incidents.csv' }] },
  reading: {},
  table: { fingerprint: 'town' },
} as never as Parameters<typeof registerOf>[0]

const pool = new Runner(() => localWorker(), 1)
afterAll(() => pool.end())
const draw = async (ask: Omit<Extract<QualityAsk, { kind: 'draw' }>, 'kind'>): Promise<NamedDraw> => {
  const { answer } = await pool.quality(registerOf(loaded), { kind: 'draw', ...ask }).promise
  return (answer as Extract<QualityAnswer, { kind: 'draw' }>).draw
}

let drawn: NamedDraw
const of = (hand = false): DipSample => ({
  ...{ id: 'a', made: '2026-11-28T09:00:00+00:00', source: 'incidents.csv', by: ['offence', 'team'], hand },
  ...{ draw: drawn, questions: FIVE_STAGES, readings: [] },
})
/** An answer to the first question for each file by a rule, and words to the last. */
const answered = (s: DipSample): DipSample => ({
  ...s,
  readings: s.draw.lines.flatMap((l, i) => [
    {
      ...{ row: l.row, question: 'scene', reader: 'AB', second: false },
      answer: i % 3 === 0 ? 'no' : i % 10 === 1 ? 'unclear' : 'yes',
    },
    { row: l.row, question: 'words', answer: 'Ring Mrs Example again', reader: 'AB', second: false },
    ...(s.draw.again.includes(l.row)
      ? [{ row: l.row, question: 'scene', answer: i % 3 === 0 ? 'no' : 'yes', reader: 'CD', second: true }]
      : []),
  ]),
})

beforeAll(async () => {
  drawn = await draw({ filter: {}, by: ['offence', 'team'], wish: { size: 80, seed: 11 } })
})

describe('the draw', () => {
  it('is that of the terminal, file by file, with the same second reading', async () => {
    let out = ''
    const io = { out: (t: string) => (out += t), err: () => undefined }
    await main(['sample', town, '--size', '80', '--strata', 'offence,team', '--seed', '11'], io)
    const lines = cells(out)
    const page = cells(tableToCsv(filesTable(of())))
    expect(page.map((l) => [l.Case, l.Stratum, l['Read twice'] || 'no'])).toEqual(
      lines.map((l) => [l.case, l.stratum, l['second reading']]),
    )
  })

  it('is that of the terminal under the page’s filters too', async () => {
    let out = ''
    const io = { out: (t: string) => (out += t), err: () => undefined }
    const flags = ['--offences', 'burglary-home', '--from', '2026-01-01', '--to', '2026-06-30']
    await main(['sample', town, '--size', '40', '--seed', '3', ...flags], io)
    const day = (iso: string) => Date.parse(iso) / 86_400_000
    const filter = { offences: ['burglary-home' as const], from: day('2026-01-01'), to: day('2026-06-30') }
    const page = await draw({ filter, by: [], wish: { size: 40, seed: 3 } })
    expect(page.lines.map((l) => l.name)).toEqual(cells(out).map((l) => l.case))
  })

  it('is that of the terminal by any column of the register, with a minimum of each', async () => {
    let out = ''
    const io = { out: (t: string) => (out += t), err: () => undefined }
    await main(
      ['sample', town, '--size', '90', '--strata', 'beat,CSI Attended', '--seed', '5', '--min', '2'],
      io,
    )
    const wish = { size: 90, seed: 5, minimum: 2 }
    const page = await draw({ filter: {}, by: ['beat', 'CSI Attended'], wish })
    const lines = cells(out)
    expect(page.lines.map((l) => l.name)).toEqual(lines.map((l) => l.case))
    expect(page.strata.every((s) => s.drawn >= Math.min(2, s.size))).toBe(true)
    expect(new Set(lines.map((l) => l['CSI Attended'])).size).toBeGreaterThan(2)
  })

  it('takes files picked by hand as those, names what is not there, and gives them no interval', async () => {
    const names = drawn.lines.slice(0, 10).map((l) => l.name)
    const hand = await draw({ filter: {}, by: [], wish: { size: 1, seed: 1 }, hand: names })
    expect(hand.lines.map((l) => l.name)).toEqual(names)
    await expect(draw({ filter: {}, by: [], wish: { size: 1, seed: 1 }, hand: ['XX/1'] })).rejects.toThrow(
      /XX\/1/,
    )
    const { results } = resultsTable(answered({ ...of(true), draw: hand }))
    expect(results[0].estimate.share).toBeGreaterThan(0)
    expect(results[0].estimate.interval).toBeUndefined()
  })
})

describe('the answers', () => {
  it('are counted as plain loops count them, weighted by stratum', () => {
    const s = answered(of())
    const { table, results } = resultsTable(s)
    const line = cells(tableToCsv(table))[0]
    let [yes, no, blank] = [0, 0, 0]
    const strata = drawn.strata.map(() => ({ yes: 0, read: 0 }))
    drawn.lines.forEach((_, i) => {
      const at = strata[drawn.files[i].stratum]
      if (i % 3 === 0) no++
      else if (i % 10 === 1) blank++
      else yes++
      if (i % 3 === 0 || i % 10 !== 1) at.read++
      if (i % 3 !== 0 && i % 10 !== 1) at.yes++
    })
    expect([line.Answered, line['File does not say'], line['Not read yet']].map(Number)).toEqual([
      yes + no,
      blank,
      0,
    ])
    const all = drawn.strata.reduce((sum, st, k) => sum + (strata[k].read > 0 ? st.size : 0), 0)
    const share = drawn.strata.reduce(
      (sum, st, k) => sum + (strata[k].read > 0 ? (st.size / all) * (strata[k].yes / strata[k].read) : 0),
      0,
    )
    if (drawn.way === 'each') expect(results[0].estimate.share).toBeCloseTo(share, 9)
    expect(results[0].agreement!.n).toBe(drawn.again.length)
    expect(Number(line.PABAK)).toBeCloseTo(2 * results[0].agreement!.agreement - 1, 9)
    expect(progressWords(s)).toMatch(/^0 of 80 files read/)
  })

  it('leave as allowed answers only: no words, no readers', () => {
    const s = answered(of())
    const csv = readingsCsv(s.questions, s.draw, s.readings, (row) => String(row))
    for (const secret of ['Example', 'AB', 'CD', 'words']) expect(csv).not.toContain(secret)
    expect(tableToCsv(resultsTable(s).table)).not.toContain('Example')
    expect(tableToCsv(filesTable(s))).not.toContain('Example')
  })

  it('are hidden from a second reader', () => {
    const first = drawn.lines[0].row
    const s = {
      ...of(),
      readings: [{ row: first, question: 'scene', answer: 'yes', reader: 'AB', second: false }],
    }
    // the first reading shows its answer
    expect(renderToString(<Read sample={s} />).match(/checked/g)!.length).toBeGreaterThan(1)
    expect(renderToString(<Sample sample={s} all={[s]} onNew={() => undefined} />)).toContain('Seed 11')
  })
})

describe('what is kept', () => {
  it('is drawn, answered, changed and taken away, each in the log', async () => {
    await findSamples()
    const { id: _, made: __, readings: ___, ...rest } = of()
    await addSample(rest)
    const { id } = sampleInFront(useSamples.getState())!
    const row = drawn.lines[0].row
    const say = (answer: string) =>
      addReading(id, { row, question: 'scene', answer, reader: 'AB', second: false })
    await say('yes')
    await say('no')
    useSamples.setState({ samples: undefined })
    await findSamples()
    const found = sampleInFront(useSamples.getState())!
    expect(found.readings).toEqual([{ row, question: 'scene', answer: 'no', reader: 'AB', second: false }])
    await changeSample(
      id,
      (s) => ({ ...s, questions: { ...FIVE_STAGES, name: 'Ours' } }),
      'questions changed',
    )
    await dropSample(found)
    const log = (await readLog()).filter((l) => l.what === 'sample').map((l) => l.detail)
    expect(log[0]).toMatch(/^drawn: seed 11, 80 of 5387 of incidents\.csv, by offence, team/)
    expect(log.slice(1)).toEqual(['questions changed', expect.stringMatching(/^taken away/)])
    expect(log.join(' ')).not.toContain('yes')
  })

  it('is read back only where it is sound', () => {
    const s = answered(of())
    expect(soundSample(structuredClone(s))).toEqual(s)
    for (const bad of [{}, { ...s, draw: {} }, { ...s, readings: [1] }, { ...s, questions: {} }, null])
      expect(soundSample(bad)).toBeUndefined()
  })
})
