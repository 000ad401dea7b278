/** Keeps the keyboard where it was when a correction takes away the button that was pressed. */
import { type RefObject, useEffect, useRef } from 'react'

/**
 * A ref for a part that can take the focus (`tabIndex={-1}`). When `what` changes and the focused thing inside has
 * gone, the part itself takes the focus, so that the next Tab goes on from there and not from the top of the page.
 */
export function useKeepFocus<E extends HTMLElement>(what: unknown): RefObject<E | null> {
  const part = useRef<E>(null)
  const inside = useRef(false)
  useEffect(() => {
    const note = (e: FocusEvent) => {
      inside.current = part.current?.contains(e.target as Node) ?? false
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [])
  useEffect(() => {
    if (inside.current && document.activeElement === document.body) part.current?.focus()
  }, [what])
  return part
}
