/** Reading the files of a sample one by one; a second reader sees no first answer. */
import { useState } from 'react'
import type { Question } from '../../core/evaluation/quality/questions.ts'
import { addReading, type DipSample } from '../../state/samples.ts'
import { Button, Facts, NumberField, Segmented, TextField } from '../../ui/index.ts'
import { showDay, dayOf } from '../../core/base/time.ts'
import { orToast } from './orToast.ts'

/** One question with its allowed answers, or a field for words. */
function Ask({
  question: q,
  answer,
  onAnswer,
}: {
  question: Question
  answer: string | undefined
  onAnswer: (answer: string) => void
}) {
  if (q.answers.length === 0)
    return <TextField label={q.text} help={q.guidance} value={answer ?? ''} onChange={onAnswer} />
  return (
    <div className="q-question">
      <p>
        <strong>{q.text}</strong>
      </p>
      <p className="q-guide">{q.guidance}</p>
      <Segmented
        label={q.text}
        value={answer ?? ''}
        onChange={onAnswer}
        options={q.answers.map((a) => ({ value: a.id, label: a.label }))}
      />
    </div>
  )
}

/** See the head of the file. */
export function Read({ sample }: { sample: DipSample }) {
  const { draw, questions } = sample
  const [second, setSecond] = useState(false)
  const [reader, setReader] = useState('')
  const [at, setAt] = useState(0)
  const lines = second ? draw.lines.filter((l) => draw.again.includes(l.row)) : draw.lines
  const k = Math.min(at, lines.length - 1)
  const file = lines[k]
  if (!file) return <p className="a-hint">No file is to be read twice.</p>
  const needsName = second && reader.trim() === ''
  const mine = sample.readings.filter(
    (r) => r.row === file.row && r.second === second && (!second || r.reader === reader.trim()),
  )
  const stages = [...new Set(questions.questions.map((q) => q.stage))]
  return (
    <>
      <div className="q-reading">
        <Segmented
          label="Reading"
          value={second ? 'second' : 'first'}
          onChange={(v) => {
            setSecond(v === 'second')
            setAt(0)
          }}
          options={[
            { value: 'first', label: 'First reading' },
            { value: 'second', label: 'Second, blind' },
          ]}
        />
      </div>
      <TextField
        label="Reader"
        help="Initials or a role; in no export. A second reader is another person and sees no first answer."
        value={reader}
        onChange={setReader}
        problem={needsName ? 'A second reader is told apart by a name.' : undefined}
      />
      <div className="q-turn">
        <Button icon="left" barred={k === 0 && 'This is the first file.'} onClick={() => setAt(k - 1)}>
          Before
        </Button>
        <NumberField
          label="File"
          value={k + 1}
          whole
          min={1}
          max={lines.length}
          unit={`of ${lines.length}`}
          onChange={(v) => setAt(v - 1)}
        />
        <Button
          icon="right"
          barred={k === lines.length - 1 && 'This is the last file.'}
          onClick={() => setAt(k + 1)}
        >
          Next
        </Button>
      </div>
      <h3>{file.name}</h3>
      <Facts
        facts={[
          { label: 'Offence', value: file.offence },
          {
            label: 'Happened',
            value: Number.isNaN(file.happened) ? 'not known' : showDay(dayOf(file.happened)),
          },
          { label: 'Beat', value: file.beat || 'none named' },
          { label: 'In the file', value: `line ${file.line} of ${sample.source}` },
        ]}
      />
      {!needsName &&
        stages.map((stage) => (
          <section key={`${file.row} ${stage}`} className="u-section">
            <h3>{stage}</h3>
            {questions.questions
              .filter((q) => q.stage === stage)
              .map((q) => (
                <Ask
                  key={q.id}
                  question={q}
                  answer={mine.find((r) => r.question === q.id)?.answer}
                  onAnswer={(answer) =>
                    orToast(
                      addReading(sample.id, {
                        row: file.row,
                        question: q.id,
                        answer,
                        reader: reader.trim(),
                        second,
                      }),
                    )
                  }
                />
              ))}
          </section>
        ))}
    </>
  )
}
