/** What was recorded while locked and belongs to no door by itself: it is placed by hand, or let go. */
import { useState } from 'react'
import { dayOf, minuteNow } from '../core/base/time.ts'
import { sentenceOf } from '../desk/words.ts'
import { useRounds } from '../state/rounds.ts'
import {
  dropBegun,
  dropTick,
  hasBegun,
  hasOutcome,
  type LockedTick,
  placeTick,
  useBegun,
  useTicks,
} from '../state/ticks.ts'
import { Button, Notice, Select, toast } from '../ui/index.ts'
import { looseWords, tickWords } from './words.ts'

const failed = (error: unknown) =>
  toast({ text: `Not recorded. ${sentenceOf(error, 'This browser did not keep it.')}`, tone: 'bad' })

function Loose({ tick }: { tick: LockedTick }) {
  const rounds = useRounds((s) => s.rounds)
  const fitting = rounds.filter(({ round }) => hasOutcome(tick, round))
  const doors = fitting.flatMap(({ round }) =>
    round.calls.flatMap((c) =>
      c.homes.map((home) => ({
        round,
        home,
        words: `${round.code} · ${c.label} ${c.address}${home.flat && `, ${home.flat}`}`,
      })),
    ),
  )
  const [at, setAt] = useState('')
  const place = () => {
    const door = doors[Number(at)]
    if (at !== '' && door) placeTick(tick, door.round, door.home).catch(failed)
  }
  return (
    <li className="s-kept">
      <p>{looseWords(tick, dayOf(minuteNow(new Date())))}</p>
      <Select
        label="Which door was it?"
        value={at}
        onChange={setAt}
        options={[
          { value: '', label: 'choose…' },
          ...doors.map((d, i) => ({ value: String(i), label: d.words })),
        ]}
      />
      <div className="s-pair">
        <Button variant="primary" barred={at === '' && 'Choose the door first.'} onClick={place}>
          Record it there
        </Button>
        <Button icon="trash" onClick={() => void dropTick(tick).catch(failed)}>
          Let it go
        </Button>
      </div>
    </li>
  )
}

/** What was begun while locked and belongs to no one door: it is read here, and written where it belongs. */
export function LooseBegun() {
  const begun = useBegun()
  if (!hasBegun(begun)) return null
  const where = [begun.code, begun.label, begun.flat].filter(Boolean).join(' · ')
  return (
    <Notice tone="warn" onClose={dropBegun}>
      Begun while locked and not recorded{where && `, at ${where}`}:{' '}
      {[begun.note.trim() && `“${begun.note.trim()}”`, tickWords(begun.ticks)].filter(Boolean).join('; ')}. It
      belongs to no one door here: write it at its door, then put this away.
    </Notice>
  )
}

export function LooseTicks() {
  const loose = useTicks((s) => s.loose)
  if (loose.length === 0) return null
  return (
    <section aria-labelledby="loose">
      <h2 id="loose">Recorded while locked, door not known</h2>
      <ul className="s-list">
        {loose.map((t) => (
          <Loose key={t.name} tick={t} />
        ))}
      </ul>
    </section>
  )
}
