/** From what is loaded to cocoons followed: burglaries, when their beats were listed, and what was done at their doors. */
import { leafletGiven, type Visit } from '../../cocoon/visits.ts'
import { clockStart } from '../../cocoon/due.ts'
import { BURGLARY, offenceIndex } from '../../core/base/offences.ts'
import { schema } from '../../core/base/params.ts'
import { dictAt, textAt } from '../../core/base/text.ts'
import { dayOf, MINUTES_PER_DAY, parseIsoDay, showDay } from '../../core/base/time.ts'
import type { StartsAsk } from '../../core/evaluation/startsDealt.ts'
import { type DoorContact, type Followed, followCocoons } from '../../core/evaluation/cocoonFollow.ts'
import { cannotCountDays } from '../../core/near/nearRows.ts'
import { lastFilledDay } from '../../core/table/delay.ts'
import { FLAG } from '../../core/table/incidents.ts'
import type { LoadedIncidents } from '../../state/types.ts'

/** What is set here; kept in the project under the view's id. */
export const SCHEMA = schema({
  since: {
    type: 'day',
    label: 'Lists made since',
    help: 'The first day on which lists were made, for beats without a day of their own.',
    default: '',
  },
  beats: {
    type: 'text',
    label: 'First day by beat',
    help: 'Beats that began on a day of their own.',
    blank: 'none',
    default: '',
  },
  drawn: {
    type: 'flag',
    label: 'The order of the beats was drawn by lot',
    help: 'Only a drawn order makes the two groups alike but for chance.',
    default: false,
  },
})

/** First days by beat out of the setting; a beat that is 'never' was not listed. */
export function beatDays(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(';').flatMap((part): [string, string][] => {
    const at = part.lastIndexOf('=')
    const day = part.slice(at + 1)
    return at > 0 && (day === 'never' || !Number.isNaN(parseIsoDay(day)))
      ? [[decodeURIComponent(part.slice(0, at)), day]]
      : []
  })
  return new Map(pairs)
}

/** The setting of first days by beat. */
export const beatText = (days: ReadonlyMap<string, string>): string =>
  [...days].map(([beat, day]) => `${encodeURIComponent(beat)}=${day}`).join(';')

/** Beats of the burglaries of homes, by name. */
export function beatsOf({ table }: LoadedIncidents): string[] {
  const wanted = new Set(BURGLARY.map(offenceIndex))
  const found = new Set<number>()
  for (let i = 0; i < table.n; i++) if (wanted.has(table.offence[i])) found.add(table.beat.codes[i])
  return [...found]
    .map((c) => table.beat.values[c])
    .filter((b) => b !== '')
    .sort((a, b) => a.localeCompare(b, 'en-GB', { numeric: true }))
}

/** Cocoons followed, the day that ends it, and the burglaries that could not be followed at all. */
export interface CocoonsFollowed extends Followed {
  /** the followed cocoons by beat, and when each of these beats was first listed */
  readonly beats: StartsAsk
  /** last day of which all is known, by the file and its reports; a file's last day is told in part */
  readonly last: number
  /** burglaries without a place, and with an unlikely date */
  readonly unplaced: number
  readonly undated: number
  /** whether any visit says which of the burglaries it was for: those of phones and paper carry no crime number */
  readonly told: boolean
}

/** Cocoons followed to the last complete day on or before the as-at date; a sentence where they cannot be. */
export function followed(
  incidents: LoadedIncidents,
  visits: readonly Visit[],
  settings: { readonly since: string; readonly beats: string },
  today: number,
): CocoonsFollowed | string {
  const { table, text } = incidents
  const no = cannotCountDays(table)
  if (no) return no
  const firstDays = beatDays(settings.beats)
  if (settings.since === '' && firstDays.size === 0)
    return 'Say when lists were first made, for all beats or for each: whoever was listed is held against whoever was not yet.'
  const wanted = new Set(BURGLARY.map(offenceIndex))
  const last = lastFilledDay(table, today).day
  const kept: number[] = []
  let [unplaced, undated] = [0, 0]
  for (let i = 0; i < table.n; i++) {
    if (!wanted.has(table.offence[i])) continue
    if (table.flags[i] & FLAG.oddDate) undated++
    else if (dayOf(table.from[i]) > last) continue
    else if (!Number.isFinite(table.x[i]) || !Number.isFinite(table.y[i])) unplaced++
    else kept.push(i)
  }
  const rows = Uint32Array.from(kept)
  if (rows.length === 0)
    return `The file has no burglary of a home with a place and a believable date up to ${showDay(last)}, its last complete day.`
  const start = (beat: string): number => {
    const day = firstDays.get(beat) ?? settings.since
    if (day === 'never' || day === '') return Infinity
    return parseIsoDay(day) * MINUTES_PER_DAY
  }
  const index = new Map<string, number>()
  rows.forEach((row, k) => {
    const id = textAt(text.id, row)
    if (id) index.set(id, k)
  })
  const contacts = visits.flatMap((v): DoorContact[] => {
    const of = v.incident === '' ? undefined : index.get(v.incident)
    if (v.removed || of === undefined) return []
    const left = v.outcome === 'card left' || leafletGiven(v)
    return [{ of, at: v.at, spoken: v.outcome === 'spoken', left }]
  })
  const each = (f: (row: number) => number) => Float64Array.from(rows, f)
  const since = each((i) => clockStart(table, i).since)
  // a row without a beat is of no known start, unless all beats began alike
  const rollOut = each((i) => {
    const beat = dictAt(table.beat, i)
    return beat === '' && firstDays.size > 0 ? NaN : start(beat)
  })
  const followed = followCocoons({
    burglaries: {
      x: each((i) => table.x[i]),
      y: each((i) => table.y[i]),
      at: each((i) => table.from[i]),
      since,
    },
    contacts,
    rollOut,
    end: (last + 1) * MINUTES_PER_DAY,
    missing: (table.gaps ?? []).map(([a, b]) => [a * MINUTES_PER_DAY, (b + 1) * MINUTES_PER_DAY]),
  })
  const numbers = new Map<number, number>()
  const starts: number[] = []
  const cocoons = followed.rows.map(({ of, events }) => {
    const code = table.beat.codes[rows[of]]
    let beat = numbers.get(code)
    if (beat === undefined) {
      numbers.set(code, (beat = starts.length))
      starts.push(rollOut[of])
    }
    return { beat, since: since[of], events }
  })
  return { ...followed, last, unplaced, undated, told: contacts.length > 0, beats: { cocoons, starts } }
}
