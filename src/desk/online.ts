/**
 * Online map or not is a matter of which page is open: index.html cannot reach any other server, online.html
 * may ask for tiles. So the promise "nothing leaves the machine" is the browser's to keep, not ours.
 */
import { keepSettings, useSettings } from '../state/settings.ts'

export const isOnlinePage = (): boolean => /\/online\.html$/.test(location.pathname)

const openPage = (page: string, hash: string): void =>
  location.replace(new URL(page, location.href.replace(/[^/]*([?#].*)?$/, '')).href + hash)

/** Remembers the choice and opens the page that may ask for tiles; what is being looked at comes along as kept work does. */
export function openOnlinePage(tiles: string): void {
  keepSettings({ ground: 'online', onlineTiles: tiles })
  openPage('online.html', '')
}

/** Remembers the choice and opens the page that may not. */
export function leaveOnline(): void {
  keepSettings({ ground: 'plain' })
  openPage('./', '')
}

/** Whether this is the page that was chosen. */
export const isSettled = (): boolean => (useSettings.getState().ground === 'online') === isOnlinePage()

/** Called before anything is loaded: the remembered choice decides which page this should be. */
export function settleOnline(): boolean {
  if (isSettled()) return true
  openPage(isOnlinePage() ? './' : 'online.html', location.hash)
  return false
}
