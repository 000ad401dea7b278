/** The plans of the project: making, changing and closing them, each as one step that can be undone. */
import { keptStore } from '../core/base/kept.ts'
import { create } from 'zustand'
import { type PlanRecord, ruleInTime, ruleText } from '../core/evaluation/planRecord.ts'
import { change } from './change.ts'
import { useStore } from './instance.ts'
import { log, stamp } from './log.ts'

/** Which plan is in front; absent = the newest. */
export const usePlanFront = keptStore(create<{ readonly id?: string }>(() => ({})))

/** The plan in front. */
export const planInFront = (all: readonly PlanRecord[], id?: string): PlanRecord | undefined =>
  all.find((p) => p.id === id) ?? all.at(-1)

const all = () => useStore.getState().project.plans
const newId = () => globalThis.crypto.randomUUID().slice(0, 8)

/** "P2": how a plan is marked on map and paper. */
export const flagOf = ({ number }: Pick<PlanRecord, 'number'>): string => `P${number}`

/** SHA-256 of the rule with its day, margin and start, hex. */
async function hashOf(plan: Pick<PlanRecord, 'rule' | 'start'>): Promise<string> {
  const bytes = new TextEncoder().encode(ruleText(plan))
  const digest = await globalThis.crypto.subtle.digest('SHA-256', bytes)
  return Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('')
}

/** Whether the rule still is what was hashed when the plan was made. */
export const ruleUnchanged = async (plan: PlanRecord): Promise<boolean> =>
  plan.rule.hash !== '' && plan.rule.hash === (await hashOf(plan))

/** A plan as it is filled in: what only its making gives it is not there yet. */
export type PlanDraft = Omit<PlanRecord, 'id' | 'number' | 'rule'> & {
  readonly rule: Pick<PlanRecord['rule'], 'text' | 'margin'>
}

/** What the log says of a rule. */
const logWords = (plan: PlanRecord, what: string): string =>
  `plan ${flagOf(plan)}, ${what}: rule of ${plan.rule.written}, start ${plan.start}, SHA-256 ${plan.rule.hash}`

/**
 * Makes a plan: the rule is dated today and hashed, and the hash goes into the log. Rejects with the log's sentence
 * where this browser keeps none; the plan is made all the same.
 */
export async function makePlan(draft: PlanDraft, now = new Date()): Promise<PlanRecord> {
  const written = stamp(now).slice(0, 10)
  const bare = { ...draft, rule: { ...draft.rule, written, hash: '' } }
  const hash = await hashOf(bare)
  const plan: PlanRecord = {
    ...bare,
    id: newId(),
    number: Math.max(0, ...all().map((p) => p.number)) + 1,
    rule: { ...bare.rule, hash },
  }
  change(`plan ${flagOf(plan)} made`, { plans: [...all(), plan] })
  usePlanFront.setState({ id: plan.id })
  await log('plan', logWords(plan, ruleInTime(plan) ? 'made' : 'made with no rule before its start'))
  return plan
}

/** One step that changes parts of a plan as it is now. The rule is not among them: a new one is a new plan. */
export function changePlan(
  { id, number }: PlanRecord,
  what: string,
  patch: Partial<Omit<PlanRecord, 'id' | 'number' | 'rule' | 'start'>>,
): void {
  change(`${what} of plan ${flagOf({ number })}`, {
    plans: all().map((p) => (p.id === id ? { ...p, ...patch } : p)),
  })
}

/** Deletes a plan; undo brings it back. */
export const deletePlan = (plan: PlanRecord): void =>
  change(`plan ${flagOf(plan)} deleted`, { plans: all().filter((p) => p.id !== plan.id) })

/** Lets go of what could not be read; undo brings it back. */
export const dropAside = (): void => change('unreadable plans let go', { plansAside: [] })

/**
 * The plans of a package beside those kept here: none of either is lost. Where both have one and it differs, the one
 * that was here stays as a copy; a number that is taken gives way to the next free one.
 */
export function joinPlans(here: readonly PlanRecord[], come: readonly PlanRecord[]): PlanRecord[] {
  const coming = new Map(come.map((p) => [p.id, p]))
  const taken = new Set(come.map((p) => p.number))
  const free = (number: number) => {
    let n = number
    while (taken.has(n)) n++
    taken.add(n)
    return n
  }
  const kept = here.flatMap((p) => {
    const other = coming.get(p.id)
    if (!other) return [{ ...p, number: free(p.number) }]
    return JSON.stringify(other) === JSON.stringify(p)
      ? []
      : [{ ...p, id: newId(), number: free(p.number), name: `${p.name} (as it was here)` }]
  })
  return [...kept, ...come]
}
