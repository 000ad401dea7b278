/** The parts of a plan's panel: as written, closed and judged, with what can be done at its foot. */
import { useState } from 'react'
import { isoDay, parseIsoDay, showDay } from '../../core/base/time.ts'
import type { PlanAnswer } from '../../core/evaluation/planAnswer.ts'
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import { asAt } from '../../state/derived.ts'
import { changePlan, flagOf } from '../../state/plans.ts'
import { useStore } from '../../state/store.ts'
import {
  Button,
  Dialog,
  ErrorCard,
  Facts,
  Menu,
  Notes,
  Notice,
  PanelFoot,
  PanelHead,
  Progress,
  Section,
  TextField,
  toast,
} from '../../ui/index.ts'
import { ChooseSystem } from '../../desk/files/ChooseSystem.tsx'
import { EarlierTerms } from '../../desk/leaving/EarlierTerms.tsx'
import { addPart, PLANS } from '../briefing/index.ts'
import { useJudging } from './model.ts'
import { DaysOf, DrawDays } from './Days.tsx'
import { Done } from './Done.tsx'
import { Emmie } from './Emmie.tsx'
import { printPlan } from './printPlan.tsx'
import { Result } from './Result.tsx'
import { ruleWords } from './resultWords.ts'
import { saveReturn } from './saveReturn.ts'

/** Closing a plan, with what came of it. */
export function Close({ plan, onClose }: { plan: PlanRecord; onClose: () => void }) {
  const day = useStore((s) => asAt(s).day)
  const [words, setWords] = useState(plan.closed?.words ?? '')
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title={`Close plan ${flagOf(plan)}`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onClick={() => {
              const on = isoDay(day)
              changePlan(plan, 'closure', { closed: { on, words } })
              onClose()
            }}
          >
            Close the plan
          </Button>
        </>
      }
    >
      <TextField
        label="What follows from it"
        value={words}
        onChange={setWords}
        help="What is kept, changed or stopped, and why. It stays in the list and can be read on."
      />
    </Dialog>
  )
}

/** What was written when it was made. */
function Written({ plan }: { plan: PlanRecord }) {
  const day = (iso: string) => (iso ? showDay(parseIsoDay(iso)) : 'not said')
  const facts = [
    ['Objective', plan.objective],
    ['Response', plan.response],
    ['Owner', plan.owner],
    ['Dates', `${day(plan.start)} to ${day(plan.end)}, against ${plan.before} days before`],
    ['Places', plan.places.map((p) => `${p.name} (${p.from})`).join('; ')],
    ['Places chosen from', plan.chosen.filter(Boolean).join(' to ') || 'not said'],
    ['Reviews', plan.reviews.map(day).join(', ')],
    ['Rule', ruleWords(plan)],
    ['Fingerprint of the rule', plan.rule.hash.slice(0, 16)],
    ['Closed', plan.closed ? `${day(plan.closed.on)}. ${plan.closed.words}` : ''],
  ]
  return (
    <Section title="As it was written">
      <Facts facts={facts.filter(([, v]) => v).map(([label, value]) => ({ label, value }))} />
    </Section>
  )
}

/** Where a plan stands on a day. */
export function stateOf(plan: PlanRecord, today: number): string {
  if (plan.closed) return 'closed'
  const [a, b] = [parseIsoDay(plan.start), parseIsoDay(plan.end)]
  if (today < a) return `begins ${showDay(a)}`
  return today <= b ? `day ${today - a + 1} of ${b - a + 1}` : 'ended'
}

/** The verdict, or why there is none yet. */
export function Judged({ plan }: { plan: PlanRecord }) {
  const { answer, stale, share, error, retry } = useJudging(plan)
  return (
    <>
      {error && <ErrorCard title="The plan could not be judged." detail={error} onRetry={retry} />}
      {stale && !error && (
        <Progress
          label={answer ? 'Judging again; below is the earlier answer' : 'Judging the plan'}
          share={share}
        />
      )}
      {answer?.kind === 'judged' && (
        <EarlierTerms stale={stale}>
          <Result judged={answer} plan={plan} stale={stale} />
        </EarlierTerms>
      )}
      {answer?.kind === 'ahead' && (
        <div className="a-result" data-stale={stale || undefined}>
          <PanelHead title="Not begun yet. What this plan can show:">{answer.sentence}</PanelHead>
          <Notes notes={answer.notes} />
        </div>
      )}
      {answer?.kind === 'refused' && (
        <>
          <PanelHead title="No verdict is possible" />
          <Notice tone="warn">{answer.sentence}</Notice>
          <ChooseSystem />
        </>
      )}
      <DaysOf plan={plan} />
      <Written plan={plan} />
      <Foot plan={plan} answer={stale ? undefined : answer} judging={stale && !error} />
    </>
  )
}

/** Why there is no sheet to print. */
const unprinted = (answer: PlanAnswer | undefined): string | false =>
  answer?.kind === 'ahead'
    ? 'The plan has not begun: it has no verdict to print yet.'
    : answer?.kind === 'refused'
      ? 'No verdict is possible, as said above: there is none to print.'
      : !answer && 'The plan has no verdict to print yet: wait until it is judged.'

/** What leaves the page: one sheet, and the return of each month. Only a current answer is printed. */
function Foot({
  plan,
  answer,
  judging,
}: {
  plan: PlanRecord
  answer: PlanAnswer | undefined
  judging: boolean
}) {
  const [open, setOpen] = useState<'emmie' | 'done' | 'days'>()
  const [busy, setBusy] = useState(false)
  const print = async () => {
    if (answer?.kind !== 'judged') return
    setBusy(true)
    await printPlan(plan, answer).finally(() => setBusy(false))
  }
  return (
    <PanelFoot>
      <Button
        variant="primary"
        icon="print"
        busy={busy}
        barred={unprinted(answer)}
        onClick={() => void print()}
      >
        Print the plan
      </Button>
      <Button
        icon="download"
        // the return holds the places compared with, which are told with the verdict
        barred={judging && 'The plan is being judged: its return is saved with the places compared with.'}
        onClick={() => void saveReturn(plan, answer)}
      >
        Monthly return
      </Button>
      <Menu
        label="More for the plan"
        entries={[
          {
            id: 'report',
            label: 'Add verdict to report',
            icon: 'file',
            run: () =>
              toast({
                text: addPart(PLANS)
                  ? 'The briefing under Report now tells the plans with their verdicts.'
                  : 'The briefing already tells the plans with their verdicts.',
              }),
          },
          { id: 'emmie', label: 'Mechanism and moderators…', icon: 'edit', run: () => setOpen('emmie') },
          { id: 'done', label: 'Done, month by month…', icon: 'list', run: () => setOpen('done') },
          { id: 'days', label: 'Draw on and off days…', icon: 'calendar', run: () => setOpen('days') },
        ]}
      />
      {open === 'days' && <DrawDays plan={plan} onClose={() => setOpen(undefined)} />}
      {open === 'emmie' && <Emmie plan={plan} onClose={() => setOpen(undefined)} />}
      {open === 'done' && <Done plan={plan} onClose={() => setOpen(undefined)} />}
    </PanelFoot>
  )
}
