/** Dip samples: drawing one, reading its files, and what they tell of the register. */
import { useEffect, useMemo, useState } from 'react'
import { parseIsoDay, showDay } from '../../core/base/time.ts'
import { STRATA, whatItTells } from '../../core/evaluation/quality/dipSample.ts'
import { FIVE_STAGES } from '../../core/evaluation/quality/questions.ts'
import { filesForMargin, shareOfRegister } from '../../core/evaluation/quality/shares.ts'
import { fileWords, many } from '../../desk/words.ts'
import { askAgain, caseFilterOf, reportAsk } from '../../state/quality.ts'
import { addSample, findSamples, sampleInFront, useSamples } from '../../state/samples.ts'
import { useStore } from '../../state/store.ts'
import type { LoadedIncidents } from '../../state/types.ts'
import {
  Button,
  CheckboxGroup,
  ErrorCard,
  Figures,
  Notes,
  Notice,
  NumberField,
  PanelFoot,
  PanelHead,
  Segmented,
  Select,
  Skeleton,
  TextField,
} from '../../ui/index.ts'
import { orToast } from './orToast.ts'
import { chooseSampleFile } from './sampleFiles.ts'
import { rangeWords } from './tables.ts'
import { Sample } from './Sample.tsx'
import { useAnswer } from './useAnswer.ts'

const LABELS: Readonly<Record<string, string>> = {
  offence: 'Offence',
  month: 'Month recorded',
  team: 'Team',
  beat: 'Beat',
  outcome: 'Outcome',
}

/** The form of a new sample; it is drawn as the form is filled in, so that its size and strata are seen first. */
function NewSample({ loaded, onMade }: { loaded: LoadedIncidents; onMade: () => void }) {
  const clauses = useStore((s) => s.project.clauses)
  const [way, setWay] = useState<'size' | 'margin' | 'hand'>('margin')
  const [size, setSize] = useState(60)
  const [margin, setMargin] = useState(10)
  const [register, setRegister] = useState(0)
  const [by, setBy] = useState<readonly string[]>(['offence', 'outcome'])
  const [seed, setSeed] = useState(1)
  const [picked, setPicked] = useState('')
  const project = useStore((s) => s.project)
  // the header of the register: the measures have it already
  const head = useAnswer<'report'>(
    loaded,
    useMemo(() => reportAsk({ incidents: loaded, project }), [loaded, project]),
  )
  const columns = (head.read?.header ?? []).filter((h) => h.trim() !== '')
  const hand = picked.split(/[\s,;]+/).filter((w) => w !== '')
  const wanted = way === 'margin' ? (register > 0 ? filesForMargin(margin / 100, register) : 1) : size
  const ask =
    way === 'hand' && hand.length === 0
      ? undefined
      : {
          kind: 'draw' as const,
          filter: caseFilterOf(clauses).filter,
          by: way === 'hand' ? [] : by,
          wish: { size: wanted, seed },
          ...(way === 'hand' && { hand }),
        }
  const { answer, error, stale } = useAnswer<'draw'>(loaded, ask)
  // the first draw tells how many cases there are to draw from
  if (answer && answer.draw.register !== register) setRegister(answer.draw.register)
  const draw = answer?.draw
  const settled = draw !== undefined && !stale
  const answered = draw?.files.length ?? 0
  return (
    <>
      <PanelHead
        title={
          draw
            ? `${many(answered, 'file')} of ${many(draw.register, 'case')}${way === 'hand' ? ', picked by hand' : ' would be drawn'}`
            : 'A dip sample to be read'
        }
      >
        {draw &&
          (way === 'hand'
            ? 'Picked by hand they speak for nobody but themselves: no interval.'
            : whatItTells(answered, draw.register))}
      </PanelHead>
      <Notice>
        Ten files tell little: 7 good of 10 is {rangeWords(shareOfRegister(7, 10))} of all. The same 70% of{' '}
        {filesForMargin(0.1)} files is {rangeWords(shareOfRegister(68, filesForMargin(0.1)))}.
      </Notice>
      <div className="a-form">
        <Segmented
          label="How many"
          value={way}
          onChange={setWay}
          options={[
            { value: 'margin', label: 'By margin' },
            { value: 'size', label: 'By number' },
            { value: 'hand', label: 'Picked by hand' },
          ]}
        />
        {way === 'margin' && (
          <NumberField
            label="A share is to be known to"
            help="Half the 95% interval at worst, in points; a register that ends needs fewer files."
            {...{ unit: '± points', min: 1, max: 50, value: margin, onChange: setMargin }}
          />
        )}
        {way === 'size' && (
          <NumberField
            label="Files"
            {...{ unit: 'files', min: 1, max: 5000, whole: true, value: size, onChange: setSize }}
          />
        )}
        {way === 'hand' ? (
          <TextField
            label="Case numbers"
            help="With commas or blanks between them."
            value={picked}
            onChange={setPicked}
          />
        ) : (
          <>
            <CheckboxGroup
              label="A part from each"
              help="In proportion, but at least ten of each where the size allows it; estimates are weighted."
              value={by.filter((b) => LABELS[b])}
              onChange={(usual) => setBy([...usual, ...by.filter((b) => !LABELS[b])])}
              options={STRATA.map((s) => ({
                value: s as string,
                label: LABELS[s],
                ...(s === 'team' && answer && !answer.hasTeams
                  ? { disabled: true, note: 'no column of teams in this file' }
                  : {}),
              }))}
            />
            {columns.length > 0 && (
              <Select
                label="and from each value of a column"
                value={by.find((b) => !LABELS[b]) ?? ''}
                onChange={(column) =>
                  setBy([...by.filter((b) => LABELS[b]), ...(column === '' ? [] : [column])])
                }
                options={[{ value: '', label: 'none' }, ...columns.map((h) => ({ value: h, label: h }))]}
              />
            )}
            <NumberField
              label="Seed"
              help="The same seed draws the same files, here and in the terminal."
              {...{ min: 0, max: 2 ** 31, whole: true, value: seed, onChange: setSeed }}
            />
          </>
        )}
      </div>
      {error && ask && <ErrorCard title={error} onRetry={() => askAgain(loaded, ask)} />}
      {!draw && !error && ask && <Skeleton lines={4} label="The register is being read" />}
      {draw && (
        <>
          <Figures
            figures={[
              { value: answered, label: 'files', note: `of ${many(draw.register, 'case')}` },
              {
                value: draw.strata.length,
                label: draw.strata.length === 1 ? 'stratum' : 'strata',
                note: draw.way === 'each' ? 'each with its own draw' : 'spread evenly over them',
              },
              { value: draw.again.length, label: 'read twice', note: 'blind, by another' },
            ]}
          />
          <Notes title="What was chosen" notes={draw.notes} />
        </>
      )}
      <PanelFoot>
        <Button
          variant="primary"
          icon="check"
          barred={!settled ? 'The draw is still being made.' : answered === 0 && 'The draw holds no file.'}
          onClick={() =>
            draw &&
            orToast(
              addSample({
                source: fileWords(loaded.name),
                by: way === 'hand' ? [] : by,
                draw,
                hand: way === 'hand',
                questions: FIVE_STAGES,
              }).then(onMade),
            )
          }
        >
          {way === 'hand' ? 'Take these files' : 'Draw and keep'}
        </Button>
        <Button icon="upload" onClick={chooseSampleFile}>
          Open a sample
        </Button>
      </PanelFoot>
    </>
  )
}

/** See the head of the file. */
export function DipSamples({ loaded }: { loaded: LoadedIncidents }) {
  const kept = useSamples()
  const [making, setMaking] = useState(false)
  useEffect(() => orToast(findSamples()), [])
  const front = sampleInFront(kept)
  if (making || !front)
    return (
      <>
        {front && (
          <Button small variant="quiet" icon="left" onClick={() => setMaking(false)}>
            Back to the sample of {showDay(parseIsoDay(front.made.slice(0, 10)))}
          </Button>
        )}
        <NewSample loaded={loaded} onMade={() => setMaking(false)} />
      </>
    )
  return <Sample key={front.id} sample={front} all={kept.samples ?? []} onNew={() => setMaking(true)} />
}
