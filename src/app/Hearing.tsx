/** What is typed while the palette is still on its way: the letters are for it, not for the page's single keys. */
import { useLayoutEffect } from 'react'

/** Letters typed so far, and whether Enter came after them: written by the keys, read once when the palette stands. */
export interface Heard {
  text: string
  enter: boolean
}

/** Stands in for the palette until its code is here. */
export function Hearing({ into, onClose }: { into: Heard; onClose: () => void }) {
  useLayoutEffect(() => {
    const hear = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey) return
      if (e.key === 'Escape') onClose()
      else if (e.key === 'Enter') into.enter = true
      else if (e.key === 'Backspace') into.text = into.text.slice(0, -1)
      else if (e.key.length === 1 && !into.enter) into.text += e.key
      else return
      e.preventDefault()
      e.stopImmediatePropagation()
    }
    window.addEventListener('keydown', hear, true)
    return () => window.removeEventListener('keydown', hear, true)
  }, [into, onClose])
  return null
}
