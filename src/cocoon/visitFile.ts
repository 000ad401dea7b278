/** Visits on their way between devices, and out to a spreadsheet. */
import { hiddenKey } from './address.ts'
import { dayOf, isoDay, MINUTES_PER_DAY, showTime } from '../core/base/time.ts'
import { csvCell } from '../core/base/csv.ts'
import { among, isFlag, listOf, maybe, onlyParts, textTo, wholeIn } from '../core/base/sound.ts'
import { EARLIER_OUTCOMES, OUTCOMES, TICKS, type Visit } from './visits.ts'

/** The file's text. Removed records travel too, so that an older copy cannot bring them back. */
export const visitsText = (visits: readonly Visit[]): string =>
  JSON.stringify({ cocoon: 'visits', version: 2, visits })

/** Minutes either side of 1970 that still are a date: about 270 years. */
const MOST_MINUTES = 100_000 * MINUTES_PER_DAY

/** The last revision there is: nothing replaces a record that has it. */
const LAST_REVISION = 1e9

const PARTS = {
  id: (v: unknown): v is string => textTo(200)(v) && v !== '',
  home: (v: unknown): v is string => textTo(1000)(v) && v !== '',
  list: textTo(200),
  incident: textTo(200),
  // those of version 1 too
  outcome: among([...OUTCOMES, ...EARLIER_OUTCOMES]),
  at: wholeIn(-MOST_MINUTES, MOST_MINUTES),
  device: textTo(200),
  note: textTo(4000),
  ticks: maybe(listOf(among(TICKS), TICKS.length)),
  revision: wholeIn(0, LAST_REVISION),
  removed: maybe(isFlag),
  sample: maybe(isFlag),
  route: maybe(isFlag),
}

/** A visit out of an unknown value, with only what a visit has, so that nothing else rides along; undefined where it is none. */
export function soundVisit(v: unknown): Visit | undefined {
  const visit = onlyParts<Visit>(PARTS, v)
  if (!visit) return undefined
  const { removed, sample, route, ...rest } = visit
  return {
    ...rest,
    home: hiddenKey(visit.home),
    ...(removed && { removed }),
    ...(sample && { sample }),
    ...(route && { route }),
  }
}

/** What stands as the home of a record that was erased: every version reads it as a key, and no home has it. */
const ERASED_HOME = 'erased'

/** Whether a record is what stays of an erased one. */
export const isErased = (v: Visit): boolean => v.home === ERASED_HOME

/**
 * What stays of a visit whose home asked to be forgotten: its name, its round and its day, so that it replaces every copy
 * of it and ends when they would. Whoever corrected a copy meanwhile does not bring it back.
 */
export const erasedVisit = ({ id, list, at, device, sample }: Visit): Visit => ({
  ...{ id, home: ERASED_HOME, list, incident: '', outcome: 'no answer', at: dayOf(at) * MINUTES_PER_DAY },
  ...{ device, note: '', revision: LAST_REVISION, removed: true },
  ...(sample && { sample }),
})

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
  if (Number.isInteger(file.version) && file.version > 2)
    throw new Error(
      'These visits were saved by a newer Cocoon. Update this page first, then drop them again.',
    )
  if (file.version !== 1 && file.version !== 2) throw bad('it has no version')
  const visits = (file.visits as unknown[]).flatMap((v) => soundVisit(v) ?? [])
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
        addressOf(v.home),
        v.outcome,
        v.note,
        v.list,
        v.incident,
        v.device,
        v.id,
        (v.ticks ?? []).join('; '),
      ]
        .map(csvCell)
        .join(','),
    )
  return (
    ['date,time,uprn,address,outcome,note,round,incident,device,record,ticks', ...lines].join('\r\n') + '\r\n'
  )
}
