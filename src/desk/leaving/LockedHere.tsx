/** How what this browser keeps is locked, whether the browser may clear it, and which files stay. */
import { useEffect, useState } from 'react'
import { protects, staysKept } from '../../state/keep.ts'
import { keepSettings, useSettings, MOST_FILE_DAYS } from '../../state/settings.ts'
import { dropPassphrase, lockNow, useVault, type VaultState } from '../../state/vault.ts'
import { WORK_DAYS } from '../../state/work.ts'
import { Actions, Button, NumberField, Section, toast } from '../../ui/index.ts'
import { many, sentenceOf } from '../words.ts'
import { note } from './account.ts'
import { askGuard, GUARD_WORDS } from './guard.ts'
import { PinDialog, Unlock } from './Guard.tsx'

const WORDS: Readonly<Record<VaultState, string>> = {
  none: 'This page did not come over https or from this computer, so the browser offers no encryption: what is kept lies here readable.',
  unknown: GUARD_WORDS,
  empty: GUARD_WORDS,
  device: `No passphrase is set. ${GUARD_WORDS}`,
  open: 'Behind a passphrase, and open in this page until it is closed. Where it was kept open for a shift, pages opened within its ten hours are open too. One unlock serves every tab.',
  locked: 'Behind a passphrase, and locked now.',
}

const failed = (error: unknown) =>
  toast({ text: sentenceOf(error, 'It could not be changed. Try again.'), tone: 'bad' })

/** What is said of the browser’s own clearing. */
function useStays(): string {
  const [stays, setStays] = useState<boolean>()
  useEffect(() => void staysKept().then(setStays), [])
  return stays === true
    ? 'The browser has promised not to clear it by itself.'
    : stays === false
      ? 'The browser may clear it by itself when this machine runs out of room: save what must last as a file.'
      : 'The browser does not say whether it may clear it by itself: save what must last as a file.'
}

export function LockedHere() {
  const state = useVault((s) => s.state)
  const { fileDays, pin, pinAfter } = useSettings()
  const [pinOpen, setPinOpen] = useState(false)
  const stays = useStays()
  const off = () =>
    void dropPassphrase(protects)
      .then(() => {
        keepSettings({ fileDays: 0, keptOpen: true })
        toast({
          text: 'The passphrase is off. What is kept is readable for whoever copies this browser’s files.',
        })
      })
      .then(() => note('erase', 'the passphrase of this browser'))
      .catch(failed)
  return (
    <Section title="Locked on this machine">
      <p>{WORDS[state]}</p>
      {state === 'locked' && <Unlock />}
      <Actions>
        {(state === 'device' || state === 'empty' || state === 'unknown') && (
          <Button small icon="lock" onClick={askGuard}>
            Set a passphrase…
          </Button>
        )}
        {state === 'open' && (
          <>
            <Button small icon="lock" onClick={() => void lockNow().catch(failed)}>
              Lock now
            </Button>
            <Button small variant="quiet" onClick={off}>
              Take the passphrase off
            </Button>
          </>
        )}
        <Button small onClick={() => setPinOpen(true)}>
          {pin ? `PIN after ${many(pinAfter, 'idle minute')}…` : 'PIN for the screen…'}
        </Button>
      </Actions>
      {state === 'open' && (
        <NumberField
          label="Keep opened files for"
          unit="days"
          min={0}
          max={MOST_FILE_DAYS}
          step={1}
          help="Locked, and opened again by themselves after a reload; counted from the day they are first kept, and on no more days than that. 0 = not kept: the page asks for the file by its name."
          value={fileDays}
          onChange={(days) =>
            keepSettings({ fileDays: Math.round(Math.max(0, Math.min(MOST_FILE_DAYS, days))) || 0 })
          }
        />
      )}
      <p className="a-hint">
        What you do is kept as you do it, and comes back after a reload; {WORK_DAYS} days after the last
        change it is erased. {stays}
      </p>
      {pinOpen && <PinDialog onClose={() => setPinOpen(false)} />}
    </Section>
  )
}
