/** What stands before a list leaves the page: is it still of use, who takes it, and why. */
import type { CocoonList } from '../../cocoon/list.ts'
import { listCsv } from '../../cocoon/listCsv.ts'
import { dayOf, minuteNow, showDay } from '../../core/base/time.ts'
import { useStore } from '../../state/store.ts'
import { useVault } from '../../state/vault.ts'
import { saveFile } from '../../ui/index.ts'
import { printRounds } from './printRounds.tsx'
import { many } from '../words.ts'
import { accountFor } from './account.ts'
import { askSure } from './ask.tsx'

/** Whether the work on the user's own file is locked: what was recorded, given out and marked is not known then. */
export const isLockedWork = (): boolean =>
  useVault.getState().state === 'locked' && !useStore.getState().incidents?.sample

/**
 * While what this browser keeps is locked, a list or hand-over knows of no visit, no round given out and no door where nobody is
 * to call: asked about before it leaves.
 */
export async function knownWhatWasDone(yes: string): Promise<boolean> {
  if (!isLockedWork()) return true
  return askSure(
    'What this browser keeps is locked',
    'Visits, rounds given out and doors with a mark count once its passphrase is typed. Until then this leaves as if nobody had been called on and no door had a mark.',
    `${yes} all the same`,
  )
}

/** A list whose days have passed by this machine's calendar is asked about; the invented town has its own. */
export async function stillWanted(list: Pick<CocoonList, 'visits' | 'asAt'>, yes: string): Promise<boolean> {
  if (!(await knownWhatWasDone(yes))) return false
  const today = dayOf(minuteNow(new Date()))
  const over = list.visits.filter((v) => v.expires < today)
  if (over.length === 0 || useStore.getState().incidents?.sample) return true
  const last = Math.max(...list.visits.map((v) => v.expires))
  return askSure(
    over.length === list.visits.length ? 'This list has expired' : 'Part of this list has expired',
    `${over.length} of ${many(list.visits.length, 'call')} were of use until ${showDay(last)} at the latest; today is ${showDay(today)}. The list is as at ${showDay(list.asAt)}. Load a newer extract, or set the as-at date under Settings.`,
    `${yes} all the same`,
  )
}

/** Prints a list's rounds, or those named, once it is known who prints and why. */
export async function printList(
  list: CocoonList,
  kind: 'officer' | 'route',
  only?: readonly number[],
): Promise<void> {
  if (!(await stillWanted(list, 'Print'))) return
  const { rounds, visits, id } = kind === 'route' ? list.hidden : list
  const named = (n: number) => !only || only.includes(n)
  const what = `${many(rounds.filter((r) => named(r.number)).length, 'round')}, ${many(visits.filter((v) => named(v.round)).length, 'call')}${kind === 'route' ? ', without the burgled homes' : ''}`
  if (await accountFor('print', what, id)) await printRounds(list, kind, only)
}

/** Saves a list as CSV on the same terms. */
export async function saveList(list: CocoonList): Promise<void> {
  if (!(await stillWanted(list, 'Save'))) return
  if (await accountFor('export', `list as CSV, ${many(list.visits.length, 'call')}`, list.id))
    saveFile(`${list.id}.csv`, listCsv(list, useStore.getState().incidents?.text))
}
