/** How a file is locked before it leaves the page: a passphrase to read out, or an honest word about going without. */
import { type ReactNode, useEffect, useState } from 'react'
import { makeKey, type SealKey, suggestPassphrase } from '../../state/seal.ts'
import { weakness } from '../../state/strength.ts'
import { Button, copyText, Dialog, Notice, Switch, TextField, toast } from '../../ui/index.ts'

export interface Lock {
  readonly on: boolean
  readonly words: string
}

/** A lock that is on, with a passphrase nobody else has. */
export const useLock = () => useState<Lock>(() => ({ on: true, words: suggestPassphrase() }))

/** Why this lock cannot be used. */
export const lockProblem = async (lock: Lock): Promise<string | undefined> =>
  lock.on ? weakness(lock.words) : undefined

/** The key of a lock; undefined where it is off. The passphrase is remembered until the page is closed. */
export async function keyOf(lock: Lock): Promise<SealKey | undefined> {
  if (!lock.on) return undefined
  const { rememberPassphrase } = await import('./receive.ts')
  rememberPassphrase(lock.words)
  return makeKey(lock.words)
}

export function LockForm({
  lock,
  onLock,
  open,
  of = 'file',
}: {
  lock: Lock
  onLock: (lock: Lock) => void
  /** what going without means; absent = the lock cannot be turned off */
  open?: string
  /** what it locks; of what this browser keeps nobody is sent anything */
  of?: 'file' | 'folder' | 'browser'
}) {
  const [judged, setJudged] = useState<{ words: string; problem?: string }>()
  useEffect(() => {
    if (!lock.on) return
    let gone = false
    // a moment after the last letter: the judging reads long lists
    const timer = setTimeout(
      () => void weakness(lock.words).then((problem) => !gone && setJudged({ words: lock.words, problem })),
      250,
    )
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [lock.on, lock.words])
  return (
    <div className="a-form">
      {open && (
        <Switch label="Lock with a passphrase" value={lock.on} onChange={(on) => onLock({ ...lock, on })} />
      )}
      {lock.on ? (
        <>
          <TextField
            label="Passphrase"
            mono
            value={lock.words}
            problem={judged?.words === lock.words ? judged.problem : undefined}
            onChange={(words) => onLock({ ...lock, words })}
          />
          <div className="a-row">
            <Button
              small
              icon="copy"
              onClick={() =>
                void copyText(lock.words).then((done) =>
                  toast({ text: done ? 'Passphrase copied.' : 'The browser refused the clipboard.' }),
                )
              }
            >
              Copy
            </Button>
            <Button small onClick={() => onLock({ ...lock, words: suggestPassphrase() })}>
              Another
            </Button>
          </div>
          {of !== 'browser' && (
            <p className="a-hint">
              Say it by voice or another way than the {of}. It is kept nowhere: without it nobody can open the{' '}
              {of}, you neither.
            </p>
          )}
        </>
      ) : (
        <Notice tone="warn">{open}</Notice>
      )}
    </div>
  )
}

/** A question with a lock: what is saved, what going without means, and one thing to do. Closed by what it does when done. */
export function LockDialog({
  title,
  action,
  open,
  of,
  onClose,
  run,
  children,
}: {
  title: string
  /** what the button says */
  action: string
  /** what going without a lock means; absent = the lock cannot be turned off */
  open?: string
  of?: 'file' | 'folder'
  onClose: () => void
  /** does it under a lock that was found good; false = it was called off and the question stands. What it throws is said. */
  run: (lock: Lock) => Promise<boolean>
  children: ReactNode
}) {
  const [lock, setLock] = useLock()
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    if (await lockProblem(lock)) return
    setBusy(true)
    try {
      if (await run(lock)) onClose()
    } catch (error) {
      toast({
        text: `Not done. ${error instanceof Error ? error.message : String(error)}`,
        tone: 'bad',
      })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={busy} onClick={() => void submit()}>
            {action}
          </Button>
        </>
      }
    >
      {children}
      <LockForm lock={lock} onLock={setLock} open={open} of={of} />
    </Dialog>
  )
}
