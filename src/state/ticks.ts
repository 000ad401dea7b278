/**
 * What was recorded while everything was locked: the number on the sheet, what happened, a note. It is locked as it is written
 * and cannot be read again before the passphrase is given; then it goes to the door it was of, by round and number.
 */
import { create } from 'zustand'
import { isStreets, ofRound, type PhoneRound, roundClock, type RoundHome } from '../cocoon/roundFile.ts'
import { type Outcome, OUTCOMES, outcomesOf, type Tick, TICKS } from '../cocoon/visits.ts'
import { keeps } from '../core/base/kept.ts'
import { among, listOf, onlyParts, textTo, wholeIn } from '../core/base/sound.ts'
import { bothSaid, draftOf, keepDraft } from './drafts.ts'
import { add, all, countOf, drop } from './keep.ts'
import { useRounds } from './rounds.ts'
import { recordOnce } from './visits.ts'

/** One call, as it can be told without the round. */
export interface LockedTick {
  readonly name: string
  /** code of the round; '' where it was not given */
  readonly code: string
  /** number on the sheet, such as "7" or "★" */
  readonly label: string
  /** "Flat 3"; '' for a home of its own */
  readonly flat: string
  readonly outcome: Outcome
  readonly note: string
  readonly ticks: readonly Tick[]
  /** minute of wall clock */
  readonly at: number
}

const PARTS = {
  name: textTo(60),
  code: textTo(60),
  label: textTo(20),
  flat: textTo(100),
  outcome: among(OUTCOMES),
  note: textTo(4000),
  ticks: listOf(among(TICKS), TICKS.length),
  at: wholeIn(-144_000_000, 144_000_000),
}

/** What is being written while locked and has no outcome yet. */
export type Begun = Pick<LockedTick, 'code' | 'label' | 'flat' | 'note' | 'ticks'>

const NOTHING: Begun = { code: '', label: '', flat: '', note: '', ticks: [] }

/** Lives in this page alone: while locked nothing that has no outcome is kept. `placed` counts what became a draft. */
export const useBegun = create<Begun & { readonly placed: number }>(() => ({ ...NOTHING, placed: 0 }))
keeps(() => useBegun.setState(NOTHING))

/** Whether there is a word of it that would be missed. */
export const hasBegun = ({ note, ticks }: Begun): boolean => note.trim() !== '' || ticks.length > 0

/** Lets go of what was begun. */
export const dropBegun = (): void => useBegun.setState(NOTHING)

/** How many were recorded while locked, and those that belong to no door that is known. */
export const useTicks = create<{ readonly n: number; readonly loose: readonly LockedTick[] }>(() => ({
  n: 0,
  loose: [],
}))
keeps(() => useTicks.setState({ n: 0, loose: [] }))

/** Records a call while locked. Resolves when it is on disk. */
export async function tickLocked(tick: Omit<LockedTick, 'name'>): Promise<void> {
  await add<LockedTick>('tick', (n) => {
    const name = String(n).padStart(8, '0')
    return { name, value: { ...tick, name } }
  })
  useTicks.setState({ n: await countOf('tick') })
}

/** As they are compared; the star of a burgled home is on no keyboard of a phone: "*2" and "star 2" are "★2". */
const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^(?:\*|★|star)\s?(?=\d*$)/, '★')

/** Whether a round has this outcome at its calls: while it is locked nobody knows whether they are doors or streets. */
export const hasOutcome = ({ outcome }: { readonly outcome?: Outcome }, round: PhoneRound): boolean =>
  outcome === undefined || outcomesOf(isStreets(round)).some((o) => o === outcome)

/** The homes of a round that a tick may be of. */
export function homesOf(
  tick: Pick<LockedTick, 'label' | 'flat'> & { readonly outcome?: Outcome },
  round: PhoneRound,
): readonly RoundHome[] {
  if (!hasOutcome(tick, round)) return []
  const homes = round.calls.find((c) => plain(c.label) === plain(tick.label))?.homes ?? []
  if (homes.length < 2 || tick.flat === '') return homes
  const flat = homes.filter(
    (h) => plain(h.flat) === plain(tick.flat) || plain(h.flat).endsWith(` ${plain(tick.flat)}`),
  )
  return flat.length > 0 ? flat : homes
}

/** Records a tick at a home, and lets go of it. */
export async function placeTick(tick: LockedTick, round: PhoneRound, home: RoundHome): Promise<void> {
  const { outcome, note, ticks, at } = tick
  // it may be placed by several tabs, or again after a page ended before it let go of the tick
  await recordOnce(`t${Number(tick.name)}`, {
    ...ofRound(round),
    ...{ home: home.key, outcome, note, ticks },
    at: roundClock(round, at),
  })
  await dropTick(tick)
}

/** Lets go of a tick. */
export async function dropTick(tick: LockedTick): Promise<void> {
  await drop('tick', tick.name)
  useTicks.setState((s) => ({ n: Math.max(0, s.n - 1), loose: s.loose.filter((t) => t.name !== tick.name) }))
}

/** The one door something can be of; undefined where it can be of several, or of none that is known. */
function doorOf(
  tick: Pick<LockedTick, 'code' | 'label' | 'flat'> & { readonly outcome?: Outcome },
): { round: PhoneRound; home: RoundHome } | undefined {
  const kept = useRounds.getState().rounds.map((k) => k.round)
  const rounds = tick.code ? kept.filter((r) => plain(r.code) === plain(tick.code)) : kept
  const homes = rounds.length === 1 ? homesOf(tick, rounds[0]) : []
  return homes.length === 1 ? { round: rounds[0], home: homes[0] } : undefined
}

/** What was begun while locked becomes the draft of its door; where that is not known it stays to be read. */
async function placeBegun(): Promise<void> {
  const begun = useBegun.getState()
  // the number of a round and a door alone is nothing said: the next lock is of another
  if (!hasBegun(begun)) return dropBegun()
  const door = doorOf(begun)
  if (!door) return
  const had = draftOf(door.home.key)
  dropBegun()
  await keepDraft(door.home.key, had ? bothSaid(had, begun) : { note: begun.note.trim(), ticks: begun.ticks })
  // a door that is shown already is shown anew
  useBegun.setState((s) => ({ placed: s.placed + 1 }))
}

/** Brings each tick to its door where it can be of one alone; the others are shown to be placed by hand. */
export async function placeTicks(): Promise<void> {
  const ticks = await all('tick', (v) => onlyParts<LockedTick>(PARTS, v))
  const loose: LockedTick[] = []
  for (const tick of ticks) {
    const door = doorOf(tick)
    if (door) await placeTick(tick, door.round, door.home)
    else loose.push(tick)
  }
  await placeBegun()
  useTicks.setState({ n: loose.length, loose })
}
