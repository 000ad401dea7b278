/** Service quality on paper. */
import { showDay } from '../../core/base/time.ts'
import { algoCare, type CardLine, transparencyRecord } from '../../core/evaluation/quality/card.ts'
import { paperForm } from '../../core/evaluation/quality/readings.ts'
import type { QualityReport } from '../../core/evaluation/quality/report.ts'
import type { Sheet as ScoreSheet } from '../../core/evaluation/quality/sheet.ts'
import type { Trial } from '../../core/evaluation/quality/trial.ts'
import { printedAt, sourceWords } from '../../desk/leaving/paper.ts'
import { note } from '../../desk/leaving/account.ts'
import { markingNow } from '../../desk/leaving/marking.ts'
import { many } from '../../desk/words.ts'
import { printDocument, ReportSheet, Sheet, Tick } from '../../print/index.ts'
import type { DipSample } from '../../state/samples.ts'
import { useSettings } from '../../state/settings.ts'
import type { LoadedIncidents } from '../../state/types.ts'
import { thresholdTable } from './scoreTables.ts'
import { measuresTable, seedWords } from './tables.ts'

/** Prints the measures with the printed figures and their bases. */
export async function printMeasures(
  loaded: LoadedIncidents,
  report: QualityReport,
  answer: string,
  sure: string,
): Promise<void> {
  const s = useSettings.getState()
  await note('print', `quality: ${many(report.measures.length, 'measure')}`)
  const table = measuresTable(report)
  await printDocument(
    <ReportSheet
      title="Service quality"
      marking={markingNow()}
      answer={`${answer}. ${sure}`}
      source={[...sourceWords(loaded, ['offence', 'period', 'beat']), `as at ${showDay(report.params.asAt)}`]}
      // the base of each printed figure stands in the notes: the paper is not wide enough for it
      table={{ ...table, columns: table.columns.filter((c) => c.key !== 'base') }}
      notes={[
        ...report.notes,
        ...report.measures.flatMap((m) => (m.seed ? [`${m.label}, printed: ${seedWords(m.seed)}.`] : [])),
        ...report.measures.map((m) => `${m.label}: ${m.trap}`),
      ]}
      printedBy={s.printedBy}
      printedAt={printedAt()}
    />,
  )
}

/** Files on one page of the form: rows of boxes that a pen can hit. */
const ON_A_PAGE = 12

/** Prints the form of a dip sample: the questions first, then pages of files with boxes for every allowed answer. */
export async function printForm(sample: DipSample): Promise<void> {
  await note('print', `form of a dip sample, ${many(sample.draw.files.length, 'file')}`, sample.id)
  const names = new Map(sample.draw.lines.map((l) => [l.row, l.name]))
  const { head, pages } = paperForm(sample.draw, (row) => names.get(row) ?? String(row), ON_A_PAGE)
  const asked = sample.questions.questions.filter((q) => q.answers.length > 0)
  const again = new Set(sample.draw.lines.filter((l) => sample.draw.again.includes(l.row)).map((l) => l.name))
  await printDocument(
    <Sheet className="report-sheet" marking={markingNow()} left="Dip sample">
      <h1>Dip sample: {sample.questions.name}</h1>
      <p>
        {sample.hand
          ? 'Picked by hand: these files stand for no others.'
          : `Seed ${sample.draw.seed}: ${many(sample.draw.files.length, 'file')}, ${many(sample.draw.strata.length, 'stratum', 'strata')}.`}{' '}
        Tick one box for each question. Write no names of victims or suspects.
      </p>
      <ol className="q-asked">
        {asked.map((q, i) => (
          <li key={q.id}>
            <strong>
              {i + 1}. {q.text}
            </strong>{' '}
            {q.guidance} {q.answers.map((a, k) => `${String.fromCharCode(65 + k)} ${a.label}`).join(', ')}.
          </li>
        ))}
      </ol>
      {!sample.hand && sample.draw.strata.length > 1 && <p className="q-strata">{head}</p>}
      {pages.map((page) => (
        <table key={page.page} className="q-form">
          <caption>
            Page {page.page} of {page.of}. Reader: ……………… Date: ………………
          </caption>
          <thead>
            <tr>
              <th>File</th>
              {asked.map((q, i) => (
                <th key={q.id}>{i + 1}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.files.map((f) => (
              <tr key={f.order}>
                <th>
                  {f.order}. {f.case}
                  {again.has(f.case) ? ' (twice)' : ''}
                </th>
                {asked.map((q) => (
                  <td key={q.id}>
                    {q.answers.map((a, k) => (
                      <span key={a.id} className="q-box">
                        {String.fromCharCode(65 + k)}
                        <Tick small />
                      </span>
                    ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </Sheet>,
  )
}

/** Prints the card that goes with a score: ALGO-CARE, and the lines of a transparency record. */
export async function printCard(loaded: LoadedIncidents, sheet: ScoreSheet, trial: Trial): Promise<void> {
  const s = useSettings.getState()
  await note('print', `card of the score ${sheet.name}`)
  const lines = (of: readonly CardLine[]) => (
    <dl className="q-card">
      {of.map((l) => (
        <div key={l.heading}>
          <dt>{l.heading}</dt>
          <dd>
            {l.text}
            {l.open && <span className="q-open">……………………………………………………………</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
  await printDocument(
    <ReportSheet
      title={`Card of the score: ${sheet.name}`}
      marking={markingNow()}
      answer={trial.answer}
      source={sourceWords(loaded, ['offence', 'period', 'beat'])}
      table={thresholdTable(trial.all.table, 'By threshold, on cases whose end is known')}
      notes={trial.notes}
      printedBy={s.printedBy}
      printedAt={printedAt()}
    >
      <h2>ALGO-CARE</h2>
      {lines(algoCare(sheet, trial))}
      <h2>Algorithmic transparency record, tier 1</h2>
      {lines(transparencyRecord(sheet))}
    </ReportSheet>,
  )
}
