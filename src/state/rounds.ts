/** Rounds kept on this machine to be walked: readable offline, gone after their last day. */
import { keeps } from '../core/base/kept.ts'
import { create } from 'zustand'
import { dayOf, minuteNow } from '../core/base/time.ts'
import { isRecord } from '../core/base/sound.ts'
import { expiredRound, type PhoneRound, roundClock, soundRound } from '../cocoon/roundFile.ts'
import { all, askToStay, drop, put } from './keep.ts'
import { isSealKey, type SealKey } from './seal.ts'

/** A round with the key its results go back under; no key where it came unlocked. */
export interface KeptRound {
  readonly round: PhoneRound
  readonly key?: SealKey
}

export interface Rounds {
  readonly rounds: readonly KeptRound[]
  /** a sentence for each round that was erased because its last day has passed */
  readonly erased: readonly string[]
  readonly loaded: boolean
}

export const useRounds = create<Rounds>(() => ({ rounds: [], erased: [], loaded: false }))
keeps(() => useRounds.setState({ rounds: [], erased: [], loaded: true }))

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
  return { round, ...(v.key ? { key: v.key } : {}) }
}

/** Reads the kept rounds; those past their last day are erased and said so. */
export async function loadRounds(now = new Date()): Promise<void> {
  const kept = await all('round', soundKept)
  const erased: string[] = []
  const rounds: KeptRound[] = []
  for (const k of kept) {
    const over = expiredRound(k.round, roundToday(k.round, now))
    if (!over) rounds.push(k)
    else {
      await drop('round', k.round.code)
      erased.push(`${over} Its addresses were erased from this device; what you recorded is kept.`)
    }
  }
  useRounds.setState((s) => ({ rounds, erased: [...s.erased, ...erased], loaded: true }))
}

/** Keeps a round. Throws a sentence where its last day has passed. */
export async function keepRound(round: PhoneRound, key?: SealKey, now = new Date()): Promise<void> {
  const over = expiredRound(round, roundToday(round, now))
  if (over) throw new Error(over)
  await put('round', round.code, () => ({ round, ...(key ? { key } : {}) }))
  void askToStay()
  await loadRounds(now)
}

/** Erases one round from this machine; its visits stay. */
export async function eraseRound(code: string): Promise<void> {
  await drop('round', code)
  await loadRounds()
}
