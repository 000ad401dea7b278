/** The fingerprint of a table of incidents. */
import { fingerprint } from '../../core/base/fingerprint.ts'
import type { Incidents } from '../../core/table/incidents.ts'

/**
 * The fingerprint of a table, from everything an analysis reads: beats named anew, another system of coordinates with
 * the same numbers or other wordings are another table, or results of the old one would be shown for it.
 */
export function fingerprintOf(t: Omit<Incidents, 'fingerprint' | 'span'>): string {
  const { wording, beat, street, outcome } = t
  const dicts = [wording, beat, street, outcome]
  const u = t.unplaced
  return fingerprint(
    [
      t.x,
      t.y,
      t.from,
      t.to,
      ...(t.reported ? [t.reported] : []),
      t.flags,
      t.offence,
      t.place,
      ...dicts.map((d) => d.codes),
      ...(u ? [u.from, u.to, u.flags, u.offence, u.beat.codes] : []),
    ],
    // values by their length apart, so that none runs into the next
    [
      t.crs,
      t.precision,
      t.source,
      ...(t.points ? [t.points] : []),
      ...dicts.flatMap((d) => [String(d.values.length), ...d.values]),
    ],
  )
}
