/** A plan as it is written down, before it begins: what is wanted, where, when, and by what rule it will be judged. */
import { useEffect, useRef, useState } from 'react'
import { OFFENCES, type OffenceId } from '../../core/base/offences.ts'
import { isoDay, isoInWords, monthOf } from '../../core/base/time.ts'
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import { USUAL_BEFORE } from '../../core/evaluation/planRecord.ts'
import { asAt } from '../../state/derived.ts'
import { makePlan, type PlanDraft } from '../../state/plans.ts'
import { stamp } from '../../state/log.ts'
import { useStore } from '../../state/store.ts'
import type { Incidents } from '../../core/table/incidents.ts'
import {
  Button,
  CheckboxGroup,
  Chip,
  DateField,
  Disclosure,
  Notice,
  NumberField,
  PanelFoot,
  PanelHead,
  Section,
  Select,
  TextField,
  toast,
  typedOrNone,
} from '../../ui/index.ts'
import { PlacesField } from './PlacesField.tsx'
import { useDraft } from './front.ts'

/** A plan of which nothing was said yet: it begins in two weeks and runs for half a year. */
export function emptyDraft(today: number, offences: readonly OffenceId[]): PlanDraft {
  return {
    ...{ name: '', objective: '', response: '', owner: '', places: [], comparison: [], offences },
    ...{ start: isoDay(today + 14), end: isoDay(today + 14 + 181), before: USUAL_BEFORE },
    ...{ rule: { text: '' }, reviews: [], planned: {}, delivered: {}, costs: {}, chosen: ['', ''] },
  }
}

/** Why a plan cannot be made yet, as a sentence; undefined where it can. */
export function draftProblem(d: PlanDraft): string | undefined {
  if (!d.name.trim())
    return 'The plan has no name. Give it one by which it is known, such as its place and what is done.'
  if (d.places.length === 0)
    return 'The plan has no place. Choose hotspots, a beat or cocoons, or draw an area on the map.'
  if (d.end < d.start)
    return `The plan ends on ${isoInWords(d.end)}, before it starts on ${isoInWords(d.start)}. Choose a later end.`
  if (!d.rule.text.trim())
    return 'No rule of success is written. Say what will count as success, such as “a fall of 20% or more against the comparison”.'
  const [from, to] = d.chosen
  if (from && to && to < from)
    return `The months used to choose the places run from ${from} to ${to}. Choose a later last month.`
  return undefined
}

/** Months the file reaches over, newest first. */
function monthsOf({ span }: Incidents): string[] {
  const [first, last] = [monthOf(span.first), monthOf(span.last)]
  return Array.from({ length: Math.min(600, last - first + 1) }, (_, k) => {
    const m = last - k
    return `${Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, '0')}`
  })
}

/** Kinds there are, with their counts. */
function kindsOf(table: Incidents) {
  const n = new Map<number, number>()
  for (let i = 0; i < table.n; i++) n.set(table.offence[i], (n.get(table.offence[i]) ?? 0) + 1)
  return OFFENCES.flatMap((o, k) =>
    n.has(k) ? [{ value: o.id, label: o.label, note: n.get(k)!.toLocaleString('en-GB') }] : [],
  )
}

type Patch = Partial<PlanDraft>

/** What is said of a plan in words of one's own. */
const WORDS = [
  { key: 'name', label: 'Name', placeholder: 'Mill Street: patrols' },
  { key: 'objective', label: 'Objective', help: 'What should be different at the end, for whom.' },
  {
    key: 'response',
    label: 'Response',
    help: 'What is done: patrols of 15 minutes, doors called on, locks fitted.',
  },
  { key: 'owner', label: 'Owner, by role', help: 'A role such as “Sergeant, north”. Name no person.' },
] as const

function Wanted({ draft, set }: { draft: PlanDraft; set: (p: Patch) => void }) {
  const table = useStore((s) => s.incidents!.table)
  return (
    <Section title="What is wanted, and what is done">
      <div className="a-form">
        {WORDS.map(({ key, ...field }) => (
          <TextField key={key} {...field} value={draft[key]} onChange={(v) => set({ [key]: v })} />
        ))}
        <Disclosure title={`Kinds counted: ${draft.offences.length || 'all'}`}>
          <CheckboxGroup
            label="Kinds counted"
            value={draft.offences}
            onChange={(offences) => set({ offences })}
            options={kindsOf(table)}
          />
          <p className="a-hint">
            None ticked = all of the file. With more than one, each is listed and p is after Holm.
          </p>
        </Disclosure>
      </div>
    </Section>
  )
}

function When({ draft, set }: { draft: PlanDraft; set: (p: Patch) => void }) {
  const table = useStore((s) => s.incidents!.table)
  const months = [
    { value: '', label: 'not said' },
    ...monthsOf(table).map((m) => ({ value: m, label: isoInWords(`${m}-01`).replace(/^1 /, '') })),
  ]
  const [from, to] = draft.chosen
  return (
    <Section title="When">
      <div className="a-form p-two">
        <DateField label="First day" value={draft.start} onChange={(start) => set({ start })} />
        <DateField label="Last day" value={draft.end} onChange={(end) => set({ end })} />
        <NumberField
          label="Days before"
          value={draft.before}
          onChange={(before) => set({ before: Math.round(before) })}
          min={28}
          max={3650}
          unit="days"
          help="How many days before the start are compared with. A year keeps the season out of the figure."
        />
        <span />
        <Select
          label="Places chosen from month"
          value={from}
          onChange={(m) => set({ chosen: [m, to] })}
          options={months}
          help="Which months of crime were looked at when these places were chosen? Places at their worst fall by themselves."
        />
        <Select label="to month" value={to} onChange={(m) => set({ chosen: [from, m] })} options={months} />
      </div>
    </Section>
  )
}

function Rule({ draft, set }: { draft: PlanDraft; set: (p: Patch) => void }) {
  const late = draft.start <= stamp(new Date()).slice(0, 10)
  // the last day of the plan, until another is chosen: on the first there is nothing to look at
  const [chosen, setReview] = useState<string>()
  const review = chosen ?? draft.end
  return (
    <Section title="How it will be judged">
      <div className="a-form">
        <TextField
          label="Rule of success"
          value={draft.rule.text}
          onChange={(text) => set({ rule: { ...draft.rule, text } })}
          placeholder="A fall of 20% or more against the comparison"
          help="It is dated today and its fingerprint goes into the log: it cannot be changed later, only a new plan can be made."
        />
        <NumberField
          label="Change that would not matter"
          optional
          value={draft.rule.margin === undefined ? NaN : Math.round(100 * draft.rule.margin)}
          onChange={(v) => set({ rule: { ...draft.rule, margin: typedOrNone(v / 100) } })}
          min={1}
          max={50}
          unit="%"
          help="Only with a margin written before the start may it be said that there was no change larger than that. May stay empty."
        />
        {late && (
          <Notice tone="warn">
            The plan starts on {isoInWords(draft.start)} and the rule would be dated today: a rule written
            after the start is not one that was kept to. The result says so, and a margin is not used.
          </Notice>
        )}
        <div className="p-add">
          <DateField label="Review on" value={review} onChange={setReview} />
          <Button
            icon="plus"
            barred={
              review <= draft.start
                ? 'A review comes after the first day.'
                : draft.reviews.includes(review) && 'This review stands already.'
            }
            onClick={() => set({ reviews: [...draft.reviews, review].sort() })}
          >
            Add the review
          </Button>
        </div>
        {draft.reviews.length > 0 && (
          <ul className="p-chips">
            {draft.reviews.map((r) => (
              <li key={r}>
                <Chip
                  removeLabel={`Take out the review of ${r}`}
                  onRemove={() => set({ reviews: draft.reviews.filter((x) => x !== r) })}
                >
                  {r}
                </Chip>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  )
}

function Planned({ draft, set }: { draft: PlanDraft; set: (p: Patch) => void }) {
  const field = (key: 'minutes' | 'doors' | 'packs', label: string) => (
    <NumberField
      label={label}
      optional
      value={draft.planned[key] ?? NaN}
      onChange={(v) => set({ planned: { ...draft.planned, [key]: typedOrNone(v) } })}
      min={0}
      max={10_000_000}
    />
  )
  return (
    <Disclosure title="What is planned to be delivered">
      <div className="a-form p-two">
        {field('minutes', 'Patrol minutes')}
        {field('doors', 'Doors')}
        {field('packs', 'Packs handed out')}
      </div>
    </Disclosure>
  )
}

/** The form. `made` is told of the plan. */
export function PlanForm({ made }: { made?: (plan: PlanRecord) => void }) {
  const today = useStore((s) => asAt(s).day)
  const draft = useDraft((s) => s.draft) ?? emptyDraft(today, [])
  const [tried, setTried] = useState(0)
  const refusal = useRef<HTMLDivElement>(null)
  const [busy, setBusy] = useState(false)
  const set = (patch: Patch) => useDraft.setState((s) => ({ draft: { ...(s.draft ?? draft), ...patch } }))
  const problem = draftProblem(draft)
  // the form is long, and why it was refused stands at its end
  useEffect(() => {
    if (tried > 0) refusal.current?.scrollIntoView({ block: 'nearest' })
  }, [tried])
  const save = async () => {
    setTried(tried + 1)
    if (problem) return
    setBusy(true)
    try {
      const plan = await makePlan(draft)
      useDraft.setState({ draft: undefined })
      made?.(plan)
    } catch (error) {
      // the plan stands; only the log did not take its line
      useDraft.setState({ draft: undefined })
      toast({ text: `The plan is made, but not in the log: ${(error as Error).message}`, tone: 'bad' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <PanelHead title="A new plan">
        Written before it begins, it can be judged honestly afterwards. When it is made, the page says what it
        can show at all.
      </PanelHead>
      <Wanted draft={draft} set={set} />
      <Section title="Where">
        <PlacesField
          label="Places of the plan"
          places={draft.places}
          add={(places) =>
            useDraft.setState((s) => {
              const d = s.draft ?? draft
              return { draft: { ...d, places: [...d.places, ...places] } }
            })
          }
          drop={(i) => set({ places: draft.places.filter((_, k) => k !== i) })}
        />
      </Section>
      <When draft={draft} set={set} />
      <Rule draft={draft} set={set} />
      <Planned draft={draft} set={set} />
      <div ref={refusal}>{tried > 0 && problem && <Notice tone="bad">{problem}</Notice>}</div>
      <PanelFoot>
        <Button variant="primary" busy={busy} onClick={() => void save()}>
          Make the plan
        </Button>
        <Button onClick={() => useDraft.setState({ draft: undefined })}>Cancel</Button>
      </PanelFoot>
    </>
  )
}

/** Begins a plan: for the kinds the page is filtered to. */
export function beginPlan(): void {
  const s = useStore.getState()
  const kinds = s.project.clauses.find((c) => c.kind === 'offence')
  useDraft.setState({
    draft: emptyDraft(asAt(s).day, kinds?.kind === 'offence' ? kinds.offences : []),
  })
}
