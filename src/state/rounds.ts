/**
 * Rounds kept on this machine to be walked, readable offline. Past its last day a round is hidden, not erased: a clock
 * set wrong must cost nobody a round. It is erased when the page was opened on seven further days, once its results are
 * known to be with the desk: a jump of the clock, however far, is one day.
 */
import { keeps } from '../core/base/kept.ts'
import { create } from 'zustand'
import { dayOf, minuteNow, showDay } from '../core/base/time.ts'
import { isRecord } from '../core/base/sound.ts'
import { expiredRound, type PhoneRound, roundClock, soundRound } from '../cocoon/roundFile.ts'
import { soundVisit } from '../cocoon/visitFile.ts'
import { isSeen, type Seen, seenAgain, STAYS } from './believed.ts'
import { all, askToStay, drop, put } from './keep.ts'
import { isSealKey, type SealKey } from './seal.ts'
import { isDelivered, keepResultKey, loadResults, useResults } from './sent.ts'

/** A round with the key its results go back under; no key where it came unlocked. */
export interface KeptRound {
  readonly round: PhoneRound
  readonly key?: SealKey
  /** the desk's own: what is recorded in it is with the desk at once */
  readonly here?: true
  /** past its last day: the day it was last seen so, and on how many days before that */
  readonly hidden?: Seen
}

export interface Rounds {
  readonly rounds: readonly KeptRound[]
  /** past their last day: not walked any more, not erased yet */
  readonly hidden: readonly KeptRound[]
  /** a sentence for each round that was erased */
  readonly erased: readonly string[]
  readonly loaded: boolean
}

export const useRounds = create<Rounds>(() => ({ rounds: [], hidden: [], erased: [], loaded: false }))
keeps(() => useRounds.setState({ rounds: [], hidden: [], erased: [], loaded: true }))

/** The minute of the round's own clock: what was due before it is overdue. */
export const roundMinute = (round: PhoneRound, now = new Date()): number => roundClock(round, minuteNow(now))

/** Today on the round's own clock. */
export const roundToday = (round: PhoneRound, now = new Date()): number =>
  dayOf(roundClock(round, minuteNow(now)))

/** A kept round out of an unknown value: one with a broken key is none, or its results would go back unlocked. */
function soundKept(v: unknown): KeptRound | undefined {
  if (!isRecord(v)) return undefined
  const round = soundRound(v.round)
  if (!round || (v.key !== undefined && !isSealKey(v.key))) return undefined
  return {
    round,
    ...(v.key ? { key: v.key } : {}),
    ...(v.here === true && { here: true }),
    ...(isSeen(v.hidden) ? { hidden: v.hidden } : {}),
  }
}

/** What is said of a hidden round. */
export const hiddenWords = ({ round, hidden = { seen: 0, days: 0 } }: KeptRound): string => {
  const left = STAYS - hidden.days
  return `Round ${round.code} was of use until ${showDay(round.expires, { weekday: true })} and is hidden; a clock put right shows it again. Its addresses are erased ${left > 0 ? `once this page has been opened on ${left === 1 ? 'one more day' : `${left} more days`} and` : 'as soon as'} the desk has its results.`
}

/** Notes when a round was seen past its last day, or that it is walked again; one that was let go meanwhile stays away. */
const noteHidden = (code: string, hidden?: Seen) =>
  put('round', code, (old) => {
    if (!isRecord(old)) return old
    const { hidden: _, ...round } = old
    return hidden ? { ...round, hidden } : round
  })

/** Reads the kept rounds: those to walk, those hidden; what was hidden for a week and is delivered is erased and said. */
export async function loadRounds(now = new Date()): Promise<void> {
  await loadResults()
  const [kept, visits] = await Promise.all([all('round', soundKept), all('visit', soundVisit)])
  const today = dayOf(minuteNow(now))
  const erased: string[] = []
  const rounds: KeptRound[] = []
  const hidden: KeptRound[] = []
  for (const k of kept) {
    const { code } = k.round
    const over = expiredRound(k.round, roundToday(k.round, now))
    if (!over) {
      const { hidden: was, ...shown } = k
      if (was) await noteHidden(code)
      rounds.push(shown)
      continue
    }
    const since = seenAgain(k.hidden, today)
    const mine = visits.filter((v) => v.list === code)
    if (since.days >= STAYS && (k.here || isDelivered(mine, useResults.getState()))) {
      await drop('round', code)
      erased.push(`${over} Its addresses were erased from this device; what you recorded is kept.`)
    } else {
      const stays = { ...k, hidden: since }
      if (since.seen !== k.hidden?.seen) await noteHidden(code, since)
      hidden.push(stays)
    }
  }
  useRounds.setState((s) => ({ rounds, hidden, erased: [...s.erased, ...erased], loaded: true }))
}

/** Keeps a round; `here` where it is the desk's own. Throws a sentence where its last day has passed. */
export async function keepRound(
  round: PhoneRound,
  key?: SealKey,
  now = new Date(),
  { here = false } = {},
): Promise<void> {
  const over = expiredRound(round, roundToday(round, now))
  if (over) throw new Error(over)
  await put('round', round.code, () => ({ round, ...(key && { key }), ...(here && { here }) }))
  if (key) await keepResultKey(round.code, key)
  void askToStay()
  await loadRounds(now)
}

/** Erases one round from this machine; its visits stay, and the key they go back under. */
export async function eraseRound(code: string): Promise<void> {
  await drop('round', code)
  await loadRounds()
}
