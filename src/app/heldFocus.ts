/** Keeps the keyboard where it was when what had the focus is taken off the page, or can no longer be pressed. */
import { useEffect } from 'react'

const OVER = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'

/** What held a thing, from the nearest on; the thing itself first. */
function holders(thing: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = []
  for (let e: HTMLElement | null = thing; e && e !== document.body; e = e.parentElement) found.push(e)
  return found
}

/** Gives a part the focus for once. Nothing in it is pressed by a second Enter, and Tab goes on inside it. */
function hold(part: HTMLElement): void {
  if (!part.hasAttribute('tabindex')) {
    part.tabIndex = -1
    part.addEventListener('blur', () => part.removeAttribute('tabindex'), { once: true })
  }
  part.focus({ preventScroll: true })
}

/**
 * While the page stands: a press that takes away its own button (a series begun, a filter taken off) or puts it out of use
 * (all are added) leaves the focus on what held the button, so that keys and screen readers go on from there and not from
 * the top.
 */
export function useHeldFocus(): void {
  useEffect(() => {
    let held: HTMLElement[] = []
    const note = ({ target }: FocusEvent) => {
      // what a dialog or a menu was opened from gets the focus back, or what held it
      if (target instanceof HTMLElement && !target.closest(OVER)) held = holders(target)
    }
    // a press elsewhere leaves it: where that was bare ground, nothing gets the focus, and nothing may take it later
    const leave = ({ target }: PointerEvent) => {
      if (held[0] && target instanceof Node && !held[0].contains(target)) held = []
    }
    const mend = () => {
      const [thing] = held
      if (!thing || (thing.isConnected && !thing.matches(':disabled'))) return
      const { activeElement } = document
      if (activeElement !== document.body && activeElement !== thing) return
      const part = held.slice(1).find((e) => e.isConnected)
      held = []
      if (part) hold(part)
    }
    document.addEventListener('focusin', note)
    document.addEventListener('pointerdown', leave, true)
    const watch = new MutationObserver(mend)
    const app = document.getElementById('app')
    if (app) watch.observe(app, { childList: true, subtree: true, attributeFilter: ['disabled'] })
    return () => {
      document.removeEventListener('focusin', note)
      document.removeEventListener('pointerdown', leave, true)
      watch.disconnect()
    }
  }, [])
}
