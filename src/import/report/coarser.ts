/** Troubles of a whole table: a unit that nobody told, and coarser readings that were taken since the finer is in doubt. */
import type { ImportOptions, ImportReport } from '../contract.ts'
import { US_FOOT } from '../meaning/coords.ts'
import { MONTHS_AS_DAYS, SNAP_POINTS, UNIT_UNKNOWN, WEEKS_AS_DAYS } from './problems.ts'
import type { Trouble } from './repairs.ts'

/** Numbers of an unknown unit stand before all else: nothing is measured until it is chosen. */
export function unitTrouble({ unit, kept }: ImportReport): Trouble | undefined {
  if (!unit) return undefined
  const km = (metres: number) => `${(metres / 1000).toFixed(1)} km`
  return {
    severity: 'bad',
    kept: true,
    what: UNIT_UNKNOWN,
    n: kept,
    examples: [],
    repairs: [
      { label: 'They are metres', patch: { crs: 'plane' } },
      { label: 'They are US feet', patch: { crs: 'feet' } },
    ],
    advice: `Check with two places you know: from “${unit.a}” to “${unit.b}” it is ${km(unit.apart)} if these are metres, ${km(unit.apart * US_FOOT)} if they are US feet. If they are of a known system, choose it from the list below.`,
  }
}

/** Where the coarser of two readings was taken: offered is the finer. */
export function coarser(report: ImportReport, options: ImportOptions): Trouble[] {
  const out: Trouble[] = []
  if (report.warnings.some((w) => w.what === WEEKS_AS_DAYS))
    out.push({
      severity: 'warn',
      what: WEEKS_AS_DAYS,
      n: report.kept,
      examples: [],
      repairs: [
        { label: 'They are weeks', on: true, patch: { months: undefined } },
        { label: 'They are days', on: false, patch: { months: 'days' } },
      ],
    })
  if (report.monthsAsDays || options.months === 'days')
    out.push({
      severity: 'warn',
      what:
        options.months === 'days'
          ? 'dates of one and the same day of their month, or of one weekday, are taken for days'
          : MONTHS_AS_DAYS,
      n: report.kept,
      examples: [],
      repairs: [
        { label: 'They are months', on: options.months === undefined, patch: { months: undefined } },
        { label: 'They are days', on: options.months === 'days', patch: { months: 'days' } },
      ],
    })
  if (report.snapped !== undefined || options.points === 'homes')
    out.push({
      severity: 'warn',
      what:
        options.points === 'homes'
          ? 'points that many rows share are taken for places of their own'
          : `${SNAP_POINTS}: ${report.snapped}`,
      n: report.kept,
      examples: [],
      repairs: [
        { label: 'They are snap points', on: report.snapped !== undefined, patch: { points: undefined } },
        { label: 'They are true places', on: options.points === 'homes', patch: { points: 'homes' } },
      ],
    })
  return out
}
