/** Rounds on this device: open one, walk one, erase one. */
import { useEffect, useState } from 'react'
import { roundState } from '../cocoon/onStreet.ts'
import { showDay } from '../core/base/time.ts'
import { eraseRound, hiddenWords, type KeptRound, useRounds } from '../state/rounds.ts'
import { notSent, useResults } from '../state/sent.ts'
import { useStore } from '../state/store.ts'
import { useVault } from '../state/vault.ts'
import { Badge, Button, Notice } from '../ui/index.ts'
import { chooseFiles, DropZone } from '../desk/files/DropZone.tsx'
import { note } from '../desk/leaving/account.ts'
import { askSure } from '../desk/leaving/ask.tsx'
import { many } from '../desk/words.ts'
import { goStreet, leaveStreet } from '../desk/roundRoute.ts'
import { useGoing } from './Going.tsx'
import { LooseBegun, LooseTicks } from './LooseTicks.tsx'
import { Results } from './Results.tsx'
import { NO_PHOTOS } from './words.ts'

/** Whether this page opens without a network: its files were put by after the first load. */
function useOfflineReady(): boolean | undefined {
  const [ready, setReady] = useState<boolean | undefined>('serviceWorker' in navigator ? undefined : false)
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    const { serviceWorker } = navigator
    let gone = false
    // put by is not enough: until its worker answers for this page, what it reads later still comes from the network
    const answers = () => !gone && serviceWorker.controller && setReady(true)
    void serviceWorker.ready.then(answers)
    serviceWorker.addEventListener('controllerchange', answers)
    return () => {
      gone = true
      serviceWorker.removeEventListener('controllerchange', answers)
    }
  }, [])
  return ready
}

async function erase(code: string): Promise<void> {
  const mine = useStore.getState().visits.filter((v) => v.list === code)
  const left = notSent(mine, useResults.getState()).length
  const sure = await askSure(
    `Erase round ${code}?`,
    left > 0
      ? `${many(left, 'result')} of it ${left === 1 ? 'is' : 'are'} not yet sent. The addresses are erased from this device; the results stay on this page to be saved or sent.`
      : 'Its addresses are erased from this device. What you recorded stays until you erase everything.',
    'Erase',
  )
  if (!sure) return
  await eraseRound(code)
  await note('erase', 'round', code)
}

/** Results whose round is no longer walked here, erased or past its last day: they can be sent all the same. */
function Stranded({ code, hidden }: { code: string; hidden?: KeptRound }) {
  const key = useResults((s) => s.keys[code])
  const visits = useStore((s) => s.visits)
  const device = useResults((s) => s.device)
  const mine = visits.filter((v) => v.list === code && v.device === device && !v.removed)
  return (
    <li className="s-kept">
      <h2>{code}</h2>
      <p className="s-quiet">
        {many(mine.length, 'result')} recorded on this device.{' '}
        {hidden ? hiddenWords(hidden) : 'The addresses of this round are erased; its results are not.'}
      </p>
      {mine.length > 0 && <Results code={code} sealKey={hidden?.key ?? key} />}
      {hidden && (
        <Button icon="trash" className="s-wide" onClick={() => void erase(code)}>
          Erase its addresses now
        </Button>
      )}
    </li>
  )
}

/** Rounds that are not shown but have something to say: hidden ones, and those with results not known to be at the desk. */
function useStranded(rounds: readonly KeptRound[], hidden: readonly KeptRound[]) {
  const visits = useStore((s) => s.visits)
  const { sent, device } = useResults()
  const here = new Set(rounds.map((k) => k.round.code))
  const mine = visits.filter((v) => v.device === device && v.list !== '' && !here.has(v.list) && !v.removed)
  const unsure = mine.filter((v) => notSent([v], { sent, device }).length > 0 || !sent[v.id]?.confirmed)
  const codes = new Set([...hidden.map((k) => k.round.code), ...unsure.map((v) => v.list)])
  return [...codes].map((code) => ({ code, hidden: hidden.find((k) => k.round.code === code) }))
}

function Kept({ kept: { round } }: { kept: KeptRound }) {
  const visits = useStore((s) => s.visits)
  const state = roundState(round, visits)
  const going = useGoing(round.code)
  return (
    <li className="s-kept">
      <h2>{round.title}</h2>
      <p className="s-quiet">
        {round.code} · {state.calls} of {many(round.calls.length, 'call')} · until {showDay(round.expires)}
        {going.left > 0 && <b className="s-tosend"> · {going.left} not yet sent</b>}
        {round.shift !== 0 && (
          <>
            {' '}
            <Badge tone="accent">invented data</Badge>
          </>
        )}
      </p>
      <div className="s-pair">
        <Button variant="primary" onClick={() => goStreet(round.code)}>
          {state.calls > 0 ? 'Go on' : 'Start'}
        </Button>
        <Button icon="trash" onClick={() => void erase(round.code)}>
          Erase
        </Button>
      </div>
    </li>
  )
}

export function RoundList({ missing }: { missing: string }) {
  const { rounds, hidden, erased } = useRounds()
  const stranded = useStranded(rounds, hidden)
  const offline = useOfflineReady()
  const lockWords =
    useVault((s) => s.state) === 'open'
      ? 'It is behind the passphrase of this browser.'
      : 'Without a passphrase (Map and lists, Data) the lock of the device itself is what guards it, so keep that on.'
  return (
    <>
      <header className="s-bar">
        <h1>Rounds</h1>
        <Button onClick={leaveStreet}>Map and lists</Button>
      </header>
      <main className="s-body">
        <DropZone />
        {erased.map((e) => (
          <Notice
            key={e}
            tone="warn"
            onClose={() => useRounds.setState((s) => ({ erased: s.erased.filter((x) => x !== e) }))}
          >
            {e}
          </Notice>
        ))}
        {missing && <Notice tone="warn">Round {missing} is not on this device. Open its file below.</Notice>}
        <ul className="s-list">
          {rounds.map((k) => (
            <Kept key={k.round.code} kept={k} />
          ))}
        </ul>
        <LooseBegun />
        <LooseTicks />
        {stranded.length > 0 && (
          <section aria-labelledby="stranded">
            <h2 id="stranded">No longer walked here</h2>
            <ul className="s-list">
              {stranded.map((s) => (
                <Stranded key={s.code} {...s} />
              ))}
            </ul>
          </section>
        )}
        <Button
          variant={rounds.length > 0 ? 'plain' : 'primary'}
          icon="upload"
          className="s-wide"
          onClick={chooseFiles}
        >
          Open a round…
        </Button>
        <div className="s-quiet s-prose">
          <p>
            A round is saved at the desk under Tonight, “To phones…”, and opened here. Results of another
            device can be opened here too.
          </p>
          <p>
            It stays in this browser on this device. After its last day it is hidden, and it is erased once
            this page has been opened on seven more days and its results are with the desk. Nothing is sent by
            itself: results go back as a file you save or hand on. {lockWords}
          </p>
          <p>{NO_PHOTOS}</p>
          <p role="status">
            {offline
              ? 'This page now opens without a network.'
              : offline === false
                ? 'This browser cannot open the page without a network: keep it open during the round.'
                : 'Being made ready to open without a network…'}
          </p>
        </div>
      </main>
    </>
  )
}
