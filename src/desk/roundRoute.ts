/** Which page this is: the desk, or the round on a phone (`#round`, `#round=CODE`). */
import { useSyncExternalStore } from 'react'
import { isStreet, keptRound, ROUND_HASH, STREET_KEY } from './streetAddress.ts'

export { isStreet }

const code = (): string => ROUND_HASH.exec(location.hash)?.[1] ?? ''

const keep = (value: string): void => {
  try {
    if (value) localStorage.setItem(STREET_KEY, value)
    else localStorage.removeItem(STREET_KEY)
  } catch {
    // the round is found from the list instead
  }
}

/** Shows a round, or the list of them; Back returns to where one was. */
export function goStreet(round = ''): void {
  keep(round)
  location.hash = round ? `round=${round}` : 'round'
}

/** Shows the desk. */
export function leaveStreet(): void {
  keep('')
  location.hash = ''
}

/** A page opened plainly comes back to the round it was killed on. */
export function resumeStreet(): void {
  const round = keptRound()
  if (round) history.replaceState(null, '', `#round=${round}`)
}

const subscribe = (changed: () => void) => {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

/** Whether the page of rounds is asked for, kept in step with the address. */
export const useIsStreet = (): boolean => useSyncExternalStore(subscribe, isStreet)

/** Code of the round asked for; '' for the list. */
export const useRoundCode = (): string => useSyncExternalStore(subscribe, code)
