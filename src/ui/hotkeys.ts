/** Keyboard shortcuts of the whole page. */
import { useEffect, useRef } from 'react'

/**
 * "mod+k", "?", "g c": mod is Ctrl, or Cmd on a Mac; two keys with a space between are pressed one after the other.
 * Names of keys as `KeyboardEvent.key`, lower case.
 */
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

/** Whether the keys are single ones, without Ctrl or Alt: a voice or a switch may press such by mistake. */
export const isSingle = (keys: string): boolean => !/\b(mod|alt)\+/.test(keys)

const NAMES: Readonly<Record<string, string>> = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', escape: 'Esc' }

/** How keys are written for a person: "Ctrl Shift Z", "G then C". */
export const keyWords = (keys: string): string =>
  keys
    .split(' ')
    .map((key) =>
      key
        .split('+')
        .map((part) => NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))
        .join(' '),
    )
    .join(' then ')

/** The second key must follow the first within this many milliseconds. */
const SOON = 1500

/** Runs handlers by key. Keys without Ctrl are left to whoever is typing; nothing runs behind an open dialog. */
export function useHotkeys(keys: Hotkeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    let before = ''
    let at = 0
    const onKey = (e: KeyboardEvent) => {
      const name = keyName(e)
      if (/(^|\+)(control|shift|alt|meta)$/.test(name)) return
      const pair = e.timeStamp - at < SOON ? `${before} ${name}` : ''
      before = name
      at = e.timeStamp
      const handler = latest.current[pair] ?? latest.current[name]
      if (!handler || e.defaultPrevented) return
      const target = e.target as HTMLElement
      const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
      // undo inside a text field is the field's own
      if (typing && keyName(e) !== 'mod+k' && !e.altKey) return
      if (document.querySelector('.u-veil')) return
      before = ''
      e.preventDefault()
      handler(e)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
