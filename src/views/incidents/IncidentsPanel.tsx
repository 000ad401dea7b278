/** The incidents themselves: the table that says what the dots on the map say, and the story of the chosen one. */
import { useDeferredValue, useMemo, useState } from 'react'
import { rowsWithWords, wordsOf } from '../../core/base/textSearch.ts'
import { rowsOf } from '../../state/derived.ts'
import { useStore } from '../../state/store.ts'
import { DataTable, EmptyState, PanelHead } from '../../ui/index.ts'
import { useIncidentTable } from '../../desk/incidents/incidentTable.ts'
import { Nothing } from '../../desk/incidents/Nothing.tsx'
import { SearchBox } from '../../desk/incidents/SearchBox.tsx'
import { accountFor } from '../../desk/leaving/account.ts'
import { saveIncidents } from '../../desk/leaving/saveShapes.ts'
import { SaveMenu } from '../../desk/leaving/SaveMenu.tsx'
import { choose, letGo } from '../story/index.ts'
import { StoryPanel } from '../story/index.ts'
import { count, many } from '../../desk/words.ts'

/** The rows of the filters in which every word occurs: in address, street, crime number, wording, outcome or MO. */
function useFound(query: string): Uint32Array {
  const incidents = useStore((s) => s.incidents)
  const rows = useStore((s) => rowsOf(s))
  return useMemo(() => {
    const words = wordsOf(query)
    if (!incidents || words.length === 0) return rows
    const { table, text } = incidents
    return rowsWithWords(
      words,
      rows,
      [text.address, text.id, text.mo, text.uprn],
      [table.street, table.beat, table.wording, table.outcome],
    )
  }, [incidents, rows, query])
}

export function IncidentsPanel() {
  const incidents = useStore((s) => s.incidents)
  const filtered = useStore((s) => rowsOf(s).length)
  const selection = useStore((s) => s.selection)
  const [typed, setTyped] = useState('')
  // the letters stay ahead of the rows on a long table
  const query = useDeferredValue(typed)
  const rows = useFound(query)
  const model = useIncidentTable(rows)
  if (!model || !incidents)
    return (
      <EmptyState icon="list" title="No incidents are loaded">
        Drop a file on the page, or open the sample town under Data.
      </EmptyState>
    )
  return (
    <div className="x-incidents">
      <PanelHead title={`${many(filtered, 'incident')} after filters`} />
      <div className="x-incidents-tools">
        <SearchBox label="Find words in these rows" value={typed} onChange={setTyped} />
        <span role="status">
          {query.trim() !== '' && `${count(rows.length)} of ${many(filtered, 'row')}`}
        </span>
        <SaveMenu what="these incidents" save={(format) => saveIncidents(format, rows)} />
      </div>
      <div className="x-incidents-body">
        <DataTable
          model={model}
          height="fill"
          file="cocoon-incidents-table"
          guard={(what) => accountFor('export', what)}
          follow
          selected={selection?.of === 'incidents' ? String(selection.row) : null}
          onSelect={(i) => (i === null ? letGo() : choose(rows[i]))}
          empty={
            filtered === 0 ? (
              <Nothing />
            ) : (
              <EmptyState title="No row holds all of these words">
                {`Each word must stand in the address, street, beat, crime number, wording, outcome or MO of a row. ${many(filtered, 'row')} of the filters ${filtered === 1 ? 'was' : 'were'} looked through.`}
              </EmptyState>
            )
          }
        />
        <StoryPanel />
      </div>
    </div>
  )
}
