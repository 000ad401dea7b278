/** Drawing on and off days by lot: what turns a patrol plan into an experiment at no cost. */
import { shuffle, Stream } from '../base/random.ts'

/** What is drawn for. */
export interface ScheduleInput {
  readonly places: number
  readonly days: number
  /** share of days with patrol, above 0 and below 1 */
  readonly share: number
  /** days in a row that share one lot, so that patrols come in runs; 1 = each day by itself */
  readonly run?: number
  /** printed with the plan: the same seed gives the same days */
  readonly seed: number
}

/**
 * `schedule[place · days + day]` is 1 on a patrol day. Every place has the same number of runs with patrol, the
 * nearest to the share, drawn without regard to the others. Throws a RangeError where no share of the days is left.
 */
export function drawSchedule({ places, days, share, run = 1, seed }: ScheduleInput): Uint8Array {
  const runs = Math.ceil(days / run)
  const on = Math.round(share * runs)
  if (!(on > 0 && on < runs))
    throw new RangeError(
      `${Math.round(share * 100)}% of ${runs} runs of days is none or all of them; both days with patrol and days without are needed. Plan more days or another share.`,
    )
  const schedule = new Uint8Array(places * days)
  for (let p = 0; p < places; p++) {
    const lots = Uint8Array.from({ length: runs }, (_, k) => (k < on ? 1 : 0))
    shuffle(lots, new Stream(seed, p))
    for (let d = 0; d < days; d++) schedule[p * days + d] = lots[Math.floor(d / run)]
  }
  return schedule
}
