/** A dip sample as tables: its files, and the answers with their shares. */
import type { QuestionSet } from '../../core/evaluation/quality/questions.ts'
import { questionResult } from '../../core/evaluation/quality/readings.ts'
import { many } from '../../desk/words.ts'
import type { DipSample } from '../../state/samples.ts'
import { figureColumns, type TableModel } from '../../ui/table.ts'
import { caseColumns, words } from './tables.ts'

/** Questions with allowed answers; the others ask for words, which stay here. */
const counted = ({ questions }: QuestionSet) => questions.filter((q) => q.answers.length > 0)

/** The drawn files with how far they were read. */
export function filesTable({ draw, questions, readings }: DipSample): TableModel {
  const again = new Set(draw.again)
  const of = counted(questions).length
  const read = new Map<string, number>()
  for (const r of readings)
    if (questions.questions.some((q) => q.id === r.question && q.answers.length > 0)) {
      const key = `${r.row} ${r.second}`
      read.set(key, (read.get(key) ?? 0) + 1)
    }
  const timesRead = (i: number, second: boolean) => read.get(`${draw.lines[i].row} ${second}`) ?? 0
  return {
    caption: 'Files of the sample, in the order in which they are read',
    n: draw.lines.length,
    key: (i) => String(draw.lines[i].row),
    columns: [
      { key: 'order', label: '#', kind: 'number', digits: 0, value: (i) => i + 1 },
      ...caseColumns(draw.lines),
      words('stratum', 'Stratum', (i) => draw.strata[draw.files[i].stratum].name),
      words('again', 'Read twice', (i) => (again.has(draw.lines[i].row) ? 'yes' : '')),
      words('read', 'Answered', (i) => `${timesRead(i, false)} of ${of}`, { deciding: true }),
      words('second', 'By the second', (i) =>
        again.has(draw.lines[i].row) ? `${timesRead(i, true)} of ${of}` : '',
      ),
    ],
  }
}

/** What the answers tell, question by question. */
export function resultsTable(sample: DipSample): {
  table: TableModel
  results: ReturnType<typeof questionResult>[]
} {
  const results = counted(sample.questions).map((q) =>
    questionResult(q, sample.draw, sample.readings, sample.hand),
  )
  const figure = figureColumns(results)
  return {
    results,
    table: {
      caption: 'What the sample tells of the register',
      n: results.length,
      key: (i) => results[i].question.id,
      columns: [
        words('question', 'Question', (i) => results[i].question.text, { deciding: true, wrap: true }),
        { ...figure('share', 'Yes', 1, (r) => 100 * r.estimate.share, '%'), deciding: true },
        {
          ...figure('low', '95% low', 1, (r) => 100 * (r.estimate.interval?.[0] ?? NaN), '%'),
          deciding: true,
        },
        {
          ...figure('high', '95% high', 1, (r) => 100 * (r.estimate.interval?.[1] ?? NaN), '%'),
          deciding: true,
        },
        figure('answered', 'Answered', 0, (r) => r.estimate.answered),
        figure('blank', 'File does not say', 0, (r) => r.blank),
        figure('unread', 'Not read yet', 0, (r) => r.unread),
        figure('kappa', 'κ', 2, (r) => r.agreement?.kappa ?? NaN),
        figure('pabak', 'PABAK', 2, (r) => r.agreement?.pabak ?? NaN),
        figure('both', 'Read by two', 0, (r) => r.agreement?.n ?? NaN),
      ],
    },
  }
}

/** "43 of 60 files read": those with every question answered. */
export function progressWords({ draw, questions, readings }: DipSample): string {
  const ids = new Set(counted(questions).map((q) => q.id))
  const per = new Map<number, number>()
  for (const r of readings) if (!r.second && ids.has(r.question)) per.set(r.row, (per.get(r.row) ?? 0) + 1)
  const done = draw.lines.filter((l) => (per.get(l.row) ?? 0) >= ids.size).length
  return `${done} of ${many(draw.lines.length, 'file')} read`
}
