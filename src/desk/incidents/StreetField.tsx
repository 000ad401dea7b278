/** Streets to filter by: those chosen, and those that match what is typed. */
import { useState } from 'react'
import { crossfilter } from '../../core/table/crossfilter.ts'
import type { Incidents } from '../../core/table/incidents.ts'
import { setClause, useStore } from '../../state/store.ts'
import { CheckboxGroup } from '../../ui/index.ts'
import { count, many } from '../words.ts'
import { clauseOf, topNames } from './choose.ts'
import { SearchBox } from './SearchBox.tsx'

/** Streets offered at once. */
const OFFERED = 8

/** Nothing where the file names no streets. */
export function StreetField({ table }: { table: Incidents }) {
  const clauses = useStore((s) => s.project.clauses)
  const [find, setFind] = useState('')
  const { values } = table.street
  if (values.length < 2) return null
  const chosen = clauseOf(clauses, 'street')?.streets ?? []
  const counts = crossfilter(table).at([]).counts('street')
  const { top, others } = topNames(values, counts, chosen, OFFERED, find)
  return (
    <div className="x-streets">
      <CheckboxGroup
        label="Streets"
        help="As the file names them, most incidents first. None ticked means all."
        value={chosen}
        options={top.map((c) => ({ value: values[c], label: values[c], note: count(counts[c]) }))}
        onChange={(streets) =>
          setClause('street', streets.length > 0 ? { source: 'street', kind: 'street', streets } : undefined)
        }
      />
      <div className="x-more">
        <SearchBox label="Find a street" value={find} onChange={setFind} />
        <span role="status">
          {others > 0
            ? many(others, find ? 'more like this' : 'more', find ? 'more like this' : 'more')
            : top.length === 0
              ? 'No street like this'
              : ''}
        </span>
      </div>
    </div>
  )
}
