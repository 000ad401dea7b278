/**
 * What a team shares besides visits and rounds: profiles, the cocooning protocol and plans. They live in this browser as
 * before; whenever the folder was read, each is settled with what the team says of it.
 */
import { soundPlans, ofSample, type PlanRecord } from '../core/evaluation/planRecord.ts'
import { isRecord } from '../core/base/sound.ts'
import { layoutKey } from '../import/meaning/options.ts'
import { PROFILES_VERSION, readProfiles, type KeptProfile } from '../import/meaning/profiles.ts'
import type { Item, ItemKind } from '../cocoon/teamFolder.ts'
import { cocooningSchema } from '../state/cocoon.ts'
import { drop, one, put } from '../state/keep.ts'
import { keeps } from '../core/base/kept.ts'
import { joinPlans } from '../state/plans.ts'
import { deleteProfile, joinProfiles, useProfiles } from '../state/profiles.ts'
import { keepSettings, useSettings } from '../state/settings.ts'
import { drift, useStore } from '../state/store.ts'
import { sayAll, useTeam } from '../state/team.ts'
import { soundValues } from './protocol.ts'

/** Things by id, each as JSON: what they are compared by. */
export type Texts = Readonly<Record<string, string>>

/** What is to be done where this machine, the team and what both last agreed on differ. */
export interface Settled {
  /** ids whose value here is told to the team */
  readonly say: readonly string[]
  /** ids whose value of the team is taken over here */
  readonly take: readonly string[]
  /** ids that were changed here and by the team: the team's stands, and what was here is kept beside it where it can be */
  readonly both: readonly string[]
  /** ids that somebody of the team deleted, and nobody here changed since */
  readonly gone: readonly string[]
}

/**
 * Settles what is here with what the team has; `agreed` is what both had the last time. What is not here is not thereby
 * deleted: another file may be open. Only what somebody deleted on purpose is taken out, and that is said by itself.
 */
export function settle(here: Texts, team: Texts, agreed: Texts, deleted: ReadonlySet<string>): Settled {
  const settled = { say: [] as string[], take: [] as string[], both: [] as string[], gone: [] as string[] }
  for (const id of new Set([...Object.keys(here), ...Object.keys(team)])) {
    const [h, t, a] = [here[id], team[id], agreed[id]]
    if (h === t) continue
    if (t === undefined) settled[h === a && deleted.has(id) ? 'gone' : 'say'].push(id)
    else if (h === undefined || h === a) settled.take.push(id)
    else settled[t === a ? 'say' : 'both'].push(id)
  }
  return settled
}

const KIND = ['profile', 'protocol', 'plan'] as const
type Shared = (typeof KIND)[number]
const AGREED = 'team agreed'
/** The protocol is one thing. */
const PROTOCOL = 'cocooning'

keeps(() => drop('self', AGREED))

const isTexts = (v: unknown): v is Texts =>
  isRecord(v) && Object.values(v).every((x) => typeof x === 'string')

/** A team's thing as this version understands it; undefined where it does not. */
function readShared(kind: Shared, v: unknown): unknown {
  if (kind === 'plan') return soundPlans([v]).plans[0]
  if (kind === 'profile') return readProfiles({ version: PROFILES_VERSION, profiles: [v] }).profiles[0]
  return isRecord(v) ? soundValues(cocooningSchema, v) : undefined
}

/** JSON whose keys stand in order: two that say the same are the same text. */
const textOf = (v: unknown): string =>
  JSON.stringify(v, (_, x: unknown) =>
    isRecord(x) ? Object.fromEntries(Object.entries(x).sort(([p], [q]) => (p < q ? -1 : 1))) : x,
  )

/** The protocol without which of the two lists is open: that is where somebody looks, not how the team works. */
const protocolHere = (): Record<string, unknown> => {
  const { of: _, ...rest } = useSettings.getState().protocol
  return soundValues(cocooningSchema, rest)
}

/** Plans of the invented town are nobody's, and while it is open the team's plans are left alone. */
const plansOpen = (): boolean => useStore.getState().incidents?.sample !== true

/** What of a kind is here, by id. */
function hereOf(kind: Shared): Map<string, unknown> {
  if (kind === 'profile') return new Map(useProfiles.getState().profiles.map((p) => [layoutKey(p.header), p]))
  if (kind === 'protocol') {
    const p = protocolHere()
    return new Map(Object.keys(p).length > 0 ? [[PROTOCOL, p]] : [])
  }
  const plans = plansOpen() ? useStore.getState().project.plans : []
  return new Map(plans.filter((p) => !ofSample(p)).map((p) => [p.id, p]))
}

/** Takes over what the team says; a plan that was changed here too stays beside it as a copy. */
function takeOver(kind: Shared, values: readonly unknown[], inPlace: readonly string[]): void {
  if (kind === 'profile') joinProfiles(values as KeptProfile[])
  else if (kind === 'protocol') {
    const { of } = useSettings.getState().protocol
    const protocol = { ...(values[0] as Record<string, unknown>), ...(of !== undefined ? { of } : {}) }
    keepSettings({ protocol })
    drift({ params: { ...useStore.getState().project.params, cocooning: protocol } })
  } else {
    const here = useStore.getState().project.plans.filter((p) => !inPlace.includes(p.id))
    drift({ plans: joinPlans(here, values as PlanRecord[]) })
  }
}

/** Lets go of what the team deleted. */
function letGo(kind: Shared, ids: readonly string[]): void {
  if (kind === 'plan') drift({ plans: useStore.getState().project.plans.filter((p) => !ids.includes(p.id)) })
  else if (kind === 'profile')
    for (const p of useProfiles.getState().profiles.filter((x) => ids.includes(layoutKey(x.header))))
      deleteProfile(p)
}

const textsOf = (things: ReadonlyMap<string, unknown>): Texts =>
  Object.fromEntries([...things].map(([id, v]) => [id, textOf(v)]))

const ofKind = (kind: ItemKind): Item[] => useTeam.getState().items.filter((i) => i.kind === kind)

async function settleKind(kind: Shared, agreed: Texts): Promise<Texts> {
  const items = ofKind(kind)
  const standing = new Map(
    items.flatMap((i): [string, unknown][] => {
      const value = i.removed ? undefined : readShared(kind, i.value)
      return value === undefined ? [] : [[i.id, value]]
    }),
  )
  const here = hereOf(kind)
  const team = textsOf(standing)
  const deleted = new Set(items.flatMap((i) => (i.removed ? [i.id] : [])))
  const { say, take, both, gone } = settle(textsOf(here), team, agreed, deleted)
  const come = [...take, ...both].map((id) => standing.get(id))
  if (come.length > 0) takeOver(kind, come, take)
  if (gone.length > 0) letGo(kind, gone)
  if (say.length > 0)
    await sayAll(
      kind,
      say.map((id) => ({ id, value: here.get(id) })),
    )
  return { ...agreed, ...team, ...Object.fromEntries(say.map((id) => [id, textOf(here.get(id))])) }
}

/** Settles every kind once with what was read of the folder. */
export async function shareWithTeam(): Promise<void> {
  const kept = await one('self', AGREED)
  const agreed = isRecord(kept) ? kept : {}
  const next: Record<string, unknown> = { ...agreed }
  for (const kind of KIND)
    if (kind !== 'plan' || plansOpen()) {
      const before = agreed[kind]
      next[kind] = await settleKind(kind, isTexts(before) ? before : {})
    }
  if (textOf(next) !== textOf(agreed)) await put('self', AGREED, () => next)
}

/** Tells the team that a profile or plan was deleted on purpose; nothing where the team never had it. */
export async function withdraw(kind: 'profile' | 'plan', id: string): Promise<void> {
  if (!ofKind(kind).some((i) => i.id === id && !i.removed)) return
  // brought back by undo it is this machine's own again, and told anew
  await put('self', AGREED, (kept) => {
    const agreed = isRecord(kept) ? kept : {}
    const { [id]: _, ...rest } = isTexts(agreed[kind]) ? agreed[kind] : {}
    return { ...agreed, [kind]: rest }
  })
  await sayAll(kind, [{ id, value: null, removed: true }])
}
