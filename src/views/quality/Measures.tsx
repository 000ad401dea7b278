/** The measures of a register: the answer, figures, all of them as a table, one in detail, and what each rests on. */
import { useMemo, useState } from 'react'
import { showShare } from '../../core/base/words.ts'
import { HANDLING_FIELDS } from '../../core/evaluation/quality/cases.ts'
import { MEASURES } from '../../core/evaluation/quality/measures.ts'
import type { QualityReport } from '../../core/evaluation/quality/report.ts'
import { SchemaForm } from '../../desk/SchemaForm.tsx'
import { count, many } from '../../desk/words.ts'
import { askAgain, caseFilterOf, furtherOf, QUALITY, qualitySchema, reportAsk } from '../../state/quality.ts'
import { setParam, useStore } from '../../state/store.ts'
import type { LoadedIncidents } from '../../state/types.ts'
import {
  Button,
  DataTable,
  Disclosure,
  ErrorCard,
  Facts,
  Figures,
  Notes,
  PanelFoot,
  PanelHead,
  saveFile,
  Section,
  Skeleton,
  TextField,
} from '../../ui/index.ts'
import { tableToCsv } from '../../ui/table.ts'
import { EARLIER, EarlierTerms } from '../../desk/leaving/EarlierTerms.tsx'
import { note } from '../../desk/leaving/account.ts'
import { Detail } from './Detail.tsx'
import { Handling } from './Handling.tsx'
import { printMeasures } from './paper.tsx'
import { measuresTable, missedTable, missingTable, rangeWords } from './tables.ts'
import { type Known, useAnswer } from './useAnswer.ts'

/** The measures in a sentence: what no other tool can say first, where the register allows it. */
export function headline({ measures, repeats }: QualityReport): string {
  const countable = `${count(measures.length)} of ${MEASURES.length} measures can be counted`
  if (measures.length === 0) return 'No column of this register says how its cases were handled'
  return repeats && repeats.flagged + repeats.notFlagged > 0
    ? `The force’s flag finds ${showShare(repeats.sensitivity)} of the repeat victims found by UPRN or address; ${countable}`
    : `${countable[0].toUpperCase()}${countable.slice(1)} from this register`
}

/** How sure that is. */
export function surety({ n, repeats }: QualityReport): string {
  return repeats && repeats.flagged + repeats.notFlagged > 0
    ? `${many(n, 'case')}; 95% ${rangeWords(repeats.interval)} of ${many(repeats.flagged + repeats.notFlagged, 'repeat')} found by UPRN or address whose flag is filled; ${count(repeats.blank)} more ${repeats.blank === 1 ? 'has' : 'have'} a blank flag.`
    : `${many(n, 'case')}. A blank is never a no: shares are of the answered, with Wilson intervals.`
}

/** Words that are neither yes nor no, for the user to say what they mean. */
function Unread({ report }: { report: QualityReport }) {
  const params = useStore((s) => s.project.params)
  const { words = {} } = furtherOf({ project: { params } } as never)
  const found = [...new Set(report.measures.flatMap((m) => m.unreadWords.map((w) => w.word)))].slice(0, 30)
  const all = [...new Set([...Object.keys(words), ...found.map((w) => w.trim().toLowerCase())])]
  if (all.length === 0) return null
  const set = (word: string, answer: string) => {
    const { [word]: _, ...others } = words
    const next = answer === '' ? others : { ...others, [word]: answer }
    setParam(QUALITY, 'words', Object.keys(next).length > 0 ? next : undefined)
  }
  return (
    <Section title="Words that are neither yes nor no">
      <p className="a-hint">They are counted as nothing until you say what they mean.</p>
      {all.map((word) => (
        <label key={word} className="q-word">
          <span>“{word}”</span>
          <select className="u-select" value={words[word] ?? ''} onChange={(e) => set(word, e.target.value)}>
            <option value="">not counted</option>
            <option value="yes">means yes</option>
            <option value="no">means no</option>
            <option value="blank">means blank</option>
            <option value="notApplicable">means not applicable</option>
          </select>
        </label>
      ))}
    </Section>
  )
}

/** Asks the register, and shows what it says. */
export function Measures({ loaded }: { loaded: LoadedIncidents }) {
  const project = useStore((s) => s.project)
  const ask = useMemo(() => reportAsk({ incidents: loaded, project }), [loaded, project])
  const { answer, read, error, stale } = useAnswer<'report'>(loaded, ask)
  if (error) return <ErrorCard title={error} onRetry={() => askAgain(loaded, ask)} />
  if (!answer || !read) return <Skeleton lines={8} label="The register is being read" />
  return (
    <EarlierTerms stale={stale}>
      <MeasuresOf loaded={loaded} answer={answer} read={read} stale={stale} />
    </EarlierTerms>
  )
}

/** See the head of the file. */
export function MeasuresOf({
  loaded,
  answer,
  read,
  stale,
}: { loaded: LoadedIncidents } & Required<Omit<Known<'report'>, 'error'>>) {
  const project = useStore((s) => s.project)
  const [chosen, setChosen] = useState<string>()
  const targets = furtherOf({ project }).targets ?? ''
  const { unused } = caseFilterOf(project.clauses)
  const { report, missed, audit } = answer
  const table = measuresTable(report)
  const measure = report.measures.find((m) => m.id === chosen) ?? report.measures[0]
  const answered = report.measures.reduce((sum, m) => sum + m.yes + m.no, 0)
  const blank = report.measures.reduce((sum, m) => sum + m.blank + m.unread, 0)
  const { repeats } = report
  return (
    <div data-stale={stale || undefined} className="a-result">
      <PanelHead title={headline(report)}>{surety(report)}</PanelHead>
      <Figures
        figures={[
          { value: count(report.measures.length), unit: `of ${MEASURES.length}`, label: 'measures' },
          {
            value: showShare(blank / (answered + blank)),
            label: 'of cells blank',
            note: 'or not read; never counted as no',
          },
          ...(repeats
            ? [
                {
                  value: count(missed.length),
                  label: 'repeats missed',
                  note: `of ${count(repeats.found)} found; ${many(repeats.unknown, 'case has', 'cases have')} no property`,
                },
              ]
            : []),
        ]}
      />
      <DataTable
        model={table}
        file="cocoon-quality-measures"
        height={560}
        selected={measure?.id ?? null}
        onSelect={(row) => setChosen(row === null ? undefined : table.key(row))}
      />
      <p className="a-hint">
        HMICFRS: what the inspectorate’s report of 2022 prints, of another sample with a base of its own, not
        of this force. Choose a measure for its base.
      </p>
      {measure && <Detail key={measure.id} measure={measure} />}
      {repeats && (
        <Section title="Repeat victims the flag missed">
          <p className="a-hint">
            For the look-back at the next morning’s meeting: cases whose property had the same kind of crime
            in the 12 months before, with a flag that says no or nothing.{' '}
            {many(repeats.flaggedOnly, 'case is', 'cases are')} flagged though none was found here: another
            kind of crime, a victim who moved, or before the file begins.
          </p>
          <DataTable model={missedTable(missed)} file="cocoon-quality-repeats-missed" height={320} />
        </Section>
      )}
      <Handling report={report} audit={audit} />
      <Unread report={report} />
      {report.missing.length > 0 && (
        <Section title="Not in this register">
          <DataTable model={missingTable(report)} height={320} tools={false} />
        </Section>
      )}
      <Disclosure title="Columns that were recognised">
        <Facts
          facts={read.handling.map((h) => ({
            label: HANDLING_FIELDS[h.field].label,
            value: `${h.column} (${h.evidence})`,
          }))}
        />
        <p className="a-hint">
          Wrong or missing? Say which column it is in Data, under the columns of the file; it is kept in the
          profile of this layout.
        </p>
      </Disclosure>
      <Disclosure title="Change settings" settings>
        <SchemaForm id={QUALITY} schema={qualitySchema} />
        <TextField
          label="Minutes allowed by call grade"
          help="Such as Emergency=15, Priority=60. Without them attendance is judged only where a column says so."
          value={targets}
          onChange={(v) => setParam(QUALITY, 'targets', v.trim() === '' ? undefined : v)}
        />
      </Disclosure>
      <Notes
        notes={[
          ...report.notes,
          ...read.notes,
          ...(read.passedOver > 0
            ? [`${many(read.passedOver, 'row')} passed over: blank, a header or a footer.`]
            : []),
          ...(unused.length > 0
            ? [
                `Filters by ${[...new Set(unused)].join(', ')} are not applied here: a register of cases is filtered by offence, period and beat.`,
              ]
            : []),
          'Cases without a place on the map are counted as well: handling has nothing to do with coordinates.',
          ...(loaded.base
            ? [
                'Files that were added are read one after the other: a case that is in two of them counts twice.',
              ]
            : []),
        ]}
      />
      <PanelFoot>
        <Button
          variant="primary"
          icon="print"
          barred={stale && EARLIER}
          onClick={() => void printMeasures(loaded, report, headline(report), surety(report))}
        >
          Print this
        </Button>
        <Button
          icon="download"
          barred={stale && EARLIER}
          onClick={() => {
            saveFile('cocoon-quality-measures.csv', tableToCsv(table))
            void note('export', `quality: ${many(table.n, 'measure')}`)
          }}
        >
          Save as CSV
        </Button>
      </PanelFoot>
    </div>
  )
}
