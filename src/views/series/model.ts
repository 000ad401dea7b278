/** What the workbench looks at: the series in front, its rows in the present file, and everything reckoned from them. */
import { memo } from '../../core/base/kept.ts'
import { useEffect, useState } from 'react'
import type { Found, Series } from '../../core/series/series.ts'
import { factsOf, type SeriesFacts } from '../../core/series/facts.ts'
import { coarseOf, coarseSays, finerThan } from '../../core/table/coarse.ts'
import type { Incidents } from '../../core/table/incidents.ts'
import { unitUnknown } from '../../core/table/unit.ts'
import { membersIn, seriesInFront, useFront } from '../../state/series.ts'
import { type LoadedIncidents, useStore } from '../../state/store.ts'

/** The workbench with a series on it. */
export interface Bench {
  readonly incidents: LoadedIncidents
  readonly series: Series
  readonly found: Found
  readonly facts: SeriesFacts
}

/** Why this file cannot be worked on, as a sentence; undefined where it can. */
export const refusal = (table: Incidents): string | undefined =>
  coarseOf(table)
    ? `${coarseSays(table)}, so order, gaps and distances of a series would be invented. ${finerThan(table)}`
    : unitUnknown(table)

const facts = memo((table: Incidents, rows: Uint32Array): SeriesFacts => factsOf(table, rows), 4)

const benchOf = memo((incidents: LoadedIncidents, series: Series): Bench => {
  const found = membersIn(incidents.table, series)
  return { incidents, series, found, facts: facts(incidents.table, found.rows) }
}, 4)

/** The bench as it is now; undefined without incidents, without a series, or where the file is refused. */
export function useBench(): Bench | undefined {
  const incidents = useStore((s) => s.incidents)
  const all = useStore((s) => s.project.series)
  const id = useFront((s) => s.id)
  const series = seriesInFront(all, id)
  return incidents && series && !refusal(incidents.table) ? benchOf(incidents, series) : undefined
}

/** A result that is worked out in steps between which the page can breathe. */
export interface Worked<R> {
  /** the newest result of this group, perhaps of an older question: see `busy` */
  readonly result?: R
  readonly share: number
  readonly busy: boolean
}

interface Work<R> {
  readonly make?: () => Generator<number, R, void>
  readonly group: string
  readonly result?: R
  readonly share: number
}

/** Milliseconds of work between two breaths, and between two words of how far it is. */
const SLICE = 12
const TELL = 200

/**
 * Runs a generator piece by piece; another `make` starts anew. The last result stands until the next is there, unless
 * `group` has changed: a list must not vanish while it is being worked with. Keep `make` stable.
 */
export function useSteps<R>(make: (() => Generator<number, R, void>) | undefined, group: string): Worked<R> {
  const [work, setWork] = useState<Work<R>>({ group, share: 0 })
  useEffect(() => {
    if (!make) return
    const run = make()
    let timer: ReturnType<typeof setTimeout> | undefined
    let saidAt = performance.now()
    const workOn = () => {
      const end = performance.now() + SLICE
      for (;;) {
        const step = run.next()
        if (step.done) return setWork({ make, group, result: step.value, share: 1 })
        if (performance.now() < end) continue
        if (end - saidAt > TELL) {
          saidAt = end
          const { value } = step
          setWork((w) => ({ ...w, group, share: value, ...(w.group !== group && { result: undefined }) }))
        }
        timer = setTimeout(workOn)
        return
      }
    }
    timer = setTimeout(workOn)
    return () => clearTimeout(timer)
  }, [make, group])
  if (work.group !== group) return { share: 0, busy: true }
  return { result: make && work.result, share: work.share, busy: work.make !== make }
}
