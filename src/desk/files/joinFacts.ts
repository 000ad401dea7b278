/** What joining two extracts counted, in words. */
import type { JoinCounts } from '../../import/join/join.ts'
import { count } from '../words.ts'

const COLUMNS: Readonly<Record<string, string>> = {
  id: 'crime number',
  uprn: 'UPRN',
  mo: 'MO',
  warning: 'warning at the place',
  reported: 'day of the report',
  to: 'end of the window',
}

export const joinFacts = (c: JoinCounts): { label: string; value: string }[] => [
  { label: 'new incidents', value: count(c.fresh) },
  ...(c.unsure
    ? [
        {
          label: 'of those, perhaps loaded already: one file tells only when crimes were reported',
          value: count(c.unsure),
        },
      ]
    : []),
  { label: 'changed: the new row stands in place of the loaded one', value: count(c.changed) },
  { label: 'of those, of another kind of offence now', value: count(c.reclassified) },
  { label: 'no longer a crime, as the new file tells: left out', value: count(c.ended) },
  { label: 'unchanged: already loaded', value: count(c.unchanged) },
  { label: 'clashing: same number, another crime; both kept', value: count(c.clashing) },
  { label: 'loaded, of the same period, and not in the new file; kept', value: count(c.absent) },
  ...(c.untold
    ? [
        {
          label: 'told in no row of the new file: loaded rows keep theirs, new ones have none',
          value: c.untold.map((k) => COLUMNS[k] ?? k).join(', '),
        },
      ]
    : []),
]
