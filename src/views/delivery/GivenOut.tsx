/** The rounds that are out: who has each, where it stands, what came back, and the sheet that is typed in. */
import { useEffect, useMemo, useState } from 'react'
import { givenStanding, type GivenRound } from '../../cocoon/sheet.ts'
import { dayOf, showDay, showTime } from '../../core/base/time.ts'
import { assign, takeIn, takeInOld, useGiven } from '../../desk/leaving/given.ts'
import { askSure } from '../../desk/leaving/ask.tsx'
import { many } from '../../desk/words.ts'
import { useStore } from '../../state/store.ts'
import { Button, Section, TextField, toast } from '../../ui/index.ts'
import { TypeSheet } from './TypeSheet.tsx'

const say = (error: unknown) => toast({ text: (error as Error).message, tone: 'bad' })

function Given({
  given,
  now,
  names,
  onType,
}: {
  given: GivenRound
  now: number
  names: readonly string[]
  onType: () => void
}) {
  const visits = useStore((s) => s.visits)
  const [officer, setOfficer] = useState(given.officer)
  const s = useMemo(() => givenStanding(given, visits, now), [given, visits, now])
  const keep = () => officer.trim() !== given.officer && void assign(given, officer.trim()).catch(say)
  const end = async () => {
    const open = s.left + s.again
    const sure = await askSure(
      `Take ${given.code} in?`,
      open > 0
        ? `${many(open, 'home')} of it ${open === 1 ? 'is' : 'are'} not finished; they stand on the list of now for the next shift. Its addresses leave the board, its records stay.`
        : 'Its addresses leave the board, its records stay.',
      'Take it in',
    )
    if (sure) await takeIn(given.code)
  }
  return (
    <li className="d-given">
      <div>
        <b>{given.code}</b> {given.title}
        <p className="a-hint">
          {given.how === 'paper' ? 'printed' : 'to a phone'}{' '}
          {showDay(dayOf(given.at), { weekday: true, year: false })} {showTime(given.at)} · <b>{s.done}</b>{' '}
          done · {s.again} no answer · <b>{s.left}</b> left
          {s.late > 0 && <b className="d-late"> · {s.late} late</b>} ·{' '}
          {s.back === 0 ? 'nothing back yet' : `${many(s.back, 'record')} back`}
        </p>
      </div>
      <div className="d-given-acts" onBlur={keep}>
        <TextField
          label="Officer"
          list={names}
          placeholder="nobody yet"
          value={officer}
          onChange={setOfficer}
        />
        <Button small onClick={onType}>
          Type in…
        </Button>
        <Button small onClick={() => void end().catch(say)}>
          Take in
        </Button>
      </div>
    </li>
  )
}

export function GivenOut({ now }: { now: number }) {
  const given = useGiven()
  const [typing, setTyping] = useState<GivenRound>()
  useEffect(() => void takeInOld().catch(say), [])
  const names = [...new Set(given.map((g) => g.officer).filter(Boolean))]
  return (
    <Section title={`Rounds given out${given.length > 0 ? `: ${given.length}` : ''}`}>
      {given.length === 0 ? (
        <p className="a-hint">
          Printed and saved rounds stand here with their officer, what is done, left and late, until they are
          taken in.
        </p>
      ) : (
        <ul className="a-plain">
          {given.map((g) => (
            <Given
              key={`${g.code} ${g.officer}`}
              given={g}
              now={now}
              names={names}
              onType={() => setTyping(g)}
            />
          ))}
        </ul>
      )}
      {typing && <TypeSheet given={typing} now={now} onClose={() => setTyping(undefined)} />}
    </Section>
  )
}
