/** The look-back done at import: how many incidents are at a place that had an earlier one within 12 months. */
import { useMemo } from 'react'
import { BLOCKS } from '../../import/report/problems.ts'
import { FLAG } from '../../core/table/incidents.ts'
import { type LoadedIncidents, setClause, useStore } from '../../state/store.ts'
import { Badge, Button } from '../../ui/index.ts'
import { openDrawer } from '../../desk/frame.ts'
import { count, many } from '../../desk/words.ts'

const SOURCE = 'repeat'

/** What "the same place" was told by: points of blocks where the file has blocks, addresses where it names any, else coordinates. */
const placeWord = ({ text, report }: LoadedIncidents): string =>
  report.warnings.some((w) => w.what === BLOCKS)
    ? 'a point of a block'
    : text.address.bytes.length + text.uprn.bytes.length > 0
      ? 'an address'
      : 'a point'

export function LookBack({ incidents }: { incidents: LoadedIncidents }) {
  const { table } = incidents
  const at = placeWord(incidents)
  const on = useStore((s) => s.project.clauses.some((c) => c.kind === 'repeat'))
  const n = useMemo(() => {
    let repeats = 0
    for (let i = 0; i < table.n; i++) if ((table.flags[i] & FLAG.repeat) !== 0) repeats++
    return repeats
  }, [table])
  if (table.source === 'open') return null
  return (
    <div className="a-lookback">
      <Badge tone={n > 0 ? 'warn' : 'plain'}>repeat</Badge>
      <span>
        {n === 0
          ? `No incident is at ${at} with an earlier one of its kind in the past 12 months.`
          : `${many(n, 'incident')} of ${count(table.n)} ${n === 1 ? 'is' : 'are'} at ${at} with an earlier one of ${n === 1 ? 'its' : 'their'} kind in the past 12 months.`}
      </span>
      {n > 0 && (
        <Button
          small
          icon="filter"
          aria-pressed={on}
          onClick={() => {
            setClause(SOURCE, on ? undefined : { source: SOURCE, kind: 'repeat' })
            if (!on) openDrawer('incidents')
          }}
        >
          {on ? 'Show all again' : 'Show only these'}
        </Button>
      )}
    </div>
  )
}
