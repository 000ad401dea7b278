/** Doors with a mark: a warning that stands before the address, or "do not call" with its reason and end. */
import { useState } from 'react'
import { homeKey } from '../../cocoon/address.ts'
import type { CocoonList } from '../../cocoon/list.ts'
import { homeFinder, readMarks } from '../../cocoon/markFile.ts'
import { type DoorMark, joinMarks } from '../../cocoon/marks.ts'
import { NEAR_DAYS } from '../../core/base/published.ts'
import type { Homes } from '../../core/places/homes.ts'
import { textAt } from '../../core/base/text.ts'
import { isoDay, parseIsoDay, showDay } from '../../core/base/time.ts'
import { homesWritten } from '../../desk/homesWritten.ts'
import { note } from '../../desk/leaving/account.ts'
import { guardHomes } from '../../desk/leaving/guard.ts'
import { many } from '../../desk/words.ts'
import { textOf } from '../../import/formats/bytes.ts'
import { csvRows } from '../../import/formats/csv.ts'
import { useStore } from '../../state/store.ts'
import { marksOf, say, sayAll, useTeam } from '../../state/team.ts'
import { askForFiles, Button, DateField, Dialog, Section, TextField, toast } from '../../ui/index.ts'

/** Whether the invented town is open: a mark of its doors is no team's, and stands on no sheet of a real file. */
const inTown = () => useStore.getState().incidents?.sample ?? false
const ofTown = (): Pick<DoorMark, 'sample'> => (inTown() ? { sample: true } : {})
const marksNow = () => marksOf(useTeam.getState().items, inTown())

/** The home of an address as the file writes it, or as far as it is written; undefined where none or several begin so. */
function find(homes: Homes, typed: string): { key: string; address: string } | undefined {
  const [home] = homesWritten(homes, typed)
  if (home === undefined) return undefined
  const address = textAt(homes.address, home)
  return { key: homeKey(textAt(homes.uprn, home), address), address }
}

function MarkDoor({ list, homes, onClose }: { list: CocoonList; homes: Homes; onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const [warning, setWarning] = useState('')
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState(isoDay(list.asAt + NEAR_DAYS))
  const home = find(homes, typed)
  const day = parseIsoDay(until)
  const ready = home && (warning.trim() || (reason.trim() && !Number.isNaN(day)))
  const keep = async () => {
    if (!home) return
    const mark: DoorMark = {
      address: home.address,
      ...ofTown(),
      ...(warning.trim() ? { warning: warning.trim() } : {}),
      ...(reason.trim() ? { notCall: { reason: reason.trim(), until: day } } : {}),
    }
    try {
      await say('door', home.key, joinMarks(marksNow()[home.key], mark))
      await note('plan', mark.notCall ? 'a door not to call on' : 'a warning at a door', list.id)
      onClose()
      if (!inTown()) void guardHomes()
    } catch (error) {
      toast({ text: `Not kept. ${(error as Error).message}`, tone: 'bad' })
    }
  }
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title="Mark a door"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            barred={!ready && 'It needs the address of one home, and a warning or a reason with its end.'}
            onClick={() => void keep()}
          >
            Mark it
          </Button>
        </>
      }
    >
      <TextField
        label="Address"
        list={list.visits.flatMap((v) => (v.homes.length === 1 ? [v.address] : [])).slice(0, 500)}
        value={typed}
        problem={typed && !home ? 'No home of the address file, or more than one, is written so.' : undefined}
        onChange={setTyped}
      />
      <TextField
        label="Warning before knocking"
        help="Stands before the address on sheets and phones. About the door, not about people."
        value={warning}
        onChange={setWarning}
      />
      <TextField label="Do not call: reason" value={reason} onChange={setReason} />
      {reason.trim() && <DateField label="Up to and including" value={until} onChange={setUntil} />}
    </Dialog>
  )
}

/** Takes the marks of a table: those of homes that the address file knows. Says what became of its rows. */
async function takeFile(file: File, list: CocoonList, homes: Homes): Promise<void> {
  try {
    const { rows, leftOut } = readMarks(
      csvRows(textOf(new Uint8Array(await file.arrayBuffer()))),
      list.asAt,
      NEAR_DAYS,
    )
    const find = homeFinder(
      homes.n,
      (i) => textAt(homes.uprn, i),
      (i) => textAt(homes.address, i),
    )
    const strange: string[] = []
    const before = marksNow()
    const marks = new Map<string, DoorMark>()
    for (const r of rows) {
      const home = find(r.uprn, r.address)
      if (home === undefined) {
        strange.push(r.address || r.uprn)
        continue
      }
      const address = textAt(homes.address, home)
      const key = homeKey(textAt(homes.uprn, home), address)
      marks.set(key, joinMarks(marks.get(key) ?? before[key], { address, ...ofTown(), ...r.mark }))
    }
    await sayAll(
      'door',
      [...marks].map(([id, value]) => ({ id, value })),
    )
    await note('import', `${many(marks.size, 'mark')} of doors from ${file.name}`, list.id)
    if (marks.size > 0 && !inTown()) void guardHomes()
    const rest = [
      ...(strange.length > 0
        ? [`${many(strange.length, 'row')} of no home of the address file, such as ${strange[0]}`]
        : []),
      ...(leftOut.length > 0
        ? [`${many(leftOut.length, 'row')} left out, such as line ${leftOut[0].line}: ${leftOut[0].why}`]
        : []),
    ]
    toast({
      text: `${many(marks.size, 'door')} marked from ${file.name}.${rest.map((r) => ` ${r}.`).join('')}`,
      ...(rest.length > 0 ? { tone: 'bad' as const } : {}),
    })
  } catch (error) {
    toast({ text: `${file.name} was not taken. ${(error as Error).message}`, tone: 'bad' })
  }
}

export function Marks({ list, homes }: { list: CocoonList; homes: Homes }) {
  const items = useTeam((s) => s.items)
  const sample = useStore((s) => s.incidents?.sample ?? false)
  const marks = Object.entries(marksOf(items, sample))
  const [open, setOpen] = useState(false)
  return (
    <Section
      title="Doors with a mark"
      aside={
        <>
          <Button
            small
            onClick={() =>
              askForFiles(([file]) => takeFile(file, list, homes), { accept: '.csv,.txt,text/csv' })
            }
          >
            From a file…
          </Button>
          <Button small onClick={() => setOpen(true)}>
            Mark a door…
          </Button>
        </>
      }
    >
      {marks.length === 0 ? (
        <p className="a-hint">
          Warnings before knocking, and doors where nobody is to call, with reason and end: by hand, from a
          file (UPRN or Address; Warning; Do not call; Until), or from a column Location warning of the
          extract, which stands at the home it came with.
        </p>
      ) : (
        <ul className="a-plain">
          {marks.map(([key, m]) => (
            <li key={key}>
              <span className="a-grow">
                {m.warning && <b>! {m.warning}: </b>}
                {m.address}
                {m.notCall &&
                  ` – do not call until ${showDay(m.notCall.until)}${m.notCall.until < list.asAt ? ' (over)' : ''}: ${m.notCall.reason}`}
              </span>
              <Button
                small
                onClick={() =>
                  void say('door', key, m.sample ? { sample: true } : null, true).catch((e: Error) =>
                    toast({ text: e.message, tone: 'bad' }),
                  )
                }
              >
                Take off
              </Button>
            </li>
          ))}
        </ul>
      )}
      {open && <MarkDoor list={list} homes={homes} onClose={() => setOpen(false)} />}
    </Section>
  )
}
