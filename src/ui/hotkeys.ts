/** Keyboard shortcuts of the whole page, heard by tinykeys. */
import { useEffect, useRef } from 'react'
import { tinykeys } from 'tinykeys'

/**
 * "mod+k", "?", "g c": mod is Ctrl, or Cmd on a Mac; two keys with a space between are pressed one after the other.
 * Names of keys as `KeyboardEvent.key`, lower case.
 */
export type Hotkeys = Readonly<Record<string, (event: KeyboardEvent) => void>>

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

/** The same keys as tinykeys writes them; "?" needs Shift on most keyboards, and is one key on some. */
export const bindings = (keys: string): string[] => {
  const one = keys
    .replace(/\bmod\+/g, '$mod+')
    .replace(/\b(shift|alt)\+/g, (m) => m[0].toUpperCase() + m.slice(1))
  return /^[^\w\s]$/.test(one) ? [one, `Shift+${one}`] : [one]
}

/** The second key must follow the first within this many milliseconds. */
const SOON = 1500

/** Whether a pressed key is left to whoever is typing: undo inside a text field is the field's own. */
function isTyping(keys: string, e: KeyboardEvent): boolean {
  const target = e.target as HTMLElement
  const field = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
  return field && keys !== 'mod+k' && !e.altKey
}

/** Runs handlers by key. Keys without Ctrl are left to whoever is typing; nothing runs behind an open dialog. */
export function useHotkeys(keys: Hotkeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  const names = Object.keys(keys).join('\n')
  useEffect(() => {
    const press = (name: string) => (e: KeyboardEvent) => {
      if (e.defaultPrevented || isTyping(name, e) || document.querySelector('.u-veil')) return
      e.preventDefault()
      latest.current[name]?.(e)
    }
    const bound = names.split('\n').flatMap((name) => bindings(name).map((b) => [b, press(name)] as const))
    return tinykeys(window, Object.fromEntries(bound), { timeout: SOON })
  }, [names])
}
