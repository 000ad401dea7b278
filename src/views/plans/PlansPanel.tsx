/** Did it work? › Plans: the plan in front and what can be said of it; else how to begin. */
import { useState } from 'react'
import './plans.css'
import { isoDay, parseIsoDay, showDay } from '../../core/base/time.ts'
import type { PlanAnswer } from '../../core/evaluation/judgePlan.ts'
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import { asAt } from '../../state/derived.ts'
import { changePlan, deletePlan, dropAside, flagOf, usePlanFront } from '../../state/plans.ts'
import { undo, useStore } from '../../state/store.ts'
import {
  Button,
  DataTable,
  Dialog,
  EmptyState,
  ErrorCard,
  Facts,
  Menu,
  Notes,
  Notice,
  PanelFoot,
  PanelHead,
  Progress,
  Section,
  Select,
  TextField,
  toast,
} from '../../ui/index.ts'
import { many } from '../../desk/words.ts'
import { withdraw } from '../../desk/teamShared.ts'
import { addPart, PLANS } from '../briefing/index.ts'
import { useDraft, usePlan } from './front.ts'
import { useJudging } from './model.ts'
import { beginPlan, PlanForm } from './PlanForm.tsx'
import { DaysOf, DrawDays } from './Days.tsx'
import { Done } from './Done.tsx'
import { Emmie } from './Emmie.tsx'
import { printPlan } from './printPlan.tsx'
import { Result } from './Result.tsx'
import { ruleWords } from './resultWords.ts'
import { saveReturn } from './saveReturn.ts'
import { Together } from './Together.tsx'

/** Nothing yet: what a plan is for, and the way to the first. */
function Begin() {
  return (
    <>
      <PanelHead title="No plan yet">
        A plan says what is done, where and when, and by what rule it will be judged. Written before it
        begins, it can be judged honestly afterwards.
      </PanelHead>
      <ol className="a-begin">
        <li>Choose the places: hotspots, a beat, the cocoons of the list, or an area drawn on the map.</li>
        <li>Write the rule of success. It is dated, and cannot be rewritten.</li>
        <li>The page says at once what the plan can show at all, and at its end whether it worked.</li>
      </ol>
      <PanelFoot>
        <Button variant="primary" icon="plus" onClick={beginPlan}>
          New plan
        </Button>
      </PanelFoot>
    </>
  )
}

function Close({ plan, onClose }: { plan: PlanRecord; onClose: () => void }) {
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

/** Which plan, and what can be done with it as a whole. */
function Chooser({ plan }: { plan: PlanRecord }) {
  const all = useStore((s) => s.project.plans)
  const [closing, setClosing] = useState(false)
  return (
    <div className="p-chooser">
      <Select
        label={`Plan, ${all.findIndex((p) => p.id === plan.id) + 1} of ${all.length}`}
        value={plan.id}
        onChange={(id) => usePlanFront.setState({ id })}
        options={all.map((p) => ({
          value: p.id,
          label: `${flagOf(p)} ${p.name}${p.closed ? ' (closed)' : ''}`,
        }))}
      />
      <Button icon="plus" onClick={beginPlan}>
        New plan
      </Button>
      <Menu
        label={`More of plan ${flagOf(plan)}`}
        entries={[
          plan.closed
            ? {
                id: 'open',
                label: 'Open again',
                icon: 'undo',
                run: () => changePlan(plan, 'opening', { closed: undefined }),
              }
            : { id: 'close', label: 'Close the plan…', icon: 'check', run: () => setClosing(true) },
          {
            id: 'delete',
            label: 'Delete this plan',
            icon: 'trash',
            run: () => {
              deletePlan(plan)
              void withdraw('plan', plan.id).catch(() => undefined)
              toast({ text: `Plan ${flagOf(plan)} deleted.`, undo: () => void undo() })
            },
          },
        ]}
      />
      {closing && <Close plan={plan} onClose={() => setClosing(false)} />}
    </div>
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
  return today < b ? `day ${today - a + 1} of ${b - a + 1}` : 'ended'
}

/** All plans, the newest first. */
function All({ plan }: { plan: PlanRecord }) {
  const all = useStore((s) => s.project.plans)
  const today = useStore((s) => asAt(s).day)
  if (all.length < 2) return null
  const rows = [...all].reverse()
  return (
    <Section title="All plans">
      <DataTable
        tools={false}
        height={200}
        selected={plan.id}
        onSelect={(i) => i !== null && usePlanFront.setState({ id: rows[i].id })}
        model={{
          caption: 'Plans, newest first; choose one to see its result',
          n: rows.length,
          key: (i) => rows[i].id,
          columns: [
            { key: 'flag', label: 'Plan', kind: 'text', deciding: true, value: (i) => flagOf(rows[i]) },
            { key: 'name', label: 'Name', kind: 'text', value: (i) => rows[i].name },
            {
              ...{ key: 'state', label: 'State', kind: 'text', deciding: true },
              value: (i) => stateOf(rows[i], today),
            },
            { key: 'owner', label: 'Owner', kind: 'text', value: (i) => rows[i].owner },
          ],
        }}
      />
      <Together front={plan} all={all} />
    </Section>
  )
}

function Judged({ plan }: { plan: PlanRecord }) {
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
      {answer?.kind === 'judged' && <Result judged={answer} plan={plan} stale={stale} />}
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
        </>
      )}
      <DaysOf plan={plan} />
      <Written plan={plan} />
      <Foot plan={plan} answer={stale ? undefined : answer} />
    </>
  )
}

/** What leaves the page: one sheet, and the return of each month. Only a current answer is printed. */
function Foot({ plan, answer }: { plan: PlanRecord; answer: PlanAnswer | undefined }) {
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
        disabled={answer?.kind !== 'judged'}
        onClick={() => void print()}
      >
        Print one page
      </Button>
      <Button icon="download" onClick={() => void saveReturn(plan, answer)}>
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

function Aside() {
  const n = useStore((s) => s.project.plansAside.length)
  if (n === 0) return null
  return (
    <Notice
      tone="warn"
      actions={
        <Button small onClick={dropAside}>
          Let {n === 1 ? 'it' : 'them'} go
        </Button>
      }
    >
      {many(n, 'plan')} of the project could not be read and {n === 1 ? 'is' : 'are'} kept as{' '}
      {n === 1 ? 'it was' : 'they were'}: a newer Cocoon may read {n === 1 ? 'it' : 'them'}.
    </Notice>
  )
}

/** The panel. */
export function PlansPanel() {
  const loaded = useStore((s) => s.incidents !== undefined)
  const plan = usePlan()
  const making = useDraft((s) => s.draft !== undefined)
  if (!loaded)
    return (
      <EmptyState icon="scales" title="No incidents are loaded">
        Drop a file on the page, or open the sample town under Data.
      </EmptyState>
    )
  if (making) return <PlanForm />
  return (
    <>
      <Aside />
      {plan ? (
        <>
          <Chooser plan={plan} />
          <Judged key={plan.id} plan={plan} />
          <All plan={plan} />
        </>
      ) : (
        <Begin />
      )}
    </>
  )
}
