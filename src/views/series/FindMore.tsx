/** Looking for more members: by words, nearness, car keys or hand, and what speaks for each. */
import { useEffect, useMemo, useState } from 'react'
import { COMMON } from '../../core/series/near.ts'
import { rowsOf } from '../../state/derived.ts'
import { removeRows } from '../../state/series.ts'
import { setSession, useStore } from '../../state/store.ts'
import {
  Actions,
  Button,
  DataTable,
  EmptyState,
  Notes,
  Progress,
  Section,
  Segmented,
} from '../../ui/index.ts'
import { accountFor } from '../../desk/leaving/account.ts'
import { flyTo } from '../../desk/mapHandle.ts'
import { count, many } from '../../desk/words.ts'
import { addToSeries } from './addToSeries.ts'
import { candidateTable } from './candidateTable.ts'
import { findCandidates, MOST, problemOf, useListed, useLooking, withoutMembers } from './candidates.ts'
import { type Bench, useSteps } from './model.ts'
import { set, Words, Near, Keys, Hand } from './FindParts.tsx'

export function FindMore({ bench }: { bench: Bench }) {
  const { incidents, found: members, facts, series } = bench
  const looking = useLooking()
  // the two kinds that car keys are about are looked for whatever kinds the filter leaves
  const rows = useStore((s) => rowsOf(s, looking.how === 'keys' ? 'offence' : undefined))
  const selection = useStore((s) => s.selection)
  const [marked, setMarked] = useState<readonly number[]>([])
  const hasMo = incidents.text.mo.bytes.length > 0
  const number = useMemo(() => new Map(facts.steps.map((s, k) => [s.row, k + 1])), [facts])
  const known = useMemo(() => new Set(number.keys()), [number])
  const problem = problemOf(looking, members.rows.length, hasMo)
  const make = useMemo(
    () =>
      problem
        ? undefined
        : () => findCandidates(incidents.table, incidents.text, rows, members.rows, looking),
    [problem, incidents, rows, members, looking],
  )
  // rows of another table must not stand here for a moment
  const group = `${incidents.table.fingerprint} ${series.id} ${looking.how}`
  const { result: worked, share, busy } = useSteps(make, group)
  const result = useMemo(
    () => (worked && looking.how === 'near' ? withoutMembers(worked, known) : worked),
    [worked, looking.how, known],
  )
  const table = useMemo(() => result && candidateTable(bench, result, number), [bench, result, number])
  const listed = result?.rows
  const fresh = useMemo(() => listed?.filter((i) => !known.has(i)) ?? [], [listed, known])
  useEffect(() => useListed.setState({ rows: fresh }), [fresh])
  useEffect(() => () => useListed.setState({ rows: [] }), [])

  const at = (ks: readonly number[]) => ks.map((k) => listed![k])
  const add = (ks: readonly number[]) => addToSeries(at(ks), true)
  const remove = (ks: readonly number[]) => void removeRows(series, at(ks))
  const here = useMemo(() => new Set(fresh), [fresh])
  const chosen = marked.filter((i) => here.has(i))

  return (
    <>
      <Segmented
        label="Look for members"
        value={looking.how}
        onChange={(how) => set({ how })}
        options={[
          { value: 'words', label: 'Words' },
          { value: 'near', label: 'Near' },
          { value: 'keys', label: 'Car keys' },
          { value: 'hand', label: 'By hand' },
        ]}
      />
      <div className="a-looking">
        {looking.how === 'words' && <Words hasMo={hasMo} />}
        {looking.how === 'near' && <Near />}
        {looking.how === 'keys' && <Keys hasMo={hasMo} />}
        {looking.how === 'hand' && <Hand bench={bench} known={known} />}
      </div>
      {problem ? (
        !(looking.how === 'words' && looking.query.trim() !== '') && <p className="a-hint">{problem}</p>
      ) : !table ? (
        <Progress label="Looking" share={share || undefined} />
      ) : (
        <Section title={table.caption}>
          {busy && share > 0 && share < 1 && <Progress label="Looking" share={share} />}
          <DataTable
            model={table}
            height={380}
            file="cocoon-series-found"
            guard={(what) => accountFor('export', what)}
            selected={
              selection && ['series', 'incidents'].includes(selection.of) ? String(selection.row) : null
            }
            onSelect={(k) => {
              setSession({ selection: k === null ? undefined : { of: 'series', row: listed![k] } })
              const place = k === null ? undefined : table.at?.(k)
              if (place) flyTo(place)
            }}
            onSelection={(ks) => setMarked(at(ks))}
            keys={{ a: add, '+': add, r: remove, Delete: remove }}
            empty={
              <EmptyState title="None found">
                Fewer words, more metres or days, or a filter taken off.
              </EmptyState>
            }
          />
          {result!.rows.length > 0 && (
            <Actions>
              <Button
                variant="primary"
                icon="plus"
                barred={
                  chosen.length === 0 &&
                  'Mark the incidents to add in the table first: those that are not in the series yet.'
                }
                onClick={() => addToSeries(chosen)}
              >
                Add {chosen.length > 0 ? chosen.length : 'chosen'}
              </Button>
              {fresh.length > 0 ? (
                <Button icon="plus" onClick={() => addToSeries(fresh)}>
                  Add all {count(fresh.length)} by this rule
                </Button>
              ) : (
                <span className="a-hint">All of them are in the series.</span>
              )}
            </Actions>
          )}
          <p className="u-hidden" role="status">
            {many(known.size, 'member')}
          </p>
          <p className="a-hint">
            <kbd>A</kbd> adds a row, <kbd>R</kbd> takes it out. Looked through:{' '}
            {many(rows.length, 'incident')} within the filters
            {result!.byChance !== undefined &&
              `; place and days alone would find about ${count(Math.round(result!.byChance))} by chance, with the dates dealt out anew: read before you add`}
            {result!.all > MOST ? `; only the newest ${count(MOST)} are listed` : ''}.
          </p>
        </Section>
      )}
      <Notes
        title="What the columns say"
        notes={[
          'Nearest: metres to the nearest member, and which. Days from it: + after that member, − before.',
          'Same place: the property key, else the address, else the spot is that of a member.',
          'Hours shared: how much of its window falls at hours of the members’ windows, 100% = all; blank where a window is longer than 12 hours or has no hours.',
          `Words shared: words of its MO that members use, the most shared first. Words in more than ${100 * COMMON}% of the file’s MO texts, short words and plain words are not counted.`,
          'These are not added up to a score: what links two crimes is for a person to judge. Many unlinked crimes share words, streets and hours.',
        ]}
      />
    </>
  )
}
