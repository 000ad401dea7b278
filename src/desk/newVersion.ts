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
  void takeOver(serviceWorker).catch(() => undefined)
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

/** So long a page that was loaded anew may hold what its predecessor held. */
const LET_GO_MS = 1500

/** Held by every open page, as long as it is open. */
const OPEN = 'cocoon-open'

/**
 * Lets a newer version that waits since an earlier visit take over, where this page was just loaded and no other is open:
 * nothing is under way that could be swapped. The page is loaded once more, and is the new one.
 */
async function takeOver(serviceWorker: ServiceWorkerContainer): Promise<void> {
  const { locks } = navigator as Partial<Navigator>
  if (!locks) return
  const waiting = (await serviceWorker.getRegistration())?.waiting
  // of a page that is loaded anew the lock is let go a moment after its successor began
  const alone =
    waiting &&
    (await locks.request(OPEN, { signal: AbortSignal.timeout(LET_GO_MS) }, () => true).catch(() => false))
  if (alone) {
    serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    waiting.postMessage({ type: 'SKIP_WAITING' })
  }
  // kept until the page goes
  void locks.request(OPEN, { mode: 'shared' }, () => new Promise<void>(() => {}))
}
