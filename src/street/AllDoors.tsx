/** Every door of the round with what happened there; a tap goes to it. */
import { roundMinute } from '../state/rounds.ts'
import { callDone, type Place, type RoundState } from '../cocoon/onStreet.ts'
import type { PhoneRound } from '../cocoon/roundFile.ts'
import { dayOf, showDay, showTime } from '../core/base/time.ts'
import { sharedEnd, withoutEnd } from '../print/words.ts'
import { Button, TierChip } from '../ui/index.ts'
import { visitWords } from './words.ts'

export function AllDoors({
  round,
  state,
  today,
  current,
  onGo,
  onResults,
}: {
  round: PhoneRound
  state: RoundState
  today: number
  current: Place
  onGo: (p: Place) => void
  onResults: () => void
}) {
  const end = sharedEnd(round.calls.map((c) => c.address))
  return (
    <main className="s-body">
      <h1>{round.title}</h1>
      <p className="s-quiet">
        {end && `All in ${end}. `}
        Of use until {showDay(round.expires, { weekday: true })}.
        {round.tiers.map((t) => (
          <span key={t.tier}>
            {' '}
            <b>{t.tier}</b> {t.name && `${t.name}: `}
            {t.says}.
          </span>
        ))}
      </p>
      <ol className="s-list s-doors">
        {round.calls.map((c, call) => {
          const made = c.homes.flatMap((h) => state.made.get(h.key)?.at(-1) ?? [])
          const done = callDone(c, state.made)
          return (
            <li key={c.label}>
              <button
                type="button"
                data-done={done || undefined}
                aria-current={call === current.call || undefined}
                onClick={() =>
                  onGo({
                    call,
                    home: Math.max(
                      0,
                      c.homes.findIndex((h) => !state.made.has(h.key)),
                    ),
                  })
                }
              >
                <span className="s-label">{c.label}</span>
                <span className="s-grow">
                  {c.warning && <b className="s-warning">⚠ {c.warning}</b>}
                  <strong>{withoutEnd(c.address, end)}</strong>
                  <span>
                    {c.homes.length > 1
                      ? `${made.length} of ${c.homes.length} flats`
                      : made.length > 0
                        ? visitWords(made[0], today)
                        : `due ${showDay(dayOf(c.due), { weekday: true, year: false })} ${showTime(c.due)}${c.due < roundMinute(round) ? ', overdue' : ''}`}
                  </span>
                </span>
                <TierChip tier={c.tier} />
              </button>
            </li>
          )
        })}
      </ol>
      <Button className="s-wide" onClick={onResults}>
        Results so far
      </Button>
    </main>
  )
}
