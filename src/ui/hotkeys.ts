/** Keyboard shortcuts of the whole page. */
import { useEffect, useRef } from 'react'

/** "mod+k", "shift+?", "g": mod is Ctrl, or Cmd on a Mac. Names of keys as `KeyboardEvent.key`, lower case. */
export type Hotkeys = Readonly<Record<string, (event: KeyboardEvent) => void>>

/** The name of a pressed key as `Hotkeys` writes it. Shift is named only with letters and long key names. */
export function keyName(
  e: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const key = e.key.toLowerCase()
  // "?" already needs Shift; "z" and "Shift z" differ
  const shift = e.shiftKey && (key.length > 1 || /[a-z]/.test(key))
  return `${e.ctrlKey || e.metaKey ? 'mod+' : ''}${e.altKey ? 'alt+' : ''}${shift ? 'shift+' : ''}${key}`
}

/** Runs handlers by key. Keys without Ctrl are left to whoever is typing; nothing runs behind an open dialog. */
export function useHotkeys(keys: Hotkeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      const handler = latest.current[keyName(e)]
      if (!handler || e.defaultPrevented) return
      const target = e.target as HTMLElement
      const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
      // undo inside a text field is the field's own
      if (typing && keyName(e) !== 'mod+k' && !e.altKey) return
      if (document.querySelector('.u-veil')) return
      e.preventDefault()
      handler(e)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
