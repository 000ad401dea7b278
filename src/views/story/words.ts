/** What the story of an incident says, as phrases and sentences. */
import { FLAG, type Incidents, NOT_REPORTED } from '../../core/table/incidents.ts'
import { OFFENCES } from '../../core/base/offences.ts'
import type { Linked, Story, StoryBand } from '../../core/near/story.ts'
import { dictAt, textAt } from '../../core/base/text.ts'
import { dayOf, MINUTES_PER_DAY, showDay, showTime } from '../../core/base/time.ts'
import type { LoadedIncidents } from '../../state/store.ts'
import { count, many } from '../../desk/words.ts'

/** "12 Mill Rise", else the street, else its crime number, else the row of the table. */
export function placeWords({ table, text }: LoadedIncidents, row: number): string {
  const id = textAt(text.id, row)
  return (
    textAt(text.address, row) || dictAt(table.street, row) || (id && `No. ${id}`) || `row ${count(row + 1)}`
  )
}

/** "Burglary", and what the file calls it where that says more. */
export const offenceWords = (table: Incidents, row: number): string => OFFENCES[table.offence[row]].label

/** "10 days before", "the same day", "3 days after". */
export const gapWords = (days: number): string =>
  days === 0 ? 'the same day' : `${many(Math.abs(days), 'day')} ${days < 0 ? 'before' : 'after'}`

/** "north-east" as "NE". */
const short = (direction: string): string =>
  direction
    .split('-')
    .map((d) => d[0]?.toUpperCase() ?? '')
    .join('')

/** "140 m NE", "same place". */
export const awayWords = (l: Linked): string =>
  l.same
    ? 'same place'
    : l.metres < 0.5
      ? 'same point'
      : `${count(Math.round(l.metres))} m ${short(l.direction)}`

/** What is doubtful or telling about a row, a phrase each. */
export function flagWords(table: Incidents, row: number): string[] {
  const f = table.flags[row]
  const said: [number, string][] = [
    [FLAG.repeat, 'an earlier one of its kind here within 12 months'],
    [FLAG.noEnd, 'no end of the window is given'],
    [FLAG.reversed, 'the file’s window ends before it starts'],
    [FLAG.placeholderTime, 'the clock time looks like a placeholder'],
    [FLAG.noTime, 'only the day is known, no clock time'],
    [FLAG.outlier, 'far from the rest of the file'],
    [FLAG.oddDate, 'the date is unlikely'],
  ]
  // months are said in the head: every row of such a file would carry the same
  const skip = table.precision === 'minute' ? 0 : FLAG.noTime | FLAG.noEnd
  return said.filter(([bit]) => f & bit & ~skip).map(([, words]) => words)
}

/** "Sun 22 Nov 2026 08:10", or nothing where the file does not say. */
export function reportedWords(table: Incidents, row: number): string {
  const at = table.reported?.[row]
  if (at === undefined || at === NOT_REPORTED) return ''
  const day = showDay(dayOf(at), { weekday: true })
  return at % MINUTES_PER_DAY === 0 ? day : `${day} ${showTime(at)}`
}

const bandWords = (b: StoryBand): string => `${count(b.reach)} m and ${many(b.within, 'day')}`

/** "4 of its kind within 400 m and 42 days before or after; the same circle usually holds 1.2 in as many days". */
export function nearWords(s: Story, band: StoryBand): string {
  const here = `${s.near.length === 0 ? 'None' : count(s.near.length)} of its kind within ${bandWords(band)} before or after`
  if (!Number.isFinite(s.usual)) return `${here}.`
  const usual = s.usual.toFixed(s.usual < 10 ? 1 : 0)
  return `${here}; over the whole file this circle holds ${usual} in as many days.`
}

/** Where it stands in its chain. */
export function chainWords(s: Story, table: Incidents): string | undefined {
  const { chain } = s
  if (!chain) return undefined
  if (chain.cut)
    return `It hangs together with at least ${count(chain.rows.length - 1)} others: here crime is too dense for chains of this reach to say anything. Set less distance or fewer days under “Chains”.`
  const [first, last] = [chain.rows[0], chain.rows[chain.rows.length - 1]].map((i) => dayOf(table.from[i]))
  return `Number ${count(chain.at + 1)} of ${count(chain.rows.length)} linked one to the next: ${showDay(first)} to ${showDay(last)}, ${many(chain.span, 'day')}, ${count(Math.round(chain.spread))} m across.`
}

/** One line for the card over the map. */
export function briefWords(s: Story): string {
  const earlier = s.here?.filter((l) => l.days < 0).length ?? 0
  const before = s.near.filter((l) => !l.same && l.days <= 0).length
  const after = s.near.filter((l) => !l.same && l.days > 0).length
  const near = before + after
  return [
    s.here && (earlier > 0 ? `${count(earlier)} earlier at this place` : 'none earlier at this place'),
    near > 0
      ? `${count(near)} near ${near === 1 ? 'repeat' : 'repeats'} (${count(before)} before, ${count(after)} after)`
      : 'no near repeat',
  ]
    .filter(Boolean)
    .join('; ')
}
