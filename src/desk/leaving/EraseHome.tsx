/** What was recorded at one home is erased on request: what was found, and what cannot be reached from here. */
import { useMemo, useState } from 'react'
import { homeKey, normalUprn } from '../../cocoon/address.ts'
import type { Visit } from '../../cocoon/visits.ts'
import { textAt } from '../../core/base/text.ts'
import { dayOf, showDay } from '../../core/base/time.ts'
import type { Homes } from '../../core/places/homes.ts'
import { keepDraft } from '../../state/drafts.ts'
import { useStore } from '../../state/store.ts'
import { syncTeam } from '../../state/team.ts'
import { eraseAtHome } from '../../state/visits.ts'
import { Button, Dialog, Notice, TextField, toast } from '../../ui/index.ts'
import { homesWritten } from '../homesWritten.ts'
import { count, many } from '../words.ts'
import { accountFor } from './account.ts'

/** Every key that the records of a home may bear: with a UPRN, and as they were made where the file had none. */
export function keysOfHome(homes: Homes | undefined, typed: string): ReadonlySet<string> {
  const uprn = normalUprn(typed)
  if (uprn === '') return new Set()
  const keys = new Set([homeKey('', typed), uprn])
  if (!homes) return keys
  const rows = new Set(homesWritten(homes, typed))
  for (let i = 0; i < homes.n; i++) if (normalUprn(textAt(homes.uprn, i)) === uprn) rows.add(i)
  for (const i of rows) {
    const address = textAt(homes.address, i)
    keys.add(homeKey(textAt(homes.uprn, i), address)).add(homeKey('', address))
  }
  return keys
}

/** "3 records, 1 of them taken back, of 20 to 27 Nov 2026". */
function foundWords(found: readonly Visit[]): string {
  const back = found.filter((v) => v.removed).length
  const days = found.map((v) => dayOf(v.at)).sort((a, b) => a - b)
  const [first, last] = [days[0], days.at(-1)!]
  const of = first === last ? showDay(first) : `${showDay(first)} to ${showDay(last)}`
  return `${many(found.length, 'record')}${back > 0 ? `, ${back} of them taken back,` : ''} of ${of}`
}

export function EraseHome({ onClose }: { onClose: () => void }) {
  const visits = useStore((s) => s.visits)
  const homes = useStore((s) => s.homes?.homes)
  const [typed, setTyped] = useState('')
  const keys = useMemo(() => keysOfHome(homes, typed), [homes, typed])
  const found = visits.filter((v) => keys.has(v.home))
  const alike = useMemo(() => (homes ? homesWritten(homes, typed).length : 0), [homes, typed])
  const erase = async () => {
    if (!(await accountFor('erase', `${many(found.length, 'record')} of one home`))) return
    try {
      for (const key of keys) await keepDraft(key, undefined)
      const n = await eraseAtHome(keys)
      onClose()
      await syncTeam()
      toast({ text: `${many(n, 'record')} of one home erased.` })
    } catch (error) {
      toast({ text: `Not erased. ${(error as Error).message}`, tone: 'bad' })
    }
  }
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title="Erase what was recorded at one home"
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button
            variant="danger"
            barred={found.length === 0 && 'No record is found yet: write the address or UPRN.'}
            onClick={() => void erase()}
          >
            Erase{found.length > 0 && ` ${many(found.length, 'record')}`}
          </Button>
        </>
      }
    >
      <TextField
        label="Address or UPRN"
        problem={
          keys.size > 0 && found.length === 0
            ? `Nothing is recorded here at a home that is written so.${homes ? '' : ' No address file is open: a home that has a UPRN is found by that alone.'}`
            : undefined
        }
        value={typed}
        onChange={setTyped}
      />
      {found.length > 0 && (
        <Notice tone="warn">
          Found: {foundWords(found)}.
          {alike > 1 &&
            ` ${count(alike)} homes of the address file are written so, and the records of all of them are among these: write the UPRN to erase those of one.`}{' '}
          This cannot be undone.
        </Notice>
      )}
      <p>
        Door, time, outcome, ticks and note of each visit go: here, and in the team’s folder once each machine
        that wrote them has opened it. Its number, round and day stay until the days of visits are over, so
        that no older copy brings it back. What was delivered counts fewer visits.
      </p>
      <p className="a-hint">
        Not reached: visits that a phone or another machine has yet to hand over, so look again once they are
        here; paper; rounds given out, which name the door until a week after their last day; a mark, which is
        taken off under Delivery; files saved before. A machine that has not heard of this takes the visits
        from such a file: “Save for another device” tells it.
      </p>
    </Dialog>
  )
}
