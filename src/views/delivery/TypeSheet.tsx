/** A sheet back from paper, typed in with number keys: one key a door. */
import { type KeyboardEvent, useRef, useState } from 'react'
import { type GivenRound, readTime, type Typed, typedVisits, typeKey } from '../../cocoon/sheet.ts'
import { OUTCOME_SHORT, OUTCOME_WORDS, OUTCOMES, TICK_WORDS } from '../../core/base/outcomes.ts'
import { dayOf, isoDay, parseIsoDay, showTime } from '../../core/base/time.ts'
import { note } from '../../desk/leaving/account.ts'
import { many } from '../../desk/words.ts'
import { record } from '../../state/visits.ts'
import { Button, DateField, Dialog, Notice, TextField, toast } from '../../ui/index.ts'

const EMPTY: Typed = { ticks: [] }

export function TypeSheet({ given, now, onClose }: { given: GivenRound; now: number; onClose: () => void }) {
  const [lines, setLines] = useState<readonly Typed[]>([])
  const [day, setDay] = useState(dayOf(now))
  const [out, setOut] = useState(showTime(now))
  const [busy, setBusy] = useState(false)
  const table = useRef<HTMLTableElement>(null)
  const time = readTime(out)
  const done = typedVisits(given.homes, lines, day, time ?? 0)

  const go = (i: number) => {
    const rows = table.current?.querySelectorAll<HTMLElement>('tbody tr')
    rows?.item(Math.max(0, Math.min(i, given.homes.length - 1))).focus()
  }
  const press = (e: KeyboardEvent, i: number) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return
    if (e.key === 'ArrowDown' || e.key === 'Enter') go(i + 1)
    else if (e.key === 'ArrowUp') go(i - 1)
    else {
      const typed = typeKey(lines[i] ?? EMPTY, e.key)
      if (!typed) return
      setLines((l) =>
        Object.assign(
          Array.from({ length: given.homes.length }, (_, k) => l[k] ?? EMPTY),
          { [i]: typed.line },
        ),
      )
      if (typed.next) go(i + 1)
    }
    e.preventDefault()
  }
  const save = async () => {
    setBusy(true)
    try {
      for (const v of done) await record({ ...v, list: given.code, note: '' })
      await note('import', `${many(done.length, 'visit')} typed in from paper`, given.code)
      toast({ text: `${many(done.length, 'visit')} of ${given.code} recorded.` })
      onClose()
    } catch (error) {
      toast({ text: `Not all were recorded. ${(error as Error).message}`, tone: 'bad' })
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title={`Type in ${given.code}`}
      width={640}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={busy}
            disabled={done.length === 0 || time === undefined}
            onClick={() => void save()}
          >
            Record {many(done.length, 'visit')}
          </Button>
        </>
      }
    >
      <div className="a-row">
        <DateField
          label="Day"
          value={isoDay(day)}
          onChange={(d) => !Number.isNaN(parseIsoDay(d)) && setDay(parseIsoDay(d))}
        />
        <TextField
          label="Time of the first call"
          value={out}
          problem={time === undefined ? 'Write it as 17:40.' : undefined}
          onChange={setOut}
        />
      </div>
      <p className="a-hint">
        {OUTCOMES.map((o, i) => `${i + 1} ${OUTCOME_WORDS[o].toLowerCase()}`).join(' · ')}. Before the number:
        C camera, L leaflet, V, G or P a referral (vulnerability, language, crime prevention). 0 empties a
        line, arrows move.
      </p>
      {given.homes.length === 0 && <Notice tone="warn">This round names no homes.</Notice>}
      <table ref={table} className="u-table d-sheet" aria-label="Doors of the sheet">
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">Door</th>
            <th scope="col">Outcome</th>
            <th scope="col">Also</th>
          </tr>
        </thead>
        <tbody>
          {given.homes.map((h, i) => {
            const line = lines[i] ?? EMPTY
            return (
              <tr
                key={h.key + h.label}
                tabIndex={i === 0 ? 0 : -1}
                onKeyDown={(e) => press(e, i)}
                onClick={() => go(i)}
              >
                <th scope="row">{h.label}</th>
                <td>{h.address}</td>
                <td>
                  {line.outcome
                    ? `${OUTCOMES.indexOf(line.outcome as (typeof OUTCOMES)[number]) + 1} ${OUTCOME_SHORT[line.outcome as (typeof OUTCOMES)[number]]}`
                    : ''}
                </td>
                <td>{line.ticks.map((t) => TICK_WORDS[t]).join(', ')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Dialog>
  )
}
