/** Keeps the keyboard where it was when what had the focus is taken off the page. */
import { useEffect } from 'react'

const FOCUSABLE = 'a[href], button:not(:disabled), input, select, textarea, [tabindex]'
const OVER = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'

/** What held a thing, from the nearest on. */
function holders(thing: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = []
  for (let e: HTMLElement | null = thing; e && e !== document.body; e = e.parentElement) found.push(e)
  return found
}

/** The nearest that is still there and takes the focus, or holds something that does: a chip's neighbour in the header. */
function survivor(held: readonly HTMLElement[]): HTMLElement | undefined {
  for (const e of held) {
    if (!e.isConnected) continue
    if (e.matches(FOCUSABLE)) return e
    const inside = e.closest('#panel') ? null : e.querySelector<HTMLElement>(FOCUSABLE)
    if (inside) return inside
  }
  return undefined
}

/**
 * While the page stands: a press that takes away its own button (a series begun, a list made, a filter taken off) leaves the
 * focus at what held the button, in the panel at the panel itself, so that keys and screen readers go on from there and not
 * from the top.
 */
export function useHeldFocus(): void {
  useEffect(() => {
    let held: HTMLElement[] = []
    const note = ({ target }: FocusEvent) => {
      // what a dialog or a menu was opened from gets the focus back, or what held it
      if (target instanceof HTMLElement && !target.closest(OVER)) held = holders(target)
    }
    const mend = () => {
      if (held.length === 0 || held[0].isConnected || document.activeElement !== document.body) return
      const last = held
      held = []
      survivor(last)?.focus({ preventScroll: true })
    }
    document.addEventListener('focusin', note)
    const watch = new MutationObserver(mend)
    const app = document.getElementById('app')
    if (app) watch.observe(app, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', note)
      watch.disconnect()
    }
  }, [])
}
