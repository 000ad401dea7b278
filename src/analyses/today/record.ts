/** What the rule for alerts would have said in the past: its own record on this file. */
import type { Cell, Chance } from './judge.ts'

/** How often the rule would have raised an alert. */
export interface AlertRecord {
  /** past weeks (or months) on which it could judge */
  readonly looks: number
  readonly unit: 'week' | 'month'
  /** alerts, each beat and kind once while it lasted */
  readonly alerts: number
  readonly perYear: number
}

/** Looks replayed at most. */
export const REPLAYED = { week: 52, month: 24 } as const
/** Steps over all cells that a replay may cost. */
const MOST = 60_000_000

/** How many past looks can be replayed on so many incidents. */
export const replayed = (unit: 'week' | 'month', incidents: number): number =>
  Math.min(REPLAYED[unit], Math.floor(MOST / Math.max(1, incidents)))

/**
 * Counts the alerts of past looks, oldest first. One that goes on in the next looks is one alert: windows of 28 days
 * overlap for four weeks.
 */
export function recordOf(
  looks: Iterable<readonly Chance[] | undefined>,
  unit: 'week' | 'month',
  alertsOf: (judged: readonly Chance[]) => readonly Chance[],
): AlertRecord | undefined {
  const last = new Map<string, number>()
  const key = ({ beat, kind }: Cell) => `${kind} ${beat}`
  let [n, alerts] = [0, 0]
  for (const judged of looks) {
    if (!judged) continue
    const now = new Set(alertsOf(judged).map((j) => key(j.cell)))
    for (const k of now) {
      if (n - (last.get(k) ?? -Infinity) > 1) alerts++
      last.set(k, n)
    }
    n++
  }
  if (n === 0) return undefined
  return { looks: n, unit, alerts, perYear: (alerts * (unit === 'week' ? 52 : 12)) / n }
}
