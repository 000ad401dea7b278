/** What is being written at a door before its outcome is tapped: it outlives the tab, locked like everything that is said of a home. */
import { hiddenKey } from '../cocoon/address.ts'
import { soundTicks, type Tick } from '../cocoon/visits.ts'
import { keeps } from '../core/base/kept.ts'
import { isRecord, textTo, wholeIn } from '../core/base/sound.ts'
import { dayOf, minuteNow } from '../core/base/time.ts'
import { believes } from './believed.ts'
import { drop, one, put } from './keep.ts'

/** What is being written. */
export interface Draft {
  readonly note: string
  readonly ticks: readonly Tick[]
}

interface Kept extends Draft {
  /** minute it was last written; absent = an earlier version kept it */
  readonly at?: number
}

/** One record holds all: a record named after its home would say which homes were called on. */
const NAME = 'all'
/** Where earlier versions kept them, readable for whoever reads the disk. */
const EARLIER = 'cocoon.drafts'

let here = new Map<string, Kept>()
/** drafts by home that changed and are not on the shelf yet, undefined = let go: what leaves the page must still come to it */
let changed = new Map<string, Kept | undefined>()
// keeps no data: whether the shelf is being written
let writing: Promise<void> | undefined
keeps(() => {
  here = new Map()
  changed = new Map()
})

const isNote = textTo(4000)
const isMinute = wholeIn(-1e9, 1e9)

/** A draft out of an unknown value; earlier versions kept the note alone. */
function soundDraft(d: unknown): Kept | undefined {
  if (isNote(d)) return d ? { note: d, ticks: [] } : undefined
  if (!isRecord(d) || !isNote(d.note)) return undefined
  return {
    note: d.note,
    ticks: soundTicks(Array.isArray(d.ticks) ? d.ticks : []).ticks ?? [],
    ...(isMinute(d.at) && { at: d.at }),
  }
}

const soundDrafts = (v: unknown): Record<string, Kept> =>
  Object.fromEntries(
    Object.entries(isRecord(v) ? v : {}).flatMap(([home, d]) => {
      const draft = soundDraft(d)
      return draft ? [[hiddenKey(home), draft]] : []
    }),
  )

/** Lets go of drafts that nobody wrote on for longer than visits are kept; 0 keeps all. What has no day yet gets this one. */
async function endOld(days: number, at: number): Promise<void> {
  const all = Object.values(soundDrafts(await one('draft', NAME)))
  const over = (d: Kept) => days > 0 && d.at !== undefined && dayOf(at) - dayOf(d.at) > days
  if (all.length === 0) return
  const ends = await believes(dayOf(at))
  if (!all.some((d) => d.at === undefined || (ends && over(d)))) return
  const left = await put('draft', NAME, (old) =>
    Object.fromEntries(
      Object.entries(soundDrafts(old)).flatMap(([home, d]) =>
        ends && over(d) ? [] : [[home, { ...d, at: d.at ?? at }]],
      ),
    ),
  )
  if (Object.keys(left).length === 0) await drop('draft', NAME)
}

/** Brings the kept drafts into the page; what is being written here stands. They end when visits of their day would. */
export async function loadDrafts(days = 0, now = new Date()): Promise<void> {
  let earlier: Record<string, Kept> = {}
  try {
    earlier = soundDrafts(JSON.parse(globalThis.localStorage?.getItem(EARLIER) ?? '{}'))
  } catch {
    // storage switched off, or no drafts
  }
  if (Object.keys(earlier).length > 0) {
    await put('draft', NAME, (old) => ({ ...earlier, ...soundDrafts(old) }))
    localStorage.removeItem(EARLIER)
  }
  await endOld(days, minuteNow(now))
  for (const [home, draft] of Object.entries(soundDrafts(await one('draft', NAME))))
    if (!changed.has(home)) here.set(home, draft)
}

/** Lets go of the drafts in the page; those on the shelf stay. */
export const hideDrafts = (): void => void (here = new Map())

/** What was said in two places of one door: neither is lost, and what stands in both stands once. */
export function bothSaid(a: Draft, b: Draft): Draft {
  const [p, q] = [a.note.trim(), b.note.trim()]
  const note = p.includes(q) ? p : q.includes(p) ? q : `${p}; ${q}`
  return { note, ticks: soundTicks([...a.ticks, ...b.ticks]).ticks ?? [] }
}

/** What was being written at a door; undefined where nothing was. */
export function draftOf(home: string): Draft | undefined {
  const kept = here.get(home)
  return kept && { note: kept.note, ticks: kept.ticks }
}

async function write(): Promise<void> {
  while (changed.size > 0) {
    const now = changed
    changed = new Map()
    try {
      await put('draft', NAME, (old) => {
        const all = soundDrafts(old)
        for (const [home, draft] of now) {
          if (draft) all[home] = draft
          else delete all[home]
        }
        return all
      })
    } catch (error) {
      // what found no room is written with the next change; what changed since stands
      changed = new Map([...now, ...changed])
      throw error
    }
  }
}

/** Keeps what is being written; undefined lets it go. Resolves when it is on the shelf, or cannot be. */
export async function keepDraft(home: string, draft: Draft | undefined): Promise<void> {
  if (draft && (draft.note !== '' || draft.ticks.length > 0))
    here.set(home, { note: draft.note, ticks: draft.ticks, at: minuteNow(new Date()) })
  else if (!here.delete(home)) return
  changed.set(home, here.get(home))
  writing ??= write()
    // where the browser keeps nothing it lives in this page until the outcome is tapped
    .catch(() => undefined)
    .finally(() => void (writing = undefined))
  await writing
}
