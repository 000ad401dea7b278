/** One dip sample: its files, reading them, what the answers tell, and the questions. */
import { useState } from 'react'
import { parseIsoDay, showDay } from '../../core/base/time.ts'
import { showShare } from '../../core/base/words.ts'
import type { CaseLine } from '../../core/evaluation/quality/ask.ts'
import { parseQuestions, type QuestionSet } from '../../core/evaluation/quality/questions.ts'
import { readingsCsv } from '../../core/evaluation/quality/readings.ts'
import { note } from '../../desk/leaving/account.ts'
import { many } from '../../desk/words.ts'
import { changeSample, type DipSample, dropSample, useSamples } from '../../state/samples.ts'
import {
  Button,
  DataTable,
  Disclosure,
  Facts,
  Field,
  Menu,
  PanelFoot,
  PanelHead,
  saveFile,
  Section,
  Segmented,
  Select,
} from '../../ui/index.ts'
import { answersText, sampleText } from '../../state/sampleFile.ts'
import { askForJson, noJson } from './json.ts'
import { chooseSampleFile } from './sampleFiles.ts'
import { orToast } from './orToast.ts'
import { printForm } from './paper.tsx'
import { Read } from './Read.tsx'
import { rangeWords } from './tables.ts'
import { filesTable, resultsTable, progressWords } from './sampleTables.ts'

function Results({ sample }: { sample: DipSample }) {
  const { table, results } = resultsTable(sample)
  const [chosen, setChosen] = useState<string | undefined>(results[0]?.question.id)
  const r = results.find((x) => x.question.id === chosen)
  return (
    <>
      <DataTable
        model={table}
        file="cocoon-dip-sample-results"
        height={420}
        selected={chosen ?? null}
        onSelect={(row) => setChosen(row === null ? undefined : table.key(row))}
      />
      {r && (
        <Section title={r.question.text}>
          <Facts
            facts={[
              {
                label: 'Yes',
                value:
                  r.estimate.answered === 0
                    ? 'No file is answered yet.'
                    : `${showShare(r.estimate.share)}${r.estimate.interval ? ` (95% ${rangeWords(r.estimate.interval)})` : ''}, ${sample.draw.way === 'each' && !sample.hand ? 'by the size of the strata; ' : ''}${r.estimate.yes} yes of ${many(r.estimate.answered, 'answered file')}.`,
              },
              { label: 'Counted', value: r.estimate.note },
              { label: 'Two readers', value: r.advice },
              { label: 'Guidance', value: r.question.guidance },
            ]}
          />
        </Section>
      )}
    </>
  )
}

/** The questions as JSON, to be changed, saved and loaded. */
function Questions({ sample }: { sample: DipSample }) {
  const plain = (q: QuestionSet) => JSON.stringify(q, null, 2)
  const [text, setText] = useState(() => plain(sample.questions))
  const [problem, setProblem] = useState<string>()
  const use = (json: string) => {
    try {
      const questions = parseQuestions(JSON.parse(json))
      setProblem(undefined)
      setText(plain(questions))
      orToast(
        changeSample(
          sample.id,
          (s) => ({ ...s, questions }),
          `questions changed: ${questions.name}, ${many(questions.questions.length, 'question')}`,
        ),
      )
    } catch (error) {
      setProblem(
        error instanceof SyntaxError
          ? `${noJson(error)} Undo the last change, or load the saved file.`
          : (error as Error).message,
      )
    }
  }
  return (
    <>
      <Field
        label="Question set"
        help="Each question has an id, a stage, a text, guidance and allowed answers; without answers it asks for words, which are in no export."
        problem={problem}
      >
        {(w) => (
          <textarea
            {...w}
            className="u-input q-json"
            rows={18}
            spellCheck={false}
            value={text}
            onChange={(e) => setText(e.target.value)}
          />
        )}
      </Field>
      <div className="a-row">
        <Button
          icon="check"
          barred={text === plain(sample.questions) && 'These are the questions in use.'}
          onClick={() => use(text)}
        >
          Use these questions
        </Button>
        <Button
          icon="download"
          onClick={() => saveFile('cocoon-questions.json', plain(sample.questions), 'application/json')}
        >
          Save as a file
        </Button>
        <Button onClick={() => askForJson(use)}>Load a file</Button>
      </div>
    </>
  )
}

const TABS = [
  { value: 'read', label: 'Read' },
  { value: 'files', label: 'Files' },
  { value: 'results', label: 'Results' },
  { value: 'questions', label: 'Questions' },
] as const

/** See the head of the file. */
export function Sample({
  sample,
  all,
  onNew,
}: {
  sample: DipSample
  all: readonly DipSample[]
  /** absent where there is no register to draw from */
  onNew?: () => void
}) {
  const [tab, setTab] = useState<(typeof TABS)[number]['value']>('read')
  const { draw } = sample
  const name = (row: number): string => draw.lines.find((l: CaseLine) => l.row === row)?.name ?? String(row)
  const send = (what: 'sample' | 'answers') => {
    saveFile(
      `cocoon-dip-${what}-${sample.made.slice(0, 10)}.json`,
      what === 'sample' ? sampleText(sample) : answersText(sample),
      'application/json',
    )
    void note(
      'export',
      what === 'sample'
        ? 'dip sample for another device: case numbers and questions, no answers'
        : 'answers of a dip sample for the desk: allowed answers, no words',
      sample.id,
    )
  }
  const export_ = () => {
    saveFile('cocoon-dip-sample-answers.csv', readingsCsv(sample.questions, draw, sample.readings, name))
    void note('export', 'answers of a dip sample: allowed answers, no words, no readers', sample.id)
  }
  return (
    <>
      <PanelHead
        title={progressWords(sample)}
        actions={
          <Menu
            label="More"
            entries={[
              ...(onNew ? [{ id: 'new', label: 'Draw another sample', run: onNew }] : []),
              { id: 'phone', label: 'For a phone', icon: 'download', run: () => send('sample') },
              { id: 'answers', label: 'Answers for the desk', icon: 'download', run: () => send('answers') },
              { id: 'take', label: 'Take a file in…', icon: 'upload', run: chooseSampleFile },
              { id: 'away', label: 'Take this sample away', run: () => orToast(dropSample(sample)) },
            ]}
          />
        }
      >
        {sample.hand
          ? `${many(draw.files.length, 'file')} picked by hand: they stand for no others, so no interval.`
          : `Seed ${draw.seed}, ${many(draw.files.length, 'file')} of ${many(draw.register, 'case')} of ${sample.source}; ${many(draw.again.length, 'file')} read twice. Drawn on ${showDay(parseIsoDay(sample.made.slice(0, 10)))}.`}
      </PanelHead>
      {all.length > 1 && (
        <Select
          label="Sample"
          value={sample.id}
          onChange={(front) => useSamples.setState({ front })}
          options={all.map((s) => ({
            value: s.id,
            label: `${showDay(parseIsoDay(s.made.slice(0, 10)))} ${s.made.slice(11, 16)}, ${many(s.draw.files.length, 'file')} of ${s.source}`,
          }))}
        />
      )}
      <Segmented label="Of this sample" value={tab} onChange={setTab} options={TABS} />
      {tab === 'read' && <Read sample={sample} />}
      {tab === 'files' && (
        <>
          <DataTable model={filesTable(sample)} file="cocoon-dip-sample-files" height={480} />
          <Disclosure title="Strata">
            <Facts facts={draw.strata.map((s) => ({ label: s.name, value: `${s.drawn} of ${s.size}` }))} />
          </Disclosure>
        </>
      )}
      {tab === 'results' && <Results sample={sample} />}
      {tab === 'questions' && <Questions sample={sample} />}
      <PanelFoot>
        <Button variant="primary" icon="print" onClick={() => void printForm(sample)}>
          Print the form
        </Button>
        <Button icon="download" onClick={export_}>
          Save answers
        </Button>
      </PanelFoot>
    </>
  )
}
