/** A newer version that waits takes over when the page is loaded alone. */

/** So long a page that was loaded anew may hold what its predecessor held. */
const LET_GO_MS = 1500

/** Held by every open page, as long as it is open. */
const OPEN = 'cocoon-open'

/**
 * Lets a newer version that waits since an earlier visit take over, where this page was just loaded and no other is open:
 * nothing is under way that could be swapped. The page is loaded once more, and is the new one.
 */
export async function takeOver(serviceWorker: ServiceWorkerContainer): Promise<void> {
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
