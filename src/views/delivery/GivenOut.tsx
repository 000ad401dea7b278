/** The rounds that are out: who has each, where it stands, what came back, and the sheet that is typed in. */
import { useEffect, useMemo, useState } from 'react'
import { groupGiven, labelsOf, offTheList } from '../../cocoon/givenRounds.ts'
import {
  countHomes,
  dueByHome,
  foundDifferently,
  type GivenRound,
  type GivenStanding,
  type HomeStanding,
  calledOn,
  homesStanding,
} from '../../cocoon/sheet.ts'
import type { StreetRounds } from '../../cocoon/streetRounds.ts'
import { isStreetKey } from '../../cocoon/visits.ts'
import { OUTCOME_WORDS } from '../../core/base/outcomes.ts'
import { dayOf, showDay, showTime } from '../../core/base/time.ts'
import { askSure } from '../../desk/leaving/ask.tsx'
import { assign, splitBetween, takeIn, takeInOld, useGiven } from '../../desk/leaving/givenRounds.ts'
import { many } from '../../desk/words.ts'
import { useStore } from '../../state/store.ts'
import { Button, DataTable, Dialog, NumberField, Section, TextField, toast } from '../../ui/index.ts'
import { TypeSheet } from './TypeSheet.tsx'

const say = (error: unknown) => toast({ text: (error as Error).message, tone: 'bad' })

type Standing = GivenRound & {
  readonly stands: GivenStanding
  /** where each of its homes stands */
  readonly each: ReadonlyMap<string, HomeStanding>
  /** homes not called on that the list of now no longer has, such as after a crime changed */
  readonly off: number
  /** its homes that two officers found differently, each in words */
  readonly differ: readonly string[]
}

/** Whether a given round leads past streets. */
export const ofStreets = (g: Pick<GivenRound, 'homes'>): boolean => g.homes.some((h) => isStreetKey(h.key))

function Given({
  given,
  names,
  onType,
  onSplit,
  onPrint,
}: {
  given: Standing
  names: readonly string[]
  onType: () => void
  onSplit: () => void
  onPrint: () => void
}) {
  const [officer, setOfficer] = useState(given.officer)
  // another device may have said who has it; the line itself stays, or a press that leaves the field would miss its button
  const [said, setSaid] = useState(given.officer)
  if (said !== given.officer) {
    setSaid(given.officer)
    setOfficer(given.officer)
  }
  const { stands: s, off, differ } = given
  const unit = ofStreets(given) ? 'street' : 'home'
  const keep = () => officer.trim() !== given.officer && void assign(given, officer.trim()).catch(say)
  const end = async () => {
    const open = s.left + s.again
    const sure = await askSure(
      `Take ${given.code} in?`,
      open > 0
        ? `${many(open, unit)} of it ${open === 1 ? 'is' : 'are'} not finished; they stand on the current list for the next shift. Its addresses leave the board, its records stay.`
        : 'Its addresses leave the board, its records stay.',
      'Take it in',
    )
    if (sure) await takeIn(given)
  }
  return (
    <li className="d-given">
      <div>
        <b>{given.code}</b> {given.title}
        <p className="a-hint">
          {given.how === 'paper' ? 'printed' : 'to a phone'}{' '}
          {showDay(dayOf(given.at), { weekday: true, year: false })} {showTime(given.at)} ·{' '}
          <b>{many(s.done, unit)}</b> done · {s.again} to try again · <b>{s.left}</b> left
          {s.late > 0 && <b className="d-late"> · {s.late} late</b>} ·{' '}
          {s.back === 0 ? 'nothing back yet' : `${many(s.back, 'record')} back`}
          {off > 0 && <b> · {off} no longer on the current list: tell the officer</b>}
        </p>
        {differ.length > 0 && (
          <p className="a-hint">
            <b>Recorded differently by two devices</b>, and counted as done: {differ.join(' · ')}
          </p>
        )}
      </div>
      <div className="d-given-acts" onBlur={keep}>
        <TextField
          label="Officer"
          list={names}
          placeholder="nobody yet"
          value={officer}
          onChange={setOfficer}
        />
        <Button small aria-label={`Type in ${given.code}…`} onClick={onType}>
          Type in…
        </Button>
        <Button
          small
          aria-label={`Split ${given.code}…`}
          barred={given.calls < 2 && 'A round of one call cannot be split.'}
          onClick={onSplit}
        >
          Split…
        </Button>
        <Button small icon="print" aria-label={`Print ${given.code} again`} onClick={onPrint} />
        <Button small aria-label={`Take in ${given.code}`} onClick={() => void end().catch(say)}>
          Take in
        </Button>
      </div>
    </li>
  )
}

/** Parts a round between two officers: the first calls stay, the others get a code of their own. */
function Split({
  given,
  names,
  now,
  onClose,
}: {
  given: GivenRound
  names: readonly string[]
  now: number
  onClose: () => void
}) {
  const labels = labelsOf(given)
  const [keep, setKeep] = useState(Math.ceil(labels.length / 2))
  const [officer, setOfficer] = useState('')
  const split = async () => {
    try {
      await splitBetween(given, keep, officer.trim(), now)
      toast({ text: `${given.code} is in two parts. Print both: their numbers are those of the whole.` })
      onClose()
    } catch (error) {
      say(error)
    }
  }
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title={`Split ${given.code}`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={() => void split()}>
            Split it
          </Button>
        </>
      }
    >
      <NumberField
        label="Calls that stay"
        value={keep}
        min={1}
        max={labels.length - 1}
        whole
        onChange={(n) => setKeep(Math.round(n))}
      />
      <p>
        Up to call {labels[keep - 1]} with {given.officer || 'nobody yet'}; from call {labels[keep]} on, of{' '}
        {labels.length}, with:
      </p>
      <TextField
        label="Second officer"
        list={names}
        placeholder="nobody yet"
        value={officer}
        onChange={setOfficer}
      />
    </Dialog>
  )
}

/** Rounds by officer and by beat, once there is more than one of them. */
function Gathered({ given }: { given: readonly Standing[] }) {
  return (
    <>
      {(['Officer', 'Beat'] as const).map((by) => {
        const groups = groupGiven(
          given.map((g) => ({
            name: by === 'Officer' ? g.officer || 'nobody yet' : (g.beats ?? []).join(', ') || 'no beat',
            homes: g.each,
          })),
        )
        if (groups.length < 2) return null
        const number = (key: 'rounds' | 'late' | 'left' | 'again' | 'done', label: string) => ({
          key,
          label,
          kind: 'number' as const,
          digits: 0,
          deciding: true,
          value: (i: number) => groups[i][key],
        })
        return (
          <DataTable
            key={by}
            height={160}
            file={`cocoon-by-${by.toLowerCase()}`}
            model={{
              caption: `Rounds given out by ${by.toLowerCase()}, most late first; ${given.some(ofStreets) ? 'homes and streets' : 'homes'}, each once`,
              n: groups.length,
              key: (i) => groups[i].name,
              columns: [
                { key: 'name', label: by, kind: 'text', value: (i) => groups[i].name },
                number('late', 'Late'),
                number('left', 'Left'),
                number('done', 'Done'),
                number('again', 'Try again'),
                number('rounds', 'Rounds'),
              ],
            }}
          />
        )
      })}
    </>
  )
}

export function GivenOut({
  now,
  list,
  print,
}: {
  now: number
  list: StreetRounds
  print: (g: GivenRound) => Promise<void>
}) {
  const rounds = useGiven()
  const visits = useStore((s) => s.visits)
  const [typing, setTyping] = useState<GivenRound>()
  const [splitting, setSplitting] = useState<GivenRound>()
  useEffect(() => void takeInOld().catch(say), [])
  const given = useMemo(() => {
    const own = dueByHome(list.visits)
    return rounds.map((g): Standing => {
      const { homes, back } = homesStanding(g, visits, now, own)
      return {
        ...g,
        stands: { ...countHomes(homes.values()), back },
        each: homes,
        off: offTheList(g, list, calledOn(homes)),
        differ: foundDifferently(g, visits).map(
          ({ address, visits: found }) =>
            `${address}: ${found.map((v) => `${OUTCOME_WORDS[v.outcome].toLowerCase()} ${showDay(dayOf(v.at), { weekday: true, year: false })} ${showTime(v.at)}`).join('; ')}`,
        ),
      }
    })
  }, [rounds, visits, list, now])
  const names = [...new Set(rounds.map((g) => g.officer).filter(Boolean))]
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
              key={g.code}
              given={g}
              names={names}
              onType={() => setTyping(g)}
              onSplit={() => setSplitting(g)}
              onPrint={() => void print(g).catch(say)}
            />
          ))}
        </ul>
      )}
      <Gathered given={given} />
      {typing && <TypeSheet given={typing} now={now} onClose={() => setTyping(undefined)} />}
      {splitting && (
        <Split given={splitting} names={names} now={now} onClose={() => setSplitting(undefined)} />
      )}
    </Section>
  )
}
