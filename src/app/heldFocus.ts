/** Keeps the keyboard in the panel when what had the focus is taken out of it. */
import { useEffect } from 'react'

const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex]'
const OVER = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'

/** The nearest of what held a thing that is still there and can take the focus; `outermost` where none can. */
function survivor(path: readonly HTMLElement[], outermost: HTMLElement): HTMLElement {
  return path.find((e) => e.isConnected && outermost.contains(e) && e.matches(FOCUSABLE)) ?? outermost
}

/**
 * While the page stands: a press that takes away its own button (a series begun, a list that is made) leaves the focus at
 * what held the button, in the panel at the latest, so that keys and screen readers go on from there and not from the top.
 */
export function useHeldFocus(): void {
  useEffect(() => {
    let path: HTMLElement[] = []
    const note = ({ target }: FocusEvent) => {
      const panel = document.getElementById('panel')
      if (!(target instanceof HTMLElement)) return
      // what a dialog or a menu was opened from gets the focus back, or what held it
      if (!panel?.contains(target) && target.closest(OVER)) return
      path = []
      if (!panel?.contains(target)) return
      for (let e: HTMLElement | null = target; e && e !== panel; e = e.parentElement) path.push(e)
    }
    const mend = () => {
      if (path.length === 0 || path[0].isConnected || document.activeElement !== document.body) return
      const panel = document.getElementById('panel')
      const held = path
      path = []
      if (panel) survivor(held, panel).focus({ preventScroll: true })
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
