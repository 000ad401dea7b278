/**
 * Online map or not is a matter of which page is open: index.html cannot reach any other server, online.html
 * may ask for tiles. So the promise "nothing leaves the machine" is the browser's to keep, not ours.
 */
import { keepSettings, useSettings } from '../state/settings.ts'

export const isOnlinePage = (): boolean => /\/online\.html$/.test(location.pathname)

const go = (page: string): void =>
  location.replace(new URL(page, location.href.replace(/[^/]*([?#].*)?$/, '')).href + location.hash)

/** Remembers the choice and opens the page that may ask for tiles. */
export function openOnlinePage(tiles: string): void {
  keepSettings({ ground: 'online', onlineTiles: tiles })
  go('online.html')
}

/** Remembers the choice and opens the page that may not. */
export function leaveOnline(): void {
  keepSettings({ ground: 'plain' })
  go('./')
}

/** Called before anything is loaded: the remembered choice decides which page this should be. */
export function settleOnline(): boolean {
  const wanted = useSettings.getState().ground === 'online'
  if (wanted === isOnlinePage()) return true
  go(wanted ? 'online.html' : './')
  return false
}
