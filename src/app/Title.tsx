/** The title bar says what is being looked at: file, incidents, period, rows left out, precision, filters, marking. */
import { useState } from 'react'
import { rowsOf } from '../state/derived.ts'
import { useSettings } from '../state/settings.ts'
import { drift, redo, setClause, undo, useStore } from '../state/store.ts'
import { Badge, Button, Chip, IconButton, TitleBar } from '../ui/index.ts'
import { ViewsMenu } from '../views/named/ViewsMenu.tsx'
import { FilterDialog } from '../views/filter/FilterDialog.tsx'
import { clauseWords, count, many, PRECISION_WORDS, fileWords, spanWords } from '../desk/words.ts'

export function Title({ onPalette, onSettings }: { onPalette: () => void; onSettings: () => void }) {
  const incidents = useStore((s) => s.incidents)
  const clauses = useStore((s) => s.project.clauses)
  const left = useStore((s) => rowsOf(s).length)
  const past = useStore((s) => s.past)
  const future = useStore((s) => s.future)
  const marking = useSettings((s) => s.marking)
  const [filtering, setFiltering] = useState(false)

  const about = incidents && (
    <>
      <button
        type="button"
        className="a-file"
        onClick={() => drift({ view: 'data' })}
        title="What was read, and what was left out"
      >
        <strong>{incidents.sample ? 'Sample town' : fileWords(incidents.name)}</strong>
      </button>
      {/* what may be done with less than exact days must always be seen; that days are exact may give way */}
      <span className={incidents.table.precision === 'month' ? 'a-badge' : 'a-badge a-roomy'}>
        <Badge tone={incidents.table.source === 'open' ? 'warn' : 'plain'}>
          {PRECISION_WORDS[incidents.table.precision]}
        </Badge>
      </span>
      {incidents.sample && (
        <span className="a-badge">
          <Badge tone="accent">invented data</Badge>
        </span>
      )}
      <span>
        {clauses.length > 0 && `${count(left)} of `}
        {many(incidents.table.n, 'incident')}
      </span>
      <span>{many(incidents.report.rows - incidents.report.kept, 'row')} left out</span>
      {incidents.table.n > 0 && <span>{spanWords(incidents.table)}</span>}
    </>
  )

  return (
    <TitleBar name="Cocoon" about={about}>
      {clauses.map((c) => (
        <Chip
          key={c.source}
          tone="accent"
          onPress={() => setFiltering(true)}
          onRemove={() => setClause(c.source, undefined)}
        >
          {clauseWords(c)}
        </Chip>
      ))}
      {incidents && (
        <Button small icon="filter" onClick={() => setFiltering(true)}>
          Filter
        </Button>
      )}
      {incidents && <ViewsMenu />}
      <IconButton
        icon="undo"
        label={past.length ? `Undo: ${past.at(-1)!.what}` : 'Nothing to undo'}
        shortcut="Ctrl Z"
        aria-disabled={!past.length}
        onClick={() => undo()}
      />
      <IconButton
        icon="redo"
        label={future.length ? `Redo: ${future.at(-1)!.what}` : 'Nothing to redo'}
        shortcut="Ctrl Shift Z"
        aria-disabled={!future.length}
        onClick={() => redo()}
      />
      <IconButton icon="search" label="Find anything" shortcut="Ctrl K" onClick={onPalette} />
      <IconButton icon="settings" label="Settings" onClick={onSettings} />
      {marking && <span className="a-marking">{marking}</span>}
      <FilterDialog open={filtering} onClose={() => setFiltering(false)} />
    </TitleBar>
  )
}
