/** Adding incidents to the series in front, from anywhere on the page. */
import { addRows } from '../../state/series.ts'
import { drift, undo, useStore } from '../../state/store.ts'
import { toast } from '../../ui/index.ts'
import { many } from '../../desk/words.ts'
import { refusal } from './model.ts'

/**
 * Adds rows of the table to the series in front, or to a new one, and says what was done; `quiet` where the list the
 * rows were chosen in shows it.
 */
export function addToSeries(rows: ArrayLike<number>, quiet = false): void {
  const { incidents } = useStore.getState()
  if (!incidents || rows.length === 0) return
  const no = refusal(incidents.table)
  if (no) return toast({ text: no, tone: 'bad' })
  const done = addRows(rows)
  if (!done || (quiet && done.added === 1)) return
  const { series, added, already } = done
  const inView = useStore.getState().project.view === 'series'
  toast({
    text:
      added === 0
        ? `${rows.length === 1 ? 'It is' : 'All are'} in ${series.name} already.`
        : `${many(added, 'incident')} added to ${series.name}${already > 0 ? `; ${already} in it already` : ''}.`,
    ...(added > 0 && { undo: () => void undo() }),
    ...(!inView && { action: { label: 'Look at it', run: () => drift({ view: 'series' }) } }),
  })
}
