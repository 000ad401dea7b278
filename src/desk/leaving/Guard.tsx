/** Locking what this browser keeps: setting the passphrase, typing it, and the PIN that only covers the screen. */
import { type FormEvent, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { isPin, PIN_TRIES, pinFits, setPin } from '../../state/pin.ts'
import { NotOpened } from '../../state/seal.ts'
import { keepSettings, useSettings } from '../../state/settings.ts'
import { lockNow, unlock, useVault } from '../../state/vault.ts'
import { Button, Checkbox, Dialog, NumberField, TextField, toast } from '../../ui/index.ts'
import { many, sentenceOf } from '../words.ts'
import { GUARD_WORDS, guardWith, useGuard } from './guard.ts'
import { type Lock, lockProblem, LockForm, useLock } from './LockForm.tsx'

function SetPassphrase({ onDone }: { onDone: () => void }) {
  const [lock, setLock] = useLock()
  const [busy, setBusy] = useState(false)
  const guard = async ({ words }: Lock) => {
    if (await lockProblem({ on: true, words })) return
    setBusy(true)
    try {
      await guardWith(words)
      toast({ text: 'Locked. The passphrase is asked when this page is opened next.' })
      onDone()
    } catch (error) {
      setBusy(false)
      toast({ text: sentenceOf(error, 'It could not be locked. Try again.'), tone: 'bad' })
    }
  }
  return (
    <Dialog
      open
      keep
      onClose={onDone}
      title="Lock what this browser keeps?"
      actions={
        <>
          <Button
            onClick={() => {
              keepSettings({ keptOpen: true })
              onDone()
            }}
          >
            Go without
          </Button>
          <Button variant="primary" busy={busy} onClick={() => void guard(lock)}>
            Lock it
          </Button>
        </>
      }
    >
      <p>Homes of real people may be kept here. {GUARD_WORDS}</p>
      <LockForm lock={lock} onLock={setLock} of="browser" />
      <p className="a-hint">
        It is asked once when this page is opened, not at each door. It is kept nowhere: if it is lost, what
        is kept here is lost.
      </p>
    </Dialog>
  )
}

/** Where the choice of a passphrase appears; placed once on each page. */
export function Guarding() {
  const answer = useGuard((s) => s.answer)
  return (
    <>
      {answer && <SetPassphrase onDone={answer} />}
      <PinCover />
    </>
  )
}

/** The passphrase is typed. */
export function Unlock() {
  const [words, setWords] = useState('')
  const [shift, setShift] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async (e: FormEvent) => {
    e.preventDefault()
    if (!words.trim()) return
    setBusy(true)
    try {
      await unlock(words, shift)
    } catch (error) {
      setProblem(
        error instanceof NotOpened
          ? 'This is not its passphrase. Nobody can look it up: if it is forgotten, what is kept here is lost, and “Erase everything” under Data starts this browser afresh.'
          : sentenceOf(error, 'It could not be opened.'),
      )
    }
    setBusy(false)
  }
  return (
    <form className="a-form" onSubmit={(e) => void submit(e)}>
      <TextField
        label="Passphrase of this browser"
        secret
        value={words}
        problem={problem}
        onChange={setWords}
      />
      <Checkbox
        label="Keep it open for this shift (10 hours), even if the page is closed"
        value={shift}
        onChange={setShift}
      />
      {shift && (
        <p className="a-hint">
          Until then the key lies on this machine: whoever copies its files can read them.
        </p>
      )}
      <Button type="submit" variant="primary" icon="lock" busy={busy}>
        Unlock
      </Button>
    </form>
  )
}

/** The PIN is set, or taken off. */
export function PinDialog({ onClose }: { onClose: () => void }) {
  const [pin, setPinText] = useState('')
  const [minutes, setMinutes] = useState(useSettings.getState().pinAfter || 10)
  const problem = pin !== '' && !isPin(pin) ? 'A PIN has 4 to 8 digits.' : undefined
  const save = async () => {
    await setPin(pin, minutes)
    onClose()
  }
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title="PIN for the screen"
      actions={
        <>
          <Button onClick={() => void setPin('', 0).then(onClose)}>Without a PIN</Button>
          <Button
            variant="primary"
            barred={!isPin(pin) && 'A PIN has 4 to 8 digits.'}
            onClick={() => void save()}
          >
            Set PIN
          </Button>
        </>
      }
    >
      <p>
        It covers the screen when nobody has touched the page for a while. It protects nothing on disk: only
        the passphrase does that. After {PIN_TRIES} wrong tries the page is loaded again and asks for the
        passphrase.
      </p>
      <TextField label="PIN" secret value={pin} problem={problem} onChange={setPinText} />
      <NumberField
        label="After"
        unit="minutes"
        min={1}
        max={240}
        step={1}
        value={minutes}
        onChange={setMinutes}
      />
    </Dialog>
  )
}

/** Whether nobody has touched the page for the minutes of the setting. */
function useIdle(minutes: number): [boolean, () => void] {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    if (minutes <= 0 || idle) return
    let last = Date.now()
    const here = () => void (last = Date.now())
    const ways = ['pointerdown', 'keydown', 'wheel'] as const
    for (const w of ways) addEventListener(w, here, { capture: true, passive: true })
    // a machine that slept has no timer that ran: the clock is asked
    const look = () => Date.now() - last > minutes * 60_000 && setIdle(true)
    const timer = setInterval(look, 5000)
    document.addEventListener('visibilitychange', look)
    return () => {
      for (const w of ways) removeEventListener(w, here, { capture: true })
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [minutes, idle])
  return [idle && minutes > 0, () => setIdle(false)]
}

function PinCover() {
  const { pin, pinAfter } = useSettings()
  const [idle, back] = useIdle(pin ? pinAfter : 0)
  return idle && createPortal(<Cover onOpen={back} />, document.body)
}

function Cover({ onOpen }: { onOpen: () => void }) {
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(0)
  useEffect(() => {
    const app = document.getElementById('app')
    if (app) app.inert = true
    const veil = document.querySelector('.g-cover')
    veil?.querySelector('input')?.focus()
    // keys of the page below must not work through it
    const keys = (e: KeyboardEvent) => !veil?.contains(e.target as Node) && e.stopImmediatePropagation()
    addEventListener('keydown', keys, { capture: true })
    return () => {
      if (app) app.inert = false
      removeEventListener('keydown', keys, { capture: true })
    }
  }, [])
  const submit = async (e: FormEvent) => {
    e.preventDefault()
    if (await pinFits(typed)) return onOpen()
    setTyped('')
    setWrong(wrong + 1)
    if (wrong + 1 < PIN_TRIES) return
    await lockNow().catch(() => undefined)
    location.reload()
  }
  return (
    <div className="g-cover" role="dialog" aria-modal="true" aria-label="The screen is covered">
      <form className="a-form" onSubmit={(e) => void submit(e)} onKeyDown={(e) => e.stopPropagation()}>
        <strong>The screen is covered.</strong>
        <TextField
          label="PIN"
          secret
          value={typed}
          problem={
            wrong > 0
              ? `That is not the PIN. ${many(PIN_TRIES - wrong, 'try is', 'tries are')} left.`
              : undefined
          }
          onChange={setTyped}
        />
        <p className="a-hint">It protects nothing on disk.</p>
        <Button type="submit" variant="primary">
          Go on
        </Button>
      </form>
    </div>
  )
}

/** On the desk: says that what is kept is locked, and takes the passphrase. */
export function LockedNotice() {
  const state = useVault((s) => s.state)
  const [open, setOpen] = useState(false)
  if (state !== 'locked') return null
  return (
    <div className="u-notice" role="status">
      <div className="u-notice-words">
        <strong>What this browser keeps is locked.</strong> Visits, rounds and what you were at come back with
        its passphrase; files can be opened without it.
        {open ? (
          <Unlock />
        ) : (
          <div className="u-actions">
            <Button small icon="lock" onClick={() => setOpen(true)}>
              Unlock…
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}
