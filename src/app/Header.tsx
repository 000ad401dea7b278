/** The header: file, period with as-at date, offences and other filters, the tools of the page, the marking. */
import { clauseWords, count, fileWords, goneWords, many, precisionWords, spanWords } from '../desk/words.ts'
import { useMarking } from '../desk/leaving/marking.ts'
import { chooseFiles } from '../desk/files/DropZone.tsx'
import type { View } from '../desk/view.ts'
import type { SavedClause } from '../state/project.ts'
import { rowsOf } from '../state/derived.ts'
import { drift, redo, setClause, undo, useStore } from '../state/store.ts'
import { Badge, Button, Chip, Icon, IconButton, useRoom } from '../ui/index.ts'
import { ViewsMenu } from '../views/named/index.ts'
import { closeSide, useFront } from './front.ts'
import { Counts, Period } from './Period.tsx'

const Mark = () => (
  <span className="a-mark">
    <svg viewBox="0 0 32 32" width="20" height="20" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="2.4">
        <ellipse cx="16" cy="16" rx="9" ry="13" />
        <path d="M8 10c4 3 12 3 16 0M7 16c5 3 13 3 18 0M8 22c4 3 12 3 16 0" />
      </g>
    </svg>
    <h1>Cocoon</h1>
  </span>
)

/** The file, and behind it what was read of it. */
function FileButton() {
  const incidents = useStore((s) => s.incidents)
  const ready = useStore((s) => s.ready)
  const { side } = useFront()
  if (!incidents)
    return (
      <button type="button" className="a-file" onClick={() => drift({ view: 'data' })}>
        <span className="a-file-name">
          {/* until a file stands, the invented town is on its way */}
          <strong>{ready ? 'No file is open' : 'Sample town'}</strong>
        </span>
      </button>
    )
  const { table, sample, name, report } = incidents
  return (
    <button
      type="button"
      className="a-file"
      aria-pressed={side?.id === 'data'}
      onClick={() => (side?.id === 'data' ? closeSide() : drift({ view: 'data' }))}
      title="What was read, and what was left out"
    >
      <span className="a-two">
        <span className="a-file-name">
          <strong>{sample ? 'Sample town' : fileWords(name)}</strong>
          <Badge tone={table.source === 'open' ? 'warn' : 'plain'}>{precisionWords(table)}</Badge>
        </span>
        <span className="a-second a-wholes">
          {sample && <span>Invented data</span>}
          <span>
            {sample && ' · '}
            {many(table.n, 'incident')}
          </span>
          {report.rows > report.kept && <span>{`, ${goneWords(report)}`}</span>}
          {table.n > 0 && <span className="a-span"> · {spanWords(table)}</span>}
        </span>
      </span>
    </button>
  )
}

/** One filter in two words: "5 offences". */
const shortWords = (c: SavedClause): string =>
  c.kind === 'offence' && c.offences.length > 1
    ? many(c.offences.length, 'offence')
    : clauseWords(c, { most: 1 })

/** What the view in front counts, locked: the filters of the page do not hold there. */
function OwnChip({ view, onFilter }: { view: View; onFilter: () => void }) {
  return (
    <span
      className="a-chip-own"
      title={
        view.holds
          ? 'Of the page’s filters only those of place hold here: beats, streets, drawn areas'
          : 'The filters of the page change nothing here; they hold everywhere else'
      }
    >
      <Chip onPress={onFilter}>
        <Icon name="lock" size={12} /> <Counts key={view.id} view={view} />
      </Chip>
    </span>
  )
}

/** The filters in force but the period, as chips; on a narrow page how many. */
function Chips({
  onFilter,
  few,
  only,
}: {
  onFilter: () => void
  few: boolean
  /** the kinds that hold in the view in front; all where absent */
  only?: View['holds']
}) {
  const clauses = useStore((s) => s.project.clauses)
  const others = clauses.filter((c) => c.source !== 'period' && (!only || only.includes(c.kind)))
  if (few && others.length > 0)
    return (
      <Chip tone="accent" onPress={onFilter}>
        {others.length === 1 ? shortWords(others[0]) : many(others.length, 'filter')}
      </Chip>
    )
  return others.map((c) => (
    <Chip key={c.source} tone="accent" onPress={onFilter} onRemove={() => setClause(c.source, undefined)}>
      {clauseWords(c)}
    </Chip>
  ))
}

export function Header({ onPalette, onSettings }: { onPalette: () => void; onSettings: () => void }) {
  const loaded = useStore((s) => s.incidents !== undefined)
  const n = useStore((s) => s.incidents?.table.n ?? 0)
  const left = useStore((s) => rowsOf(s).length)
  const past = useStore((s) => s.past)
  const future = useStore((s) => s.future)
  const marking = useMarking()
  const { front, side } = useFront()
  const room = useRoom()
  const filtering = side?.id === 'explore'
  const filter = () => (filtering ? closeSide() : drift({ view: 'explore' }))
  return (
    <div className="a-header">
      <div className="a-header-a">
        <Mark />
        <FileButton />
        <Button
          className="a-open"
          icon={room === 'phone' ? 'upload' : undefined}
          onClick={chooseFiles}
          aria-label="Open…"
        >
          <span className="a-open-word">Open…</span>
        </Button>
      </div>
      <div className="a-header-b">
        <Period view={front} />
        {loaded && (
          <>
            {room !== 'phone' &&
              (front.counts && !filtering ? (
                <>
                  <OwnChip view={front} onFilter={filter} />
                  {front.holds && <Chips onFilter={filter} few only={front.holds} />}
                </>
              ) : (
                <Chips onFilter={filter} few={filtering || room !== 'wide' || globalThis.innerWidth < 1360} />
              ))}
            <Button
              className="a-filter-button"
              aria-pressed={filtering}
              title={
                left < n ? `${count(left)} of ${count(n)} incidents left` : 'Linked charts and every filter'
              }
              onClick={filter}
            >
              <Icon name="filter" />
              <span className="a-filter-word">Filter</span>
            </Button>
          </>
        )}
      </div>
      <div className="a-header-c">
        {loaded && room !== 'phone' && <ViewsMenu />}
        {room !== 'phone' && (
          <IconButton icon="search" label="Find anything" shortcut="Ctrl K" onClick={onPalette} />
        )}
        <IconButton
          icon="undo"
          label={past.length ? `Undo: ${past.at(-1)!.what}` : 'Nothing to undo'}
          shortcut="Ctrl Z"
          aria-disabled={!past.length}
          onClick={() => undo()}
        />
        {room !== 'phone' && (
          <>
            <IconButton
              icon="redo"
              label={future.length ? `Redo: ${future.at(-1)!.what}` : 'Nothing to redo'}
              shortcut="Ctrl Shift Z"
              aria-disabled={!future.length}
              onClick={() => redo()}
            />
            <IconButton icon="settings" label="Settings" onClick={onSettings} />
            <IconButton
              icon="info"
              label="Handbook"
              aria-pressed={side?.id === 'handbook'}
              onClick={() => (side?.id === 'handbook' ? closeSide() : drift({ view: 'handbook' }))}
            />
          </>
        )}
        {marking && <span className="a-marking">{marking}</span>}
      </div>
    </div>
  )
}
