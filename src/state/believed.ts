/**
 * Whether this machine's clock is believed. One that was set wrong must cost nobody a record: after a jump ahead nothing is
 * erased until the page was opened on seven further days. A jump, however far, is one day.
 */
import { isRecord, maybe, partsOf, wholeIn } from '../core/base/sound.ts'
import { one, put } from './keep.ts'

/** Days on which a thing past its time is seen before it is erased; a clock may run ahead by fewer unnoticed. */
export const STAYS = 7

/** The day a thing was last seen past its time, and on how many days before that. */
export interface Seen {
  readonly seen: number
  readonly days: number
}

const isDay = wholeIn(-1e6, 1e6)
export const isSeen = partsOf<Seen>({ seen: isDay, days: isDay })

/** Seen once more: a day counts once, however far it lies from the last one; a clock put back counts from there. */
export const seenAgain = (was: Seen | undefined, today: number): Seen => ({
  seen: today,
  days: was ? was.days + (today > was.seen ? 1 : 0) : 0,
})

const NAME = 'clock'

/** What is kept: the last day the page was opened, and since when its clock is doubted. */
interface Clock {
  readonly last: number
  readonly doubt?: Seen
}

const isClock = partsOf<Clock>({ last: isDay, doubt: maybe(isSeen) })

/** The clock as it is kept once the page was opened on this day. */
function clockAfter(was: Clock | undefined, today: number): Clock {
  // a clock that was put back is believed again
  if (!was || today < was.last) return { last: today }
  const doubt = was.doubt ?? (today - was.last > STAYS ? { seen: today, days: 0 } : undefined)
  if (!doubt) return { last: today }
  const since = seenAgain(doubt, today)
  return since.days >= STAYS ? { last: today } : { last: today, doubt: since }
}

/** Notes that the page was opened on this day, and says whether things past their time may be erased by its clock. */
export async function believes(today: number): Promise<boolean> {
  const kept = await one('self', NAME)
  const was = isClock(kept) ? kept : undefined
  const now = clockAfter(was, today)
  if (!isRecord(kept) || JSON.stringify(now) !== JSON.stringify(was)) await put('self', NAME, () => now)
  return now.doubt === undefined
}
