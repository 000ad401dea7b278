/** The passphrase of what this browser keeps: when it is asked for, and what follows once it is set. */
import { create } from 'zustand'
import { keptStore } from '../../core/base/kept.ts'
import { protects } from '../../state/keep.ts'
import { keepSettings, useSettings } from '../../state/settings.ts'
import { canEncrypt, keysNow, setPassphrase, useVault } from '../../state/vault.ts'

/** Whether a passphrase is being asked for; `answer` goes on. */
export const useGuard = keptStore(create<{ readonly answer?: () => void }>(() => ({})))

/** Words of the choice, wherever it is made. */
export const GUARD_WORDS =
  'Rounds, visits, notes and what you work on are locked on this machine, with or without a passphrase. Without one the key lies beside them: whoever copies this browser’s files can read them. With one they cannot.'

/**
 * Where addresses of real homes are kept: a passphrase, unless one is set or somebody chose to go without. What comes in waits
 * for the answer; what was done here is kept first and asked about after, so that nobody loses it by not answering.
 */
export async function guardHomes(): Promise<void> {
  if (!canEncrypt() || useSettings.getState().keptOpen) return
  await keysNow(false)
  const { state } = useVault.getState()
  if (state === 'open' || state === 'locked') return
  await new Promise<void>((answer) => {
    useGuard.setState({
      answer: () => {
        useGuard.setState({ answer: undefined })
        answer()
      },
    })
  })
}

/** Asks for a passphrase, from a press of a button. */
export const askGuard = (): void =>
  useGuard.setState({ answer: () => useGuard.setState({ answer: undefined }) })

/** Puts everything that is kept behind a passphrase. */
export async function guardWith(words: string): Promise<void> {
  await setPassphrase(words, protects)
  keepSettings({ keptOpen: false })
}
