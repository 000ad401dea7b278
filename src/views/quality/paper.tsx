/** Service quality on paper. */
import { showDay } from '../../core/base/time.ts'
import type { QualityReport } from '../../core/evaluation/quality/report.ts'
import { printedAt, sourceWords } from '../../desk/leaving/paper.ts'
import { note } from '../../desk/leaving/account.ts'
import { many } from '../../desk/words.ts'
import { printDocument, ReportSheet } from '../../print/index.ts'
import { useSettings } from '../../state/settings.ts'
import type { LoadedIncidents } from '../../state/types.ts'
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
      marking={s.marking}
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
