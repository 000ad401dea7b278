/** A sheet back from paper, typed in with number keys: one key a door. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import {
  type GivenRound,
  notTypedYet,
  readTime,
  type Typed,
  typedVisits,
  typeKey,
} from '../../cocoon/sheet.ts'
import { isStreetKey } from '../../cocoon/visits.ts'
import {
  type Outcome,
  OUTCOME_SHORT,
  OUTCOME_WORDS,
  OUTCOMES,
  outcomesOf,
  REFERRAL_LETTERS,
  TICK_LETTERS,
  TICK_WORDS,
} from '../../core/base/outcomes.ts'
import { dayOf, isoDay, MINUTES_PER_DAY, parseIsoDay, showDay, showTime } from '../../core/base/time.ts'
import { note } from '../../desk/leaving/account.ts'
import { guardHomes } from '../../desk/leaving/guard.ts'
import { many } from '../../desk/words.ts'
import { useStore } from '../../state/store.ts'
import { recordAll } from '../../state/visits.ts'
import { Button, DateField, Dialog, Notice, TextField, toast } from '../../ui/index.ts'

const EMPTY: Typed = { ticks: [] }

const shortOf = (o: Outcome | undefined): string => {
  const i = OUTCOMES.findIndex((x) => x === o)
  return i < 0 ? '' : `${i + 1} ${OUTCOME_SHORT[OUTCOMES[i]]}`
}

/** What stands in the time of a visit: its figures as they are typed, then the time. */
const timeOf = (line: Typed, second: boolean): string => {
  if (line.figures !== undefined && (line.at === 'second') === second) return line.figures.padEnd(4, '_')
  const time = second ? line.second?.time : line.time
  return time === undefined ? '' : showTime(time)
}

function Line({
  line,
  home,
  first,
  onKey,
  onFront,
}: {
  line: Typed
  home: GivenRound['homes'][number]
  first: boolean
  onKey: (e: KeyboardEvent) => void
  onFront: () => void
}) {
  return (
    <tr tabIndex={first ? 0 : -1} onKeyDown={onKey} onClick={onFront}>
      <th scope="row">{home.label}</th>
      <td>{home.address}</td>
      <td>{timeOf(line, false)}</td>
      <td>{shortOf(line.outcome)}</td>
      <td>{line.ticks.map((t) => TICK_WORDS[t]).join(', ')}</td>
      <td>{[timeOf(line, true), shortOf(line.second?.outcome), line.at ? '…' : ''].join(' ').trim()}</td>
    </tr>
  )
}

export function TypeSheet({ given, now, onClose }: { given: GivenRound; now: number; onClose: () => void }) {
  const [lines, setLines] = useState<readonly Typed[]>([])
  const [day, setDay] = useState(dayOf(now))
  const [secondDay, setSecondDay] = useState(dayOf(now))
  const [out, setOut] = useState(showTime(now))
  const [busy, setBusy] = useState(false)
  const table = useRef<HTMLTableElement>(null)
  const time = readTime(out)
  const visits = useStore((s) => s.visits)
  const typed = typedVisits(given.homes, lines, day, time ?? 0, secondDay)
  const done = notTypedYet(typed, given.code, visits)
  const [back] = useState(() => visits.filter((v) => v.list === given.code && !v.removed).length)

  const outcomes = outcomesOf(given.homes.some((h) => isStreetKey(h.key)))
  const focusRow = (i: number) => {
    const rows = table.current?.querySelectorAll<HTMLElement>('tbody tr')
    rows?.item(Math.max(0, Math.min(i, given.homes.length - 1))).focus()
  }
  // keys mean doors from the start: nobody looks for the table first
  useEffect(() => {
    const timer = setTimeout(() => table.current?.querySelector<HTMLElement>('tbody tr')?.focus(), 0)
    return () => clearTimeout(timer)
  }, [])
  const press = (e: KeyboardEvent, i: number) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.key === 'Tab') return
    if (e.key === 'ArrowDown' || e.key === 'Enter') focusRow(i + 1)
    else if (e.key === 'ArrowUp') focusRow(i - 1)
    else {
      const typed = typeKey(lines[i] ?? EMPTY, e.key, outcomes)
      if (!typed) return
      setLines((l) =>
        Object.assign(
          Array.from({ length: given.homes.length }, (_, k) => l[k] ?? EMPTY),
          { [i]: typed.line },
        ),
      )
      if (typed.next) focusRow(i + 1)
    }
    e.preventDefault()
    e.stopPropagation()
  }
  const save = async () => {
    setBusy(true)
    try {
      await recordAll(
        done.map((v) => ({ ...v, list: given.code, note: '', sample: given.sample, route: given.route })),
      )
      await note('import', `${many(done.length, 'visit')} typed in from paper`, given.code)
      toast({ text: `${many(done.length, 'visit')} of ${given.code} recorded.` })
      onClose()
      if (!given.sample) void guardHomes()
    } catch (error) {
      toast({ text: `None of them was recorded. ${(error as Error).message}`, tone: 'bad' })
      setBusy(false)
    }
  }
  const late = done.some((v) => v.at > now && !given.sample)
  const dayField = (label: string, value: number, set: (day: number) => void) => (
    <DateField
      label={label}
      value={isoDay(value)}
      onChange={(d) => !Number.isNaN(parseIsoDay(d)) && set(parseIsoDay(d))}
    />
  )
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title={`Type in ${given.code}`}
      width={760}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={busy}
            barred={
              time === undefined
                ? 'Write the time of the first call as 17:40.'
                : done.length === 0 && 'No visit is typed in that is not recorded already.'
            }
            onClick={() => void save()}
          >
            Record {many(done.length, 'visit')}
          </Button>
        </>
      }
    >
      <div className="a-row d-row">
        {dayField('Day', day, setDay)}
        <TextField
          label="Time of the first call"
          value={out}
          problem={time === undefined ? 'Write it as 17:40.' : undefined}
          onChange={setOut}
        />
        {lines.some((l) => l.second) && dayField('Day of second visits', secondDay, setSecondDay)}
      </div>
      <p className="a-hint">
        {outcomes.map((o, i) => `${i + 1} ${OUTCOME_WORDS[o].toLowerCase()}`).join(' · ')}. Before the number:{' '}
        {TICK_LETTERS.camera} camera, {TICK_LETTERS.leaflet} leaflet, the letter of a referral:{' '}
        {REFERRAL_LETTERS}; T and four figures a time; S before a number or T: of the second visit. 0 empties
        a line, arrows move.
      </p>
      {given.homes.length === 0 && <Notice tone="warn">This round names no homes.</Notice>}
      {back > 0 && (
        <Notice tone="warn">
          {many(back, 'record')} of this round {back === 1 ? 'is' : 'are'} here already, from a phone or typed
          in. Type only what is not: a call typed twice at different times counts as two.
        </Notice>
      )}
      {typed.length > done.length && (
        <Notice tone="warn">
          {many(typed.length - done.length, 'line')} of these{' '}
          {typed.length - done.length === 1 ? 'is' : 'are'} recorded already and{' '}
          {typed.length - done.length === 1 ? 'is' : 'are'} not recorded again.
        </Notice>
      )}
      {late && (
        <Notice tone="warn">
          Some of these visits lie ahead of this computer’s clock: check day and time.
          {day === dayOf(now) && now % MINUTES_PER_DAY < MINUTES_PER_DAY / 2 && (
            <>
              {' '}
              <Button small onClick={() => setDay(day - 1)}>
                They are of {showDay(day - 1, { weekday: true, year: false })}
              </Button>
            </>
          )}
        </Notice>
      )}
      <table ref={table} className="d-sheet" aria-label="Doors of the sheet">
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">Door</th>
            <th scope="col">Time</th>
            <th scope="col">Outcome</th>
            <th scope="col">Also</th>
            <th scope="col">2nd visit</th>
          </tr>
        </thead>
        <tbody>
          {given.homes.map((h, i) => (
            <Line
              key={h.key + h.label}
              line={lines[i] ?? EMPTY}
              home={h}
              first={i === 0}
              onKey={(e) => press(e, i)}
              onFront={() => focusRow(i)}
            />
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}
