/** Question sets and what readers answered. */
import { describe, expect, it } from 'vitest'
import { type Draw, drawFiles } from '../../../../src/core/evaluation/quality/draw.ts'
import {
  FIVE_STAGES,
  parseQuestions,
  type Question,
} from '../../../../src/core/evaluation/quality/questions.ts'
import {
  paperForm,
  questionResult,
  type Reading,
  readingsCsv,
  shownTo,
} from '../../../../src/core/evaluation/quality/readings.ts'

const rows = Array.from({ length: 200 }, (_, i) => i)
const draw: Draw = drawFiles(
  rows,
  (r) => (r < 150 ? 'burglary' : 'robbery'),
  (r) => `C${String(r).padStart(3, '0')}`,
  {
    size: 50,
    seed: 4,
  },
)
const scene = FIVE_STAGES.questions[0]
const answer = (row: number, said: string, second = false, question: Question = scene): Reading => ({
  row,
  question: question.id,
  answer: said,
  reader: second ? 'B' : 'A',
  second,
})

describe('a question set', () => {
  it('comes with the five stages, and survives its own JSON', () => {
    expect([...new Set(FIVE_STAGES.questions.map((q) => q.stage))]).toEqual([
      'Call handling',
      'Deployment',
      'Recording',
      'Investigation',
      'Outcomes',
    ])
    expect(parseQuestions(JSON.parse(JSON.stringify(FIVE_STAGES)))).toEqual(FIVE_STAGES)
    for (const q of FIVE_STAGES.questions) expect(q.guidance).not.toBe('')
  })

  it('says what is wrong with it', () => {
    expect(() => parseQuestions({})).toThrow(/A question set is/)
    expect(() => parseQuestions({ questions: [{ id: 'a' }] })).toThrow(/no id or no text/)
    const two = { id: 'a', text: 'A?' }
    expect(() => parseQuestions({ questions: [two, two] })).toThrow(/two questions/)
    expect(() =>
      parseQuestions({ questions: [{ ...two, answers: [{ id: 'x', counts: 'maybe' }] }] }),
    ).toThrow(/"counts"/)
  })
})

describe('readings', () => {
  it('are counted by stratum; what the file does not say is no answer', () => {
    const readings = draw.files
      .slice(0, 40)
      .map((f, k) => answer(f.row, ['yes', 'no', 'unclear', 'na'][k % 4]))
    const got = questionResult(scene, draw, readings)
    expect([got.unread, got.blank]).toEqual([10, 10])
    expect(got.estimate.answered).toBe(20)
    expect(got.estimate.interval).toBeDefined()
    expect(questionResult(scene, draw, readings, true).estimate.interval).toBeUndefined()
    expect(got.agreement).toBeUndefined()
    expect(got.advice).toMatch(/No file was read by two/)
  })

  it('take a later answer for an earlier one', () => {
    const { row } = draw.files[0]
    const got = questionResult(scene, draw, [answer(row, 'yes'), answer(row, 'no')])
    expect(got.estimate).toMatchObject({ yes: 0, answered: 1 })
  })

  it('are held against a second reader’s: the vector of two readers, with its advice', () => {
    // 22 yes/yes, 4 yes/no, 5 no/yes, 19 no/no
    const pairs = [
      ...Array(22).fill('yy'),
      ...Array(4).fill('yn'),
      ...Array(5).fill('ny'),
      ...Array(19).fill('nn'),
    ] as string[]
    const word = (c: string): string => (c === 'y' ? 'yes' : 'no')
    const readings = draw.files.flatMap((f, k) => [
      answer(f.row, word(pairs[k][0])),
      answer(f.row, word(pairs[k][1]), true),
    ])
    const good = questionResult(scene, draw, readings)
    expect(good.agreement!.n).toBe(50)
    expect(good.agreement!.kappa).toBeCloseTo(0.63884430177, 9)
    expect(good.advice).toMatch(/read alike/)
    const worse = readings.map((r, k) => (r.second && k % 3 === 0 ? { ...r, answer: 'unclear' } : r))
    expect(questionResult(scene, draw, worse).advice).toMatch(/Reword the question before reporting/)
    const skewed = draw.files.flatMap((f, k) => [
      answer(f.row, k < 47 ? 'yes' : 'no'),
      answer(f.row, k < 45 || k === 47 || k === 48 ? 'yes' : 'no', true),
    ])
    expect(questionResult(scene, draw, skewed).advice).toMatch(/nearly all answers are the same/)
  })

  it('are read blind: a second reader is shown the own answers alone', () => {
    const { row } = draw.files[0]
    const readings = [
      answer(row, 'yes'),
      answer(row, 'no', true),
      { ...answer(row, 'yes', true), reader: 'C' },
    ]
    expect(shownTo(readings, 'B')).toEqual([readings[1]])
  })

  it('leave in an export without a word of free text, and no formula', () => {
    const words = FIVE_STAGES.questions.at(-1)!
    const { row } = draw.files[0]
    const csv = readingsCsv(
      FIVE_STAGES,
      draw,
      [
        answer(row, 'yes'),
        answer(row, 'Mrs Example was upset', false, words),
        answer(row, 'typed words', true),
      ],
      () => '=HYPERLINK("x")',
    )
    expect(csv).not.toMatch(/Example|typed words/)
    expect(csv.split('\r\n')).toHaveLength(3)
    expect(csv).toContain(`'=HYPERLINK`)
  })

  it('have a paper form with seed, strata and every file once', () => {
    const { head, pages } = paperForm(draw, (r) => `C${r}`)
    expect(head).toMatch(/^Seed 4\. burglary: \d+ of 150; robbery: \d+ of 50\.$/)
    expect(pages).toHaveLength(5)
    expect(pages.flatMap((p) => p.files.map((f) => f.order))).toEqual(
      Array.from({ length: 50 }, (_, i) => i + 1),
    )
  })
})
