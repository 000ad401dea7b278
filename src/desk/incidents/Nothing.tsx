/** The filters leave nothing: which one to take off, and what that brings back. */
import { viewOf } from '../../state/derived.ts'
import { change, setClause, useStore } from '../../state/store.ts'
import { Button, EmptyState } from '../../ui/index.ts'
import { clauseWords, count } from '../words.ts'

/** Offers each filter that alone stands in the way, the one that brings back most first. */
export function Nothing() {
  const clauses = useStore((s) => s.project.clauses)
  const view = useStore((s) => viewOf(s))
  const n = useStore((s) => s.incidents?.table.n ?? 0)
  if (!view) return null
  if (n === 0)
    return (
      <EmptyState icon="list" title="The file holds no incident">
        Every row was left out; the reasons are under Data.
      </EmptyState>
    )
  const ways = clauses
    .map((c) => ({ c, back: view.count(c.source) }))
    .filter((w) => w.back > 0)
    .sort((a, b) => b.back - a.back)
  return (
    <EmptyState
      icon="filter"
      title="The filters leave no incident"
      actions={
        <>
          {ways.map(({ c, back }) => (
            <Button key={c.source} onClick={() => setClause(c.source, undefined)}>
              {`Take off “${clauseWords(c)}”: ${count(back)} back`}
            </Button>
          ))}
          <Button
            variant={ways.length > 0 ? 'quiet' : 'plain'}
            onClick={() => change('all filters taken off', { clauses: [] })}
          >
            {`Take all off: ${count(n)} back`}
          </Button>
        </>
      }
    >
      {ways.length > 0
        ? 'Each of these alone stands in the way.'
        : 'No single filter stands in the way: two or more must go.'}
    </EmptyState>
  )
}
