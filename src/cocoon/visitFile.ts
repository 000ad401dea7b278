/** Visits on their way between devices, and out to a spreadsheet. */
import { dayOf, isoDay, showTime } from '../core/base/time.ts'
import { csvCell } from '../core/base/csv.ts'
import { OUTCOMES, type Visit } from './visits.ts'

/** The file's text. Removed records travel too, so that an older copy cannot bring them back. */
export const visitsText = (visits: readonly Visit[]): string =>
  JSON.stringify({ cocoon: 'visits', version: 1, visits })

const text = (v: unknown, most = 200): v is string => typeof v === 'string' && v.length <= most

const sound = (v: any): v is Visit =>
  text(v?.id) &&
  v.id !== '' &&
  text(v.home, 1000) &&
  v.home !== '' &&
  text(v.list) &&
  text(v.incident) &&
  OUTCOMES.includes(v.outcome) &&
  Number.isInteger(v.at) &&
  text(v.device) &&
  text(v.note, 4000) &&
  Number.isInteger(v.revision) &&
  v.revision >= 0 &&
  (v.removed === undefined || typeof v.removed === 'boolean')

/** Visits of a file, and how many of its records were not visits. Throws a sentence where it is no such file. */
export function readVisits(content: string): { visits: Visit[]; leftOut: number } {
  const bad = (why: string) =>
    new Error(`It is not a record of visits: ${why}. Save it again on the device it came from.`)
  let file: any
  try {
    file = JSON.parse(content)
  } catch {
    throw bad('its text breaks off or is garbled')
  }
  if (file?.cocoon !== 'visits' || !Array.isArray(file.visits)) throw bad('it says it is something else')
  if (Number.isInteger(file.version) && file.version > 1)
    throw new Error(
      'These visits were saved by a newer Cocoon. Update this page first, then drop them again.',
    )
  if (file.version !== 1) throw bad('it has no version')
  // only what a visit has is taken over, so that nothing else rides along
  const visits = (file.visits as unknown[])
    .filter(sound)
    .map(({ id, home, list, incident, outcome, at, device, note, revision, removed }): Visit => ({
      id,
      home,
      list,
      incident,
      outcome,
      at,
      device,
      note,
      revision,
      ...(removed ? { removed } : {}),
    }))
  return { visits, leftOut: file.visits.length - visits.length }
}

/** Visits as CSV, one line each, without those taken back. `addressOf` names a home by its key, where known. */
export function visitsCsv(visits: readonly Visit[], addressOf: (key: string) => string = () => ''): string {
  const lines = visits
    .filter((v) => !v.removed)
    .map((v) =>
      [
        isoDay(dayOf(v.at)),
        showTime(v.at),
        v.home.startsWith('address ') ? '' : v.home,
        addressOf(v.home) || (v.home.startsWith('address ') ? v.home.slice(8) : ''),
        v.outcome,
        v.note,
        v.list,
        v.incident,
        v.device,
        v.id,
      ]
        .map(csvCell)
        .join(','),
    )
  return ['date,time,uprn,address,outcome,note,round,incident,device,record', ...lines].join('\r\n') + '\r\n'
}
