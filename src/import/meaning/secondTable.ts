/** A second table beside the one that is read, on the same sheet or in the same file. */
import { countOf } from '../../core/base/words.ts'
import type { RawTable } from '../rows/table.ts'
import { fieldsOfHeader, isPersonalHeader, normaliseHeader } from './aliases.ts'
import { OTHER_PLACE } from './columns.ts'

/** What to say where columns behind an empty one name again what those before it do, a place or a date among it. */
export function secondTable({ header, sample }: RawTable): string | undefined {
  const fieldsIn = (from: number, to: number) =>
    header
      .slice(from, to)
      // a victim's home and where a car was found stand beside the crime, in its own table
      .filter((h) => !isPersonalHeader(h) && !OTHER_PLACE.test(normaliseHeader(h)))
      .flatMap((h) => fieldsOfHeader(h.replace(/ \(\d+\)$/, ''))[0]?.field ?? [])
  for (let gap = 2; gap < header.length - 1; gap++) {
    if (header[gap] !== `column ${gap + 1}` || sample.some((r) => (r[gap] ?? '').trim() !== '')) continue
    const before = fieldsIn(0, gap)
    const again = new Set(fieldsIn(gap + 1, header.length).filter((f) => before.includes(f)))
    if (again.size < 2 || !(['from', 'month', 'x', 'lng', 'gridRef'] as const).some((f) => again.has(f)))
      continue
    const rest = header.slice(gap + 1)
    return `a second table stands beside the one that was read, behind an empty column: ${countOf(rest.length, 'column')} from “${rest.find((h) => !/^column \d+$/.test(h))}” on ${rest.length === 1 ? 'was' : 'were'} not read as one. Put it on a sheet or in a file of its own`
  }
  return undefined
}
