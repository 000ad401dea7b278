/** No open door is left: what came of it, who to try again, and the file that takes it back to the desk. */
import { type ReactNode, useState } from 'react'
import type { RoundState } from '../cocoon/onStreet.ts'
import { OUTCOMES } from '../cocoon/visits.ts'
import type { KeptRound } from '../state/rounds.ts'
import { Button, Facts, Notice } from '../ui/index.ts'
import { saveVisits } from '../desk/leaving/saveVisits.ts'
import { many } from '../desk/words.ts'
import { OUTCOME_LABELS } from './words.ts'

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
  const [saved, setSaved] = useState('')
  const lasts = [...state.made.values()].map((v) => v.at(-1)!.outcome)
  const left = round.calls.length - state.calls
  return (
    <>
      <main className="s-body">
        <h1>
          {left === 0
            ? `All ${many(round.calls.length, 'call')} made`
            : `${many(left, 'call')} of ${round.calls.length} still open`}
        </h1>
        <Facts
          facts={OUTCOMES.flatMap((o) => {
            const n = lasts.filter((l) => l === o).length
            return n > 0
              ? [{ label: OUTCOME_LABELS.find((l) => l.outcome === o)!.label, value: many(n, 'home') }]
              : []
          })}
        />
        {saved && (
          <Notice tone="good">
            Saved as {saved}. Hand that file to the desk; dropped there twice it still counts once.
          </Notice>
        )}
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
            Try the {state.unanswered} without an answer again
          </Button>
        )}
        <Button className="s-wide" onClick={onAll}>
          All doors
        </Button>
        <Button
          variant="primary"
          icon="download"
          className="s-wide"
          disabled={state.homes === 0}
          onClick={() =>
            void saveVisits({ list: round.code, key }).then((name) => name !== undefined && setSaved(name))
          }
        >
          Save results for the desk
        </Button>
      </footer>
    </>
  )
}
