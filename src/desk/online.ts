/**
 * Online map or not is a matter of which page is open: index.html cannot reach any other server, online.html
 * may ask for tiles. So the promise "nothing leaves the machine" is the browser's to keep, not ours.
 */
import { keepSettings, useSettings } from '../state/settings.ts'

export const isOnlinePage = (): boolean => /\/online\.html$/.test(location.pathname)

const go = (page: string, hash: string): void =>
  location.replace(new URL(page, location.href.replace(/[^/]*([?#].*)?$/, '')).href + hash)

/** Remembers the choice and opens the page that may ask for tiles; `view` is the hash of what is being looked at. */
export function openOnlinePage(tiles: string, view: string): void {
  keepSettings({ ground: 'online', onlineTiles: tiles })
  go('online.html', `#${view}`)
}

/** Remembers the choice and opens the page that may not; `view` likewise. */
export function leaveOnline(view: string): void {
  keepSettings({ ground: 'plain' })
  go('./', `#${view}`)
}

/** Whether this is the page that was chosen. */
export const isSettled = (): boolean => (useSettings.getState().ground === 'online') === isOnlinePage()

/** Called before anything is loaded: the remembered choice decides which page this should be. */
export function settleOnline(): boolean {
  if (isSettled()) return true
  go(isOnlinePage() ? './' : 'online.html', location.hash)
  return false
}
