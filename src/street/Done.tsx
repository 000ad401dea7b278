/** No open door is left: what came of it, who to try again, and the file that takes it back to the desk. */
import type { ReactNode } from 'react'
import { countedBy, type RoundState } from '../cocoon/onStreet.ts'
import { isStreets } from '../cocoon/roundFile.ts'
import { EARLIER_OUTCOMES, OUTCOME_WORDS, OUTCOMES, TICK_WORDS, TICKS } from '../cocoon/visits.ts'
import type { KeptRound } from '../state/rounds.ts'
import { Button, Facts } from '../ui/index.ts'
import { many } from '../desk/words.ts'
import { Results } from './Results.tsx'
import { againWords } from './words.ts'

export function Done({
  kept,
  state,
  onAgain,
  onAll,
  children,
}: {
  kept: KeptRound
  state: RoundState
  onAgain: () => void
  onAll: () => void
  /** stands above the buttons */
  children?: ReactNode
}) {
  const { round, key } = kept
  const counted = [...state.made.values()].map(countedBy)
  const left = round.calls.length - state.calls
  const one = isStreets(round) ? 'street' : 'call'
  return (
    <>
      <main className="s-body">
        <h1>
          {left === 0
            ? `${round.calls.length === 1 ? `The one ${one}` : `All ${many(round.calls.length, one)}`} ${one === 'call' ? 'made' : 'walked'}`
            : `${many(left, one)} of ${round.calls.length} still open`}
        </h1>
        <Facts
          facts={[
            ...[...OUTCOMES, ...EARLIER_OUTCOMES].map((o) => ({
              label: OUTCOME_WORDS[o],
              n: counted.filter((v) => v.outcome === o).length,
            })),
            ...TICKS.map((t) => ({
              label: TICK_WORDS[t],
              n: [...state.made.values()].filter((vs) => vs.some((v) => v.ticks?.includes(t))).length,
            })),
          ].flatMap(({ label, n }) =>
            n > 0 ? [{ label, value: many(n, isStreets(round) ? 'street' : 'home') }] : [],
          )}
        />
        <p className="s-quiet">
          {key
            ? 'The results are locked with the passphrase this round came with.'
            : 'This round came unlocked, so its results are saved readable for anyone who gets the file.'}
        </p>
      </main>
      <footer className="s-foot">
        {children}
        {state.unanswered > 0 && (
          <Button className="s-wide" onClick={onAgain}>
            {againWords(state)}
          </Button>
        )}
        <Button className="s-wide" onClick={onAll}>
          {isStreets(round) ? 'All streets' : 'All doors'}
        </Button>
        <Results code={round.code} sealKey={key} />
      </footer>
    </>
  )
}
