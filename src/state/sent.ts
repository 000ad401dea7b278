/**
 * Which visits recorded on this device have gone to the desk, and the keys their results go back under. Both outlive the
 * rounds they came from: a round that is erased or expired takes no result with it.
 */
import { create } from 'zustand'
import type { Visit } from '../cocoon/visits.ts'
import { keeps } from '../core/base/kept.ts'
import { isFlag, isRecord, maybe, partsOf, soundEntries, textTo, wholeIn } from '../core/base/sound.ts'
import { drop, one, put } from './keep.ts'
import { isSealKey, type SealKey } from './seal.ts'

/** How a visit went. */
export interface Sent {
  /** the revision that went: a later correction has not */
  readonly revision: number
  /** minute of wall clock */
  readonly at: number
  /** someone said that the desk has it; a saved file alone may still lie on this device */
  readonly confirmed?: boolean
}

interface Kept {
  /** by id of the visit */
  readonly sent: Readonly<Record<string, Sent>>
  /** by code of the round */
  readonly keys: Readonly<Record<string, SealKey>>
}

const NOTHING: Kept = { sent: {}, keys: {} }

const isSent = partsOf<Sent>({ revision: wholeIn(0, 1e9), at: wholeIn(-1e9, 1e9), confirmed: maybe(isFlag) })
const isName = textTo(200)

/** What is kept, out of an unknown value: a broken entry counts as not sent, and a broken key as none. */
const soundResults = (v: unknown): Kept =>
  isRecord(v)
    ? { sent: soundEntries(isSent, v.sent).sound, keys: soundEntries(isSealKey, v.keys).sound }
    : NOTHING

const nameOf = (device: unknown): string | undefined => (isName(device) ? device : undefined)

const NAME = 'results'

/** What is known of results; `device` is this one's name, absent before its first visit. */
export const useResults = create<Kept & { readonly device?: string }>(() => NOTHING)
keeps(async () => {
  useResults.setState({ ...NOTHING, device: undefined }, true)
  await drop('self', NAME)
})

/** What is known of results, as it is kept. */
export async function keptResults(): Promise<Kept & { readonly device?: string }> {
  const [kept, device] = await Promise.all([one('self', NAME), one('self', 'device')])
  return { ...soundResults(kept), device: nameOf(device) }
}

/** Brings what is kept into the page. */
export async function loadResults(): Promise<void> {
  useResults.setState(await keptResults(), true)
}

async function change(make: (old: Kept) => Kept): Promise<void> {
  const kept = await put('self', NAME, (old) => make(soundResults(old)))
  useResults.setState({ ...kept, device: nameOf(await one('self', 'device')) }, true)
}

/** Keeps the key the results of a round go back under, for when the round itself is gone. */
export const keepResultKey = (code: string, key: SealKey): Promise<void> =>
  change((old) => ({ ...old, keys: { ...old.keys, [code]: key } }))

/** Notes that visits have gone, as a file that was saved or handed on. */
export const markSent = (visits: readonly Visit[], at: number): Promise<void> =>
  change((old) => ({
    ...old,
    sent: { ...old.sent, ...Object.fromEntries(visits.map((v) => [v.id, { revision: v.revision, at }])) },
  }))

/** Notes that the desk has what went of these visits. */
export const confirmSent = (visits: readonly Visit[]): Promise<void> =>
  change((old) => ({
    ...old,
    sent: {
      ...old.sent,
      ...Object.fromEntries(
        visits.flatMap((v) => (old.sent[v.id] ? [[v.id, { ...old.sent[v.id], confirmed: true }]] : [])),
      ),
    },
  }))

/** Visits of this device that have not gone as they stand; those taken back before anyone saw them need not go. */
export const notSent = (
  visits: readonly Visit[],
  { sent, device }: { readonly sent: Kept['sent']; readonly device?: string },
): Visit[] =>
  visits.filter(
    (v) => v.device === device && (sent[v.id]?.revision ?? -1) < v.revision && !(v.removed && !sent[v.id]),
  )

/** Whether nothing of a round is lost if it ends: each of its results is known to be with the desk. */
export const isDelivered = (
  visits: readonly Visit[],
  known: { readonly sent: Kept['sent']; readonly device?: string },
): boolean =>
  notSent(visits, known).length === 0 &&
  visits.every((v) => v.device !== known.device || !known.sent[v.id] || known.sent[v.id].confirmed === true)

/** When the last of these visits went, minute of wall clock; undefined where none has. */
export const lastSent = (visits: readonly Visit[], sent: Kept['sent']): number | undefined => {
  const times = visits.flatMap((v) => sent[v.id]?.at ?? [])
  return times.length > 0 ? Math.max(...times) : undefined
}
