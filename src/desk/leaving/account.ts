/** Accounting for what is done with addresses: who and why once a day, and a line in the log each time. */
import { type Deed, log, reasonToday } from '../../state/log.ts'
import { toast } from '../../ui/index.ts'
import { askReason } from './ask.tsx'
import { published } from './marking.ts'

/** Writes a line; a browser that keeps nothing is told of, and stops nobody. */
export async function note(what: Deed, detail: string, list = ''): Promise<void> {
  try {
    await log(what, detail, list)
  } catch (error) {
    toast({ text: `Not in the log: ${(error as Error).message}`, tone: 'bad' })
  }
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
