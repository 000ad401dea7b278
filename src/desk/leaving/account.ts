/** Accounting for what is done with addresses: who and why once a day, and a line in the log each time. */
import { type Deed, log, reasonToday } from '../../state/log.ts'
import { useStore } from '../../state/store.ts'
import { toast } from '../../ui/index.ts'
import { askReason } from './ask.tsx'

/** Writes a line; a browser that keeps nothing is told of, and stops nobody. */
export async function note(what: Deed, detail: string, list = ''): Promise<void> {
  try {
    await log(what, detail, list)
  } catch (error) {
    toast({ text: `Not in the log: ${(error as Error).message}`, tone: 'bad' })
  }
}

/** Whether all that is loaded was published already: open data with nothing of a force beside it. */
function published(): boolean {
  const { incidents, homes, tracks, overlays, project } = useStore.getState()
  const own = homes ?? incidents?.base ?? [...tracks, ...overlays, ...project.series][0]
  return incidents?.report.source === 'open' && own === undefined
}

/**
 * Before addresses leave the page: asks who and why where today nobody did, and writes the line. False = don't.
 * Published data is only written down: nobody has to answer for it.
 */
export async function accountFor(what: Deed, detail: string, list = ''): Promise<boolean> {
  if (!reasonToday() && !published() && !(await askReason(detail))) return false
  await note(what, detail, list)
  return true
}
