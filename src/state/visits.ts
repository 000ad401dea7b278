/** Visits recorded or joined on this machine: each is written before anyone is told it is done. */
import { soundRound } from '../cocoon/roundFile.ts'
import { lateIds } from '../cocoon/teamFolder.ts'
import { erasedVisit, isErased, soundVisit } from '../cocoon/visitFile.ts'
import { isRecord } from '../core/base/sound.ts'
import {
  mergeVisits,
  type Outcome,
  soundTicks,
  type Tick,
  type Visit,
  visitId,
  visitsMade,
} from '../cocoon/visits.ts'
import { dayOf, minuteNow } from '../core/base/time.ts'
import { countOf } from '../core/base/words.ts'
import { believes } from './believed.ts'
import { addAll, all, countOf as keptOf, drop, one, put, putAll } from './keep.ts'
import { log, readLog } from './log.ts'
import { useSettings } from './settings.ts'
import { hearTabs, isSpeaker, tellTabs } from './tabChannel.ts'
import { useStore } from './instance.ts'
import { isDelivered, keptResults, notSent, useResults } from './sent.ts'
import { setSession } from './session.ts'
import { keptItems } from './teamItems.ts'
import { useVault } from './vault.ts'

const isDevice = (v: unknown): v is string => typeof v === 'string' && /^[0-9a-z]{6,40}$/.test(v)

/** Name of this device in its records: random, says nothing of its owner, and new after everything was erased. */
export async function deviceId(): Promise<string> {
  const known = await one('self', 'device')
  if (isDevice(known)) return known
  const bytes = crypto.getRandomValues(new Uint8Array(6))
  const made = [...bytes].map((b) => '23456789abcdefghjkmnpqrstvwxyz'[b % 30]).join('')
  return put('self', 'device', (old) => (isDevice(old) ? old : made))
}

const show = (visits: readonly Visit[]): void =>
  setSession({ visits: mergeVisits(useStore.getState().visits, visits) })

const CHANNEL = 'cocoon.visits'

/** Shows what was written here, and tells the other tabs that something was: what it is they read themselves. */
function showWritten(visits: readonly Visit[]): void {
  show(visits)
  tellTabs(CHANNEL)
}

/** Shows what another tab records as soon as it has: nobody calls twice for want of knowing. Returns how to stop. */
export function followVisits(): () => void {
  let soon: ReturnType<typeof setTimeout> | undefined
  const stop = hearTabs(CHANNEL, isSpeaker, () => {
    clearTimeout(soon)
    soon = setTimeout(() => void loadVisits().catch(() => undefined), 100)
  })
  return () => {
    clearTimeout(soon)
    stop()
  }
}

/** Days to keep visits as a setting may say them: whole, from 0 (until somebody erases them) to ten years. */
export const soundDays = (days: number): number =>
  Number.isFinite(days) ? Math.max(0, Math.min(3650, Math.round(days))) : 0

/** The visits that are to be kept `days` days, the day of the visit not counted, and those past that; 0 keeps all. */
export function splitByAge(
  visits: readonly Visit[],
  days: number,
  today: number,
): { readonly keep: Visit[]; readonly over: Visit[] } {
  const old = (v: Visit) => days > 0 && today - dayOf(v.at) > days
  return { keep: visits.filter((v) => !old(v)), over: visits.filter(old) }
}

/**
 * Which visits stay whatever their age: results of a round that came to this device, until the desk is known to have them.
 */
export async function stranded(): Promise<(v: Visit) => boolean> {
  const kept = await all('round', (k) => {
    const round = isRecord(k) ? soundRound(k.round) : undefined
    return round && isRecord(k) ? { code: round.code, here: k.here === true } : null
  })
  const rounds = kept.flatMap((k) => (k && !k.here ? k.code : []))
  const results = await keptResults()
  const walked = new Set([...rounds, ...Object.keys(results.keys)])
  return (v) => walked.has(v.list) && !isDelivered([v], results)
}

/**
 * How many results of rounds that came to this device have not gone from it: erasing everything would lose them. What was
 * recorded while locked is among them; while locked the others cannot be counted.
 */
export async function unsentResults(): Promise<number> {
  const [visits, walked, results, ticks] = await Promise.all([
    all('visit', soundVisit),
    stranded(),
    keptResults(),
    keptOf('tick'),
  ])
  return notSent(visits, results).filter(walked).length + ticks
}

/** Codes of rounds of the invented town: it has a clock of its own, by which its visits are of another year. */
export async function sampleRounds(): Promise<Set<string>> {
  const codes = await all('round', (k) => {
    const round = isRecord(k) ? soundRound(k.round) : undefined
    return round && round.shift !== 0 ? round.code : null
  })
  return new Set(codes.flatMap((c) => c ?? []))
}

/** How a line of the log ends that says which visits the setting ended. */
const BY_SETTING = ', by the setting'

/** What the log last says the setting erased, such as "3 visits older than 30 days", and on which day, as "2026-06-12". */
export async function lastErased(): Promise<{ readonly what: string; readonly day: string } | undefined> {
  const line = (await readLog()).findLast((l) => l.what === 'erase' && l.detail.endsWith(BY_SETTING))
  return line && { what: line.detail.slice(0, -BY_SETTING.length), day: line.at.slice(0, 10) }
}

/**
 * Erases visits older than the settings keep them, here and in the session, and says so in the log. Returns how many:
 * none while this machine's clock is not believed.
 */
export async function eraseOldVisits(days: number, now = new Date()): Promise<number> {
  const today = dayOf(minuteNow(now))
  if (!(await believes(today)) || days === 0) return 0
  const found = await all('visit', soundVisit)
  const [stays, sample] = await Promise.all([stranded(), sampleRounds()])
  const late = lateIds(await keptItems(), days, today)
  const visits = found.filter((v) => !v.sample && !sample.has(v.list) && !late.has(v.id) && !stays(v))
  const { over } = splitByAge(visits, days, today)
  for (const v of over) await drop('visit', v.id)
  if (over.length > 0) {
    const gone = new Set(over.map((v) => v.id))
    setSession({ visits: useStore.getState().visits.filter((v) => !gone.has(v.id)) })
    await log('erase', `${countOf(over.length, 'visit')} older than ${countOf(days, 'day')}${BY_SETTING}`)
  }
  return over.length
}

// keeps no data: whether old visits were looked through
let opened = false

/**
 * Brings the kept visits into the session; called at the start, when those past their days are erased, and whenever
 * the page comes back into view, when a number half typed in the settings must erase nothing.
 */
export async function loadVisits(): Promise<void> {
  if (!opened) await eraseOldVisits(soundDays(useSettings.getState().visitDays))
  const visits = await all('visit', soundVisit)
  // what an earlier version wrote with its address is written anew without
  const bare = visits.filter((v) => v.home.startsWith('address '))
  if (!opened && bare.length > 0)
    await putAll(
      'visit',
      bare.map((v) => ({ name: v.id, make: (old: unknown) => soundVisit(old) ?? old })),
    )
  // what is locked is looked through once it is open
  opened = useVault.getState().state !== 'locked'
  show(visits)
}

/** What is recorded at a door. */
export interface Recording {
  /** `homeKey` */
  readonly home: string
  /** code of the round */
  readonly list: string
  readonly outcome: Outcome
  readonly note: string
  readonly ticks?: readonly Tick[]
  /** minute of wall clock */
  readonly at: number
  /** made in the invented town, and on a round without the burgled homes: as `Visit` has them */
  readonly sample?: boolean
  readonly route?: boolean
}

const visitOf = (id: string, device: string, { sample, route, ...said }: Recording): Visit => ({
  ...{ id, device, incident: '', revision: 0 },
  ...said,
  ...(sample && { sample }),
  ...(route && { route }),
})

/** Records a visit. Resolves when it is on disk; rejects with a sentence when it is not. */
export const record = async (r: Recording): Promise<Visit> => (await recordAll([r]))[0]

/** Records several visits in one step: all of them or, where the browser does not keep them, none. */
export async function recordAll(visits: readonly Recording[]): Promise<Visit[]> {
  const device = await deviceId()
  const made = await addAll<Visit>(
    'visit',
    visits.map((r) => (n) => {
      const id = visitId(device, n)
      return { name: id, value: visitOf(id, device, r) }
    }),
  )
  showWritten(made)
  useResults.setState({ device })
  return made
}

/** Records what was written down before, under `name`: one visit, however many tabs record it and however often. */
export async function recordOnce(name: string, r: Recording): Promise<Visit> {
  const device = await deviceId()
  const id = `${device}-${name}`
  const visit = await put<Visit>('visit', id, (old) => soundVisit(old) ?? visitOf(id, device, r))
  showWritten([visit])
  useResults.setState({ device })
  return visit
}

/** What a correction changes of a record; a wrong tap stays as removed, so that no older copy brings it back. */
type Patch = Partial<Pick<Visit, 'outcome' | 'note' | 'ticks' | 'removed'>>

/** Changes a record as its next revision; an earlier revision elsewhere gives way to it. */
export const correct = async (visit: Visit, patch: Patch): Promise<Visit> =>
  (await correctAll([{ visit, patch }]))[0]

/** Changes several records so in one step: all of them or, where the browser does not keep them, none. */
export async function correctAll(
  changes: readonly { readonly visit: Visit; readonly patch: Patch }[],
): Promise<Visit[]> {
  if (changes.length === 0) return []
  const next = await putAll<Visit>(
    'visit',
    changes.map(({ visit, patch }) => ({
      name: visit.id,
      make: (old) => {
        const was = soundVisit(old) ?? visit
        if (isErased(was)) return was
        const { removed: _, ticks, ...now } = was
        return { ...now, ...patch, ...soundTicks(patch.ticks ?? ticks), revision: now.revision + 1 }
      },
    })),
  )
  showWritten(next)
  return next
}

/**
 * Erases what is recorded at a home, known by any of its keys: records taken back, too. What stays of each replaces its
 * copies wherever they are joined. Returns how many there were.
 */
export async function eraseAtHome(keys: ReadonlySet<string>): Promise<number> {
  const found = (await all('visit', soundVisit)).filter((v) => keys.has(v.home))
  if (found.length === 0) return 0
  const left = await putAll<Visit>(
    'visit',
    found.map((v) => ({ name: v.id, make: (old) => erasedVisit(soundVisit(old) ?? v) })),
  )
  showWritten(left)
  return found.length
}

/** What joining did. */
export interface Joined {
  /** visits that are new here; what was taken back elsewhere is joined too and is no visit */
  readonly added: number
  readonly corrected: number
  readonly known: number
  /** visits that were erased here and stay so; absent = none */
  readonly erased?: number
}

/** Joins records of other devices, all or none; the same file again changes nothing. */
export async function join(visits: readonly Visit[]): Promise<Joined> {
  // by id: a record may be looked at again where another tab was faster
  const added = new Set<string>()
  const corrected = new Set<string>()
  const erased = new Set<string>()
  const come = mergeVisits(visits)
  const news = come.map((v) => ({
    name: v.id,
    make: (kept: unknown): Visit => {
      const old = soundVisit(kept)
      if (!old) added.add(v.id)
      else added.delete(v.id)
      const [stands] = old ? mergeVisits([old], [v]) : [v]
      if (old && JSON.stringify(stands) !== JSON.stringify(old)) corrected.add(v.id)
      else if (isErased(stands) && !isErased(v)) erased.add(v.id)
      return stands
    },
  }))
  if (news.length > 0) await putAll('visit', news)
  showWritten(visits)
  const known = come.filter((v) => !added.has(v.id) && !corrected.has(v.id) && !erased.has(v.id))
  return {
    added: visitsMade(come.filter((v) => added.has(v.id))),
    corrected: corrected.size,
    known: visitsMade(known),
    ...(erased.size > 0 && { erased: erased.size }),
  }
}
