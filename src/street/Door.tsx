/** One door: which, why, and what happened there. Ticks and note come before the outcomes, for an outcome leaves the door. */
import { roundMinute } from '../state/rounds.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { callDone, nextPlace, type Place, type RoundState, step } from '../cocoon/onStreet.ts'
import { isStreets, type PhoneRound } from '../cocoon/roundFile.ts'
import { type Outcome, OUTCOME_WORDS, outcomesOf, settles } from '../cocoon/visits.ts'
import { showWay } from '../core/base/lengths.ts'
import { dayOf, showDay, showTime } from '../core/base/time.ts'
import { SAY, SAY_VEHICLES_BELOW, sharedEnd, WIDE, withoutEnd } from '../print/words.ts'
import { useSettings } from '../state/settings.ts'
import { Button, Icon, TierChip, toast } from '../ui/index.ts'
import { mend } from './recording.ts'
import { NoteField } from './NoteField.tsx'
import { PhoneMap } from './PhoneMap.tsx'
import { type Draft, draftOf, keepDraft } from '../state/drafts.ts'
import { Ticks } from './Ticks.tsx'
import { placeWords, tickWords, visitWords } from './words.ts'

/** For so long a new door takes no tap: a finger that tapped twice meant the door it saw, ms. */
const DOUBLE_TAP = 400

/** What to say here, and what to advise: folded away, for most know it by heart. */
const SayHere = ({ vehicles }: { vehicles: boolean }) => (
  <details className="s-say">
    <summary>{vehicles ? 'What to say' : 'What to say, and WIDE'}</summary>
    <ul>
      {(vehicles ? SAY_VEHICLES_BELOW : SAY).map((s) => (
        <li key={s}>{s}</li>
      ))}
      {!vehicles &&
        WIDE.map((w) => (
          <li key={w.initial}>
            <b>{w.initial}</b> {w.item}: {w.plain}
          </li>
        ))}
    </ul>
  </details>
)

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
  onOutcome: (outcome: Outcome, draft: Draft, homes: readonly number[]) => Promise<void>
  /** stands beside "Skip" */
  children?: ReactNode
}) {
  const units = useSettings((s) => s.units)
  const call = round.calls[place.call]
  const home = call.homes[place.home]
  const visit = state.made.get(home.key)?.at(-1)
  // where nobody answered a tap is a second call, and what is written belongs to that
  const mends = visit !== undefined && settles(visit) ? visit : undefined
  const [draft, setDraft] = useState<Draft>(
    () => draftOf(home.key) ?? { note: mends?.note ?? '', ticks: mends?.ticks ?? [] },
  )
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
  const told = whole ? open.map((i) => call.homes[i].key) : []
  const next = nextPlace(
    round,
    new Map([...state.made, ...[home.key, ...told].map((key) => [key, []] as const)]),
    place,
  )

  const writing = (d: Draft) => {
    setDraft(d)
    void keepDraft(home.key, d)
  }
  /** a record that stands takes what is written as soon as it is */
  const mendNow = (d: Draft) => {
    if (!mends) return
    mend(mends, d).catch((error: Error) => toast({ text: `It was not kept. ${error.message}`, tone: 'bad' }))
  }
  const tap = async (outcome: Outcome) => {
    setBusy(true)
    await onOutcome(outcome, draft, whole && open.length > 0 ? open : [place.home])
    setBusy(false)
  }
  const move = (by: number) =>
    onGo({ call: (place.call + by + round.calls.length) % round.calls.length, home: 0 })

  return (
    <>
      <main className="s-body">
        <PhoneMap round={round} state={state} call={place.call} />
        <div className="s-head">
          <span className="s-number" data-star={call.relation === 'victim' || undefined}>
            {call.label}
          </span>
          <div>
            {call.warning && <p className="s-warning">⚠ {call.warning}</p>}
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
            Recorded: {[visitWords(visit, today), tickWords(visit.ticks)].filter(Boolean).join('; ')}.{' '}
            {!mends && visit.note && `Note: ${visit.note}. `}
            {mends ? 'A tap now corrects it.' : 'A tap now records a second call.'}
          </p>
        )}
        <Ticks
          ticks={draft.ticks}
          onTicks={(ticks) => {
            writing({ ...draft, ticks })
            mendNow({ ...draft, ticks })
          }}
        />
        <NoteField
          value={draft.note}
          of={isStreets(round) ? 'street' : 'door'}
          onChange={(note) => writing({ ...draft, note })}
          onLeave={() => draft.note.trim() !== mends?.note && mendNow(draft)}
        />
        <SayHere vehicles={round.vehicles === true} />
      </main>
      <footer className="s-foot">
        <p className="s-ask">
          <b>What happened?</b>{' '}
          {mends
            ? 'One tap corrects it.'
            : `One tap saves${next ? ` and goes to ${placeWords(round, place, next)}` : ''}.`}
        </p>
        <div
          className="s-outcomes"
          role="group"
          aria-label={`Outcome at ${call.label}${home.flat && ', ' + home.flat}`}
        >
          {outcomesOf(isStreets(round)).map((outcome) => (
            <button
              key={outcome}
              type="button"
              aria-pressed={mends ? mends.outcome === outcome : undefined}
              disabled={!armed || busy}
              onClick={() => void tap(outcome)}
            >
              {OUTCOME_WORDS[outcome]}
            </button>
          ))}
        </div>
        <div className="s-line">
          {children ?? (
            <Button icon="left" onClick={() => move(-1)}>
              Before
            </Button>
          )}
          <Button onClick={() => move(1)}>
            Skip <Icon name="right" />
          </Button>
        </div>
      </footer>
    </>
  )
}
