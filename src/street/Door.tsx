/** One door: which, why, and what happened there. The six outcomes lie in reach of a thumb. */
import { roundMinute } from '../state/rounds.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { callDone, type Place, type RoundState, step } from '../cocoon/onStreet.ts'
import type { PhoneRound } from '../cocoon/roundFile.ts'
import type { Outcome } from '../cocoon/visits.ts'
import { showWay } from '../core/base/lengths.ts'
import { dayOf, showDay, showTime } from '../core/base/time.ts'
import { sharedEnd, withoutEnd } from '../print/words.ts'
import { useSettings } from '../state/settings.ts'
import { correct } from '../state/visits.ts'
import { Button, Icon, TierChip, toast } from '../ui/index.ts'
import { draftOf, keepDraft } from './recording.ts'
import { OUTCOME_LABELS, visitWords } from './words.ts'

/** For so long a new door takes no tap: a finger that tapped twice meant the door it saw, ms. */
const DOUBLE_TAP = 400

export function Door({
  round,
  state,
  place,
  today,
  onGo,
  onOutcome,
  children,
}: {
  round: PhoneRound
  state: RoundState
  place: Place
  today: number
  onGo: (p: Place) => void
  onOutcome: (outcome: Outcome, note: string, homes: readonly number[]) => Promise<void>
  /** stands above the outcomes */
  children?: ReactNode
}) {
  const units = useSettings((s) => s.units)
  const call = round.calls[place.call]
  const home = call.homes[place.home]
  const visit = state.made.get(home.key)?.at(-1)
  const [note, setNote] = useState(() => draftOf(home.key) || (visit?.note ?? ''))
  const [whole, setWhole] = useState(false)
  const [busy, setBusy] = useState(false)
  const [armed, setArmed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setArmed(true), DOUBLE_TAP)
    return () => clearTimeout(timer)
  }, [])
  const open = call.homes.flatMap((h, i) => (state.made.has(h.key) ? [] : [i]))
  const end = sharedEnd(round.calls.map((c) => c.address))
  const before = round.calls[place.call - 1]
  const way = before && step(before, call)
  const late = call.due < roundMinute(round) && !callDone(call, state.made)

  const tap = async (outcome: Outcome) => {
    setBusy(true)
    await onOutcome(outcome, note, whole && open.length > 0 ? open : [place.home])
    setBusy(false)
  }
  const move = (by: number) =>
    onGo({ call: (place.call + by + round.calls.length) % round.calls.length, home: 0 })

  return (
    <>
      <main className="s-body">
        <div className="s-head">
          <span className="s-number" data-star={call.relation === 'victim' || undefined}>
            {call.label}
          </span>
          <div>
            <h1>{withoutEnd(call.address, end)}</h1>
            {end && <p className="s-quiet">{end}</p>}
          </div>
        </div>
        <p className="s-why">
          <TierChip tier={call.tier} /> {call.why} · due{' '}
          {showDay(dayOf(call.due), { weekday: true, year: false })} {showTime(call.due)}
          {late && <b className="s-late"> overdue</b>}
        </p>
        {call.expires < today && (
          <p className="s-quiet">Of use until {showDay(call.expires)}: leave this one out.</p>
        )}
        {way && way.wind && (
          <p className="s-quiet">
            {showWay(Math.max(10, way.metres), units)} {way.wind} of {before.label}, straight line
          </p>
        )}
        {call.homes.length > 1 && (
          <>
            <ul className="s-flats" aria-label="Flats">
              {call.homes.map((h, i) => {
                const v = state.made.get(h.key)?.at(-1)
                return (
                  <li key={h.key}>
                    <button
                      type="button"
                      aria-current={i === place.home || undefined}
                      onClick={() => onGo({ call: place.call, home: i })}
                    >
                      <strong>{h.flat}</strong>
                      <span>{v ? visitWords(v, today) : 'open'}</span>
                    </button>
                  </li>
                )
              })}
            </ul>
            {open.length > 1 && (
              <Button aria-pressed={whole} className="s-wide" onClick={() => setWhole(!whole)}>
                {whole && <Icon name="check" />} The same for all {open.length} open flats
              </Button>
            )}
          </>
        )}
        {visit && (
          <p className="s-recorded">
            Recorded: {visitWords(visit, today)}.{' '}
            {visit.outcome === 'no answer' ? 'A tap now records a second call.' : 'A tap now corrects it.'}
          </p>
        )}
        <label className="s-note">
          <span>
            Note <i>about the door, not about people</i>
          </span>
          <textarea
            rows={2}
            maxLength={2000}
            value={note}
            onChange={(e) => {
              setNote(e.target.value)
              keepDraft(home.key, e.target.value)
            }}
            onBlur={() => {
              if (!visit || note.trim() === visit.note) return
              correct(visit, { note: note.trim() }).then(
                () => keepDraft(home.key, ''),
                (error: Error) => toast({ text: `The note was not kept. ${error.message}`, tone: 'bad' }),
              )
            }}
          />
        </label>
      </main>
      <footer className="s-foot">
        {children}
        <div
          className="s-outcomes"
          role="group"
          aria-label={`Outcome at ${call.label}${home.flat && ', ' + home.flat}`}
        >
          {OUTCOME_LABELS.map(({ outcome, label }) => (
            <button
              key={outcome}
              type="button"
              data-outcome={outcome}
              aria-pressed={visit?.outcome === outcome}
              disabled={!armed || busy}
              onClick={() => void tap(outcome)}
            >
              {label}
            </button>
          ))}
        </div>
        <div className="s-pair">
          <Button icon="left" onClick={() => move(-1)}>
            Before
          </Button>
          <Button onClick={() => move(1)}>
            Pass by <Icon name="right" />
          </Button>
        </div>
      </footer>
    </>
  )
}
