/** Accounting for what is done with addresses: who and why once a day, and a line in the log each time. */
import { useSettings } from '../../state/settings.ts'
import { type Deed, log, reasonToday } from '../../state/log.ts'
import { toast } from '../../ui/index.ts'
import { published } from './marking.ts'

/** Writes a line; a browser that keeps nothing is told of, and stops nobody. */
export async function note(what: Deed, detail: string, list = ''): Promise<void> {
  try {
    await log(what, detail, list)
  } catch (error) {
    toast({ text: `Not in the log: ${(error as Error).message}`, tone: 'bad' })
  }
}

/** The reason that stands, of the officer whose name stands on the sheets; another name is another officer's. */
function reasonNow() {
  const reason = reasonToday()
  const { printedBy } = useSettings.getState()
  return reason && (printedBy === '' || printedBy.trim() === reason.who) ? reason : undefined
}

/**
 * Before addresses leave the page: asks who and why where nobody at this desk did lately, and writes the line. False = don't.
 * Published data is only written down: nobody has to answer for it.
 */
export async function accountFor(what: Deed, detail: string, list = ''): Promise<boolean> {
  if (!reasonNow() && !published() && !(await (await import('./ask.tsx')).askReason(detail))) return false
  await note(what, detail, list)
  return true
}
