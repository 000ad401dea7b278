/** Whether the address asks for the page of rounds; apart, because the first script of the page needs nothing else. */

/** `#round`, or `#round=CODE`; no round has a longer code. */
export const ROUND_HASH = /^#round(?:=([\w-]{1,60}))?$/

/** Where the page remembers a round under way between visits. */
export const STREET_KEY = 'cocoon.street'

/** Whether the page of rounds is asked for. */
export const isStreet = (): boolean => ROUND_HASH.test(location.hash)

/** The round a page that is opened plainly comes back to, where it was killed on one. */
export function keptRound(): string | undefined {
  try {
    const kept = location.hash.length < 2 ? localStorage.getItem(STREET_KEY) : null
    return kept && ROUND_HASH.test(`#round=${kept}`) ? kept : undefined
  } catch {
    // nothing remembered, nothing to resume
    return undefined
  }
}
