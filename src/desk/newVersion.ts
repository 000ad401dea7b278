/** A newer version of the page waits until the last tab of the old one is closed: an open round or list is never swapped. It says so. */
import { toast } from '../ui/index.ts'

const WORDS =
  'A newer version of Cocoon is ready. It is used once every tab of this page was closed; what is open now goes on unchanged.'

/** Says once when a newer version waits. */
export function followVersion(): void {
  const { serviceWorker } = navigator as Partial<Navigator>
  if (!serviceWorker) return
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
