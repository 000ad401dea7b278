/** Did it work? › Plans: the plan in front and what can be said of it; else how to begin. */
import { useState } from 'react'
import './plans.css'
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import { asAt } from '../../state/derived.ts'
import { changePlan, deletePlan, dropAside, flagOf, usePlanFront } from '../../state/plans.ts'
import { undo, useStore } from '../../state/store.ts'
import {
  Button,
  DataTable,
  EmptyState,
  Menu,
  Notice,
  PanelFoot,
  PanelHead,
  Section,
  Select,
  toast,
} from '../../ui/index.ts'
import { many } from '../../desk/words.ts'
import { withdraw } from '../../desk/teamShared.ts'
import { useDraft, usePlan } from './front.ts'
import { beginPlan, PlanForm } from './PlanForm.tsx'
import { Together } from './Together.tsx'
import { Close, stateOf, Judged } from './PlanParts.tsx'

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
