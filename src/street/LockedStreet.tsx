/** The rounds while they are locked: they cannot be read, but what happened at a door can be written down. */
import { useEffect, useState } from 'react'
import { type Outcome, OUTCOME_WORDS, OUTCOMES } from '../cocoon/visits.ts'
import { minuteNow } from '../core/base/time.ts'
import { Unlock } from '../desk/leaving/Guard.tsx'
import { leaveStreet } from '../desk/roundRoute.ts'
import { many, sentenceOf } from '../desk/words.ts'
import { type Begun, dropBegun, tickLocked, useBegun, useTicks } from '../state/ticks.ts'
import { Button, Notice, TextField } from '../ui/index.ts'
import { NoteField } from './NoteField.tsx'
import { Ticks } from './Ticks.tsx'

/** One call by its number on the sheet. */
function Blind({ round }: { round: string }) {
  const n = useTicks((s) => s.n)
  const { code, label, flat, note, ticks } = useBegun()
  const [problem, setProblem] = useState('')
  const write = (part: Partial<Begun>) => useBegun.setState(part)
  // what is typed here outlives this form: unlocked before an outcome is tapped, it goes to its door as it is
  useEffect(() => {
    if (round && useBegun.getState().code === '') useBegun.setState({ code: round })
  }, [round])
  const tap = async (outcome: Outcome) => {
    if (!label.trim()) return setProblem('Which door? Type its number on the sheet first.')
    try {
      const at = minuteNow(new Date())
      await tickLocked({
        code: code.trim(),
        label: label.trim(),
        flat: flat.trim(),
        outcome,
        note: note.trim(),
        ticks,
        at,
      })
      setProblem('')
      dropBegun()
      write({ code })
    } catch (error) {
      setProblem(`Not recorded. ${sentenceOf(error, 'This browser did not keep it.')}`)
    }
  }
  return (
    <section aria-labelledby="blind">
      <h2 id="blind">Record without unlocking</h2>
      <p className="s-quiet">
        Written and locked at once: it cannot be read again here before the passphrase is typed. Then it goes
        to its door by the number of the sheet.
      </p>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <div className="a-form">
        <TextField
          label="Round"
          placeholder="empty if there is one"
          mono
          value={code}
          onChange={(code) => write({ code })}
        />
        <TextField
          label="Number on the sheet"
          placeholder="* for ★"
          value={label}
          onChange={(label) => write({ label })}
        />
        <TextField label="Flat, if there are several" value={flat} onChange={(flat) => write({ flat })} />
      </div>
      <Ticks ticks={ticks} onTicks={(ticks) => write({ ticks })} />
      <NoteField value={note} onChange={(note) => write({ note })} />
      <div className="s-outcomes" role="group" aria-label="Outcome">
        {OUTCOMES.map((o) => (
          <button key={o} type="button" onClick={() => void tap(o)}>
            {OUTCOME_WORDS[o]}
          </button>
        ))}
      </div>
      <p role="status" className="s-quiet">
        {n > 0 && `${many(n, 'call')} recorded while locked.`}
      </p>
    </section>
  )
}

export function LockedStreet({ round }: { round: string }) {
  // locked while a door was scrolled down: the way to unlock is at the top
  useEffect(() => {
    window.scrollTo(0, 0)
  }, [])
  return (
    <>
      <header className="s-bar">
        <h1>Rounds</h1>
        <Button onClick={leaveStreet}>Map and lists</Button>
      </header>
      <main className="s-body">
        <Notice>Rounds and results on this device are locked.</Notice>
        <Unlock />
        <Blind round={round} />
      </main>
    </>
  )
}
