/** One round being walked: a door at a time, the whole list on demand, and the way home for the results. */
import { useMemo, useState } from 'react'
import { nextPlace, type Place, roundState } from '../cocoon/onStreet.ts'
import type { Outcome } from '../cocoon/visits.ts'
import { minuteNow } from '../core/base/time.ts'
import { isStreets, ofRound, roundClock } from '../cocoon/roundFile.ts'
import { type KeptRound, roundToday } from '../state/rounds.ts'
import { useStore } from '../state/store.ts'
import { useBegun } from '../state/ticks.ts'
import { Badge, Button, IconButton, Notice } from '../ui/index.ts'
import { AllDoors } from './AllDoors.tsx'
import { Door } from './Door.tsx'
import { Done } from './Done.tsx'
import { type Draft, keepDraft } from '../state/drafts.ts'
import { unwrite, write, type Written } from './recording.ts'
import { goStreet } from '../desk/roundRoute.ts'
import { Going, useGoing } from './Going.tsx'
import { LooseBegun } from './LooseTicks.tsx'
import { lastDayWarning, visitWords } from './words.ts'

type View = 'door' | 'all' | 'done'

interface Last {
  readonly place: Place
  readonly words: string
  readonly written: readonly Written[]
}

export function Walk({ kept }: { kept: KeptRound }) {
  const { round } = kept
  const visits = useStore((s) => s.visits)
  const state = useMemo(() => roundState(round, visits), [round, visits])
  const [place, setPlace] = useState<Place>(
    () => nextPlace(round, state.made, undefined) ?? { call: 0, home: 0 },
  )
  const [view, setView] = useState<View>(() => (nextPlace(round, state.made, undefined) ? 'door' : 'done'))
  /** second time round: those that gave no answer */
  const [again, setAgain] = useState(false)
  const [last, setLast] = useState<Last>()
  const [problem, setProblem] = useState('')
  /** a door that is shown when something is taken back is shown anew, with its draft */
  const [taken, setTaken] = useState(0)
  const placed = useBegun((s) => s.placed)
  const today = roundToday(round)
  const warning = lastDayWarning(round, today)
  const show = (p: Place) => {
    // what is said of one door is not said at the next
    setProblem('')
    setPlace(p)
    setView('door')
  }

  const going = useGoing(round.code)

  const settle = async (outcome: Outcome, draft: Draft, homes: readonly number[]): Promise<void> => {
    const call = round.calls[place.call]
    try {
      const at = roundClock(round, minuteNow(new Date()))
      const doors = homes.map((h) => {
        const { key } = call.homes[h]
        return { key, last: state.made.get(key)?.at(-1) }
      })
      const written = await write(doors, {
        ...ofRound(round),
        outcome,
        note: draft.note.trim(),
        ticks: draft.ticks,
        at,
      })
      for (const d of doors) void keepDraft(d.key, undefined)
      setProblem('')
      const flat = homes.length === 1 ? call.homes[homes[0]].flat : `${homes.length} flats`
      const words = `${call.label}${flat && ', ' + flat}: ${visitWords(written[0].after, today)}`
      setLast({ place, words, written })
      const made = roundState(round, useStore.getState().visits).made
      const next = nextPlace(round, made, place, again)
      // the only one left without an answer is not asked twice in a row
      if (next && !(again && next.call === place.call && next.home === place.home)) show(next)
      else setView('done')
    } catch (error) {
      setProblem(`Not recorded. ${(error as Error).message}`)
    }
  }

  const undo = async (): Promise<void> => {
    if (!last) return
    try {
      await unwrite(last.written)
      setLast(undefined)
      setTaken((n) => n + 1)
      show(last.place)
    } catch (error) {
      setProblem(`Not taken back. ${(error as Error).message}`)
    }
  }

  const tryAgain = () => {
    const first = nextPlace(round, state.made, undefined, true)
    if (!first) return
    setAgain(true)
    show(first)
  }

  // said aloud as it changes; Undo stands where the thumb is
  const strip = last && (
    <div className="s-last" role="status">
      <Button icon="undo" onClick={() => void undo()}>
        Undo {last.words}
      </Button>
    </div>
  )
  const total = round.calls.length
  const streets = isStreets(round)
  return (
    <>
      <header className="s-banner">
        <div className="s-bar">
          <IconButton icon="left" label="All rounds" onClick={() => goStreet()} />
          <div className="s-bar-words">
            <strong>
              {state.calls} of {total}
            </strong>
            <span>
              {round.calls.length === state.ofHomes
                ? streets
                  ? 'streets'
                  : 'calls'
                : `calls · ${state.homes}/${state.ofHomes} homes`}
            </span>
          </div>
          <Going going={going} onGo={() => setView('done')} />
          <Button aria-pressed={view === 'all'} onClick={() => setView(view === 'all' ? 'door' : 'all')}>
            {view === 'all' ? (streets ? 'This street' : 'This door') : streets ? 'All streets' : 'All doors'}
          </Button>
        </div>
        <div
          className="s-progress"
          role="progressbar"
          aria-label="Calls made"
          aria-valuemin={0}
          aria-valuemax={total}
          aria-valuenow={state.calls}
        >
          <div style={{ width: `${(100 * state.calls) / total}%` }} />
        </div>
        <p className="s-marking">
          {round.marking} · {round.code}
          {round.shift !== 0 && <Badge tone="accent">invented data</Badge>}
        </p>
        {warning && <Notice tone="warn">{warning}</Notice>}
        <LooseBegun />
        {problem && <Notice tone="bad">{problem}</Notice>}
      </header>
      {view === 'all' && (
        <AllDoors
          round={round}
          state={state}
          today={today}
          current={place}
          onGo={show}
          onResults={() => setView('done')}
        />
      )}
      {view === 'done' && (
        <Done kept={kept} state={state} onAgain={tryAgain} onAll={() => setView('all')}>
          {strip}
        </Done>
      )}
      {view === 'door' && (
        <Door
          key={`${place.call}.${place.home}.${taken}.${placed}`}
          round={round}
          state={state}
          place={place}
          today={today}
          onGo={show}
          onOutcome={settle}
        >
          {strip}
        </Door>
      )}
    </>
  )
}
