/**
 * A newer version of the page waits until it is loaded next with no other tab of the old one open: an open round or list is
 * never swapped. It says so.
 */
import { toast } from '../ui/index.ts'

const WORDS =
  'A newer version of Cocoon is ready. It is used when the page is next loaded with no other tab of it open; what is open now goes on unchanged.'

/**
 * Keeps the page for the next visit, and says once when a newer version waits. To keep it is to fetch everything there is,
 * so it waits for `answered`: on two cores it took as long as the first answer.
 */
export function followVersion(answered: Promise<void>): void {
  const { serviceWorker } = navigator as Partial<Navigator>
  if (!serviceWorker) return
  // the page works without; a server that has no such file says so in the console
  if (import.meta.env.PROD) void answered.then(() => serviceWorker.register('./sw.js')).catch(() => undefined)
  // a first visit has no older version to give way, and need not wait for this
  void (serviceWorker.controller ? Promise.resolve() : answered)
    .then(() => import('./takeOver.ts'))
    .then(({ takeOver }) => takeOver(serviceWorker))
    .catch(() => undefined)
  let said = false
  const say = (waiting: ServiceWorker | null) => {
    // the first one there ever was replaces nothing
    if (said || !waiting || !serviceWorker.controller) return
    said = true
    toast({ text: WORDS })
  }
  void serviceWorker.ready
    .then((registration) => {
      say(registration.waiting)
      registration.addEventListener('updatefound', () => {
        const coming = registration.installing
        coming?.addEventListener(
          'statechange',
          () => coming.state === 'installed' && say(registration.waiting),
        )
      })
    })
    .catch(() => undefined)
}
