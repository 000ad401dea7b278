/** Rounds as files for phones: one file each, locked unless the user decides otherwise. */
import { useState } from 'react'
import type { ListedRound } from '../../cocoon/list.ts'
import type { GivenRound } from '../../cocoon/sheet.ts'
import type { StreetRounds } from '../../cocoon/streetRounds.ts'
import { givenPart, listOfPart, wholeCode } from '../../cocoon/givenRounds.ts'
import { phoneRound, type PhoneRound, roundText } from '../../cocoon/roundFile.ts'
import { dayOf, minuteNow } from '../../core/base/time.ts'
import { keepRound } from '../../state/rounds.ts'
import { seal } from '../../state/seal.ts'
import { say } from '../../state/team.ts'
import { useSettings } from '../../state/settings.ts'
import { useStore } from '../../state/store.ts'
import { Button, Checkbox, Dialog, Notice, saveFile, Section, toast } from '../../ui/index.ts'
import { roundTitle } from './roundMap.ts'
import { many } from '../words.ts'
import { goStreet } from '../roundRoute.ts'
import { accountFor, note } from './account.ts'
import { give, useGiven } from './givenRounds.ts'
import { guardHomes } from './guard.ts'
import { keyOf, lockProblem, LockForm, useLock } from './LockForm.tsx'
import { stillWanted } from './printList.ts'

const OPEN =
  'Without a lock, whoever gets the file can read every address in it: on a lost phone, in a shared folder, in a message to the wrong person. The results come back unlocked too.'

/** What the letters of rounds past streets stand for. */
export const STREET_TIERS = [
  { tier: 'A', name: '', says: 'live crime on it' },
  { tier: 'B', name: '', says: 'near live crime' },
]

/** What the desk should know of the version without the burgled homes and its sheet must not say. */
const notOnIt = ({ hidden: { missing } }: StreetRounds): string[] =>
  missing === 0
    ? []
    : [
        `${many(missing, 'home')} of the officers’ list ${missing === 1 ? 'is' : 'are'} not on it: give an officer these.`,
      ]

/** A round, or a part of one that was split. */
interface ToGive {
  readonly round: ListedRound
  readonly code: string
  readonly calls: number
  readonly part?: GivenRound
}

export function ToPhones({
  list,
  streets,
  vehicles,
  onClose,
}: {
  list: StreetRounds
  /** rounds past streets, which name no home and have nothing to leave out */
  streets?: boolean
  /** they are walked for thefts from vehicles */
  vehicles?: boolean
  onClose: () => void
}) {
  const sample = useStore((s) => s.incidents?.sample ?? false)
  const marking = useSettings((s) => s.marking)
  const [lock, setLock] = useLock()
  const [route, setRoute] = useState(false)
  const [saved, setSaved] = useState<readonly string[]>([])
  const [busy, setBusy] = useState('')

  const shown = route ? list.hidden : list
  // a round that was split goes to its officers part by part
  const given = useGiven()
  const parts = shown.rounds.flatMap((round): ToGive[] => {
    const split = given.filter(
      (g) => wholeCode(g.code) === round.code && (g.code !== round.code || g.calls < round.calls),
    )
    return split.length > 0
      ? split.map((g) => ({ round, code: g.code, calls: g.calls, part: g }))
      : [{ round, code: round.code, calls: round.calls }]
  })
  const roundFor = ({ round: { number }, part }: ToGive): PhoneRound => {
    // of the list, or of the half of it without the burgled homes
    const cut = part ? listOfPart(shown, givenPart(part)) : shown
    const whole = route ? { ...list, hidden: { ...list.hidden, ...cut } } : { ...list, ...cut }
    const mine = cut.visits.filter((v) => v.round === number)
    return phoneRound(whole, number, {
      title: roundTitle(mine, list),
      marking,
      route,
      vehicles,
      ...(streets && { tiers: STREET_TIERS }),
      // the invented town lives on its own last day
      shift: sample ? list.asAt - dayOf(minuteNow(new Date())) : 0,
    })
  }

  /** for outcomes that come back on paper: the same page, on this machine, without a file */
  const here = async (p: ToGive) => {
    try {
      const round = roundFor(p)
      if (round.shift === 0) await guardHomes()
      await keepRound(round, undefined, new Date(), { here: true })
      await note('open list', `round on this machine, ${many(round.calls.length, 'call')}`, round.code)
      onClose()
      goStreet(round.code)
    } catch (error) {
      toast({ text: (error as Error).message, tone: 'bad' })
    }
  }

  const save = async (p: ToGive) => {
    if ((await lockProblem(lock)) || !(await stillWanted(list, 'Save'))) return
    setBusy(p.code)
    try {
      const round = roundFor(p)
      if (!(await accountFor('export', `round for a phone, ${many(round.calls.length, 'call')}`, round.code)))
        return
      const key = await keyOf(lock)
      const text = roundText(round)
      const content = key ? new Blob([await seal('round', new TextEncoder().encode(text), key)]) : text
      saveFile(`${round.code}.cocoon-round${key ? '' : '.json'}`, content, 'application/json')
      if (p.part) await say('round', p.code, { ...p.part, how: 'phone' })
      else await give([round], 'phone')
      setSaved((s) => [...s, p.code])
    } catch (error) {
      toast({ text: `Not saved. ${(error as Error).message}`, tone: 'bad' })
    } finally {
      setBusy('')
    }
  }

  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title="To phones"
      width={520}
      actions={<Button onClick={onClose}>Done</Button>}
    >
      <p>
        Each round is one file: its {streets ? 'streets' : 'doors'}, why and by when. No crime number is in it
        {!streets && '; which homes were burgled is, unless you leave that out below'}. Take it to the phone
        the way your force allows; there, open this page’s address with <b>#round</b> at its end, and choose
        the file. The page then works without a network.
      </p>
      <Section title="Lock">
        <LockForm lock={lock} onLock={setLock} open={OPEN} />
      </Section>
      <Section title="Rounds">
        {!streets && <Checkbox label="Without telling the burgled homes" value={route} onChange={setRoute} />}
        {route &&
          [...list.hidden.says, ...notOnIt(list)].map((s) => (
            <p key={s} className="a-hint">
              {s}
            </p>
          ))}
        <ul className="a-plain">
          {parts.map((p) => {
            const name = `round ${p.round.number}${p.part && p.code !== p.round.code ? p.code.slice(p.round.code.length) : ''}`
            return (
              <li key={p.code}>
                <span className="a-grow">
                  {p.round.number}.{' '}
                  {roundTitle(
                    shown.visits.filter((v) => v.round === p.round.number),
                    list,
                  )}
                  <span className="a-hint">
                    {' '}
                    {p.code}, {many(p.calls, 'call')}
                    {p.part?.officer && `, ${p.part.officer}`}
                    {saved.includes(p.code) && ', saved'}
                  </span>
                </span>
                <Button onClick={() => void here(p)} aria-label={`Record ${name} here`}>
                  Record here
                </Button>
                <Button
                  icon="download"
                  variant={saved.includes(p.code) ? 'plain' : 'primary'}
                  busy={busy === p.code}
                  onClick={() => void save(p)}
                  aria-label={`Save ${name}`}
                >
                  Save
                </Button>
              </li>
            )
          })}
        </ul>
      </Section>
      <Notice>
        On the phone the round stays in its browser until its last day, then hidden for a week in case the
        clock was wrong, and is erased once its results are here. It is locked there; without a passphrase of
        that browser the key lies beside it, and the phone’s own lock is what guards it. Results come back as
        a file: drop it on this page. For sheets that come back on paper, “Record here” opens the same page on
        this machine.
      </Notice>
    </Dialog>
  )
}
