/** Rounds on this device: open one, walk one, erase one. */
import { useEffect, useState } from 'react'
import { roundState } from '../cocoon/onStreet.ts'
import { showDay } from '../core/base/time.ts'
import { eraseRound, type KeptRound, useRounds } from '../state/rounds.ts'
import { useStore } from '../state/store.ts'
import { Badge, Button, Notice } from '../ui/index.ts'
import { chooseFiles, DropZone } from '../desk/files/DropZone.tsx'
import { note } from '../desk/leaving/account.ts'
import { askSure } from '../desk/leaving/ask.tsx'
import { many } from '../desk/words.ts'
import { goStreet, leaveStreet } from '../desk/roundRoute.ts'

/** Whether this page opens without a network: its files were put by after the first load. */
function useOfflineReady(): boolean | undefined {
  const [ready, setReady] = useState<boolean | undefined>('serviceWorker' in navigator ? undefined : false)
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    let gone = false
    void navigator.serviceWorker.ready.then(() => !gone && setReady(true))
    return () => void (gone = true)
  }, [])
  return ready
}

function Kept({ kept: { round } }: { kept: KeptRound }) {
  const visits = useStore((s) => s.visits)
  const state = roundState(round, visits)
  const erase = async () => {
    const sure = await askSure(
      `Erase round ${round.code}?`,
      'Its addresses are erased from this device. What you recorded stays until you erase everything.',
      'Erase',
    )
    if (!sure) return
    await eraseRound(round.code)
    await note('erase', 'round', round.code)
  }
  return (
    <li className="s-kept">
      <h2>{round.title}</h2>
      <p className="s-quiet">
        {round.code} · {state.calls} of {many(round.calls.length, 'call')} · until {showDay(round.expires)}
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
        <Button icon="trash" onClick={() => void erase()}>
          Erase
        </Button>
      </div>
    </li>
  )
}

export function RoundList({ missing }: { missing: string }) {
  const { rounds, erased } = useRounds()
  const offline = useOfflineReady()
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
            A round is saved at the desk under Cocooning, “To phones”, and opened here. Results of another
            device can be opened here too.
          </p>
          <p>
            It stays in this browser on this device, and is erased after its last day. Nothing is sent:
            results go back as a file you save. The lock of the device itself is what guards it, so keep that
            on.
          </p>
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
