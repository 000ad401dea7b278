/** Short words about what was just done, with Undo: what stands now, said from anywhere. `toasts.tsx` shows them. */
import { keeps } from '../core/base/kept.ts'

export interface Toast {
  readonly text: string
  readonly tone?: 'plain' | 'bad'
  /** takes back what was done */
  readonly undo?: () => void
  /** something else that can be done about it */
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** One that stands. */
export type Standing = Toast & { readonly id: number }

let toasts: readonly Standing[] = []
// keeps no data: a counter
let nextId = 1
// keeps no data: who shows them
const listeners = new Set<() => void>()
const publish = (next: readonly Standing[]) => {
  toasts = next
  for (const l of listeners) l()
}
keeps(() => publish((toasts = [])))
// keeps no data: the time of each, which a page that is drawn anew meanwhile does not start again
const timers = new Map<number, ReturnType<typeof setTimeout>>()
export const hold = (id: number) => clearTimeout(timers.get(id))
export const release = (t: Standing) => {
  hold(t.id)
  timers.set(
    t.id,
    setTimeout(() => dismiss(t.id), t.undo || t.action ? 12_000 : 6000),
  )
}
export const dismiss = (id: number) => {
  hold(id)
  timers.delete(id)
  publish(toasts.filter((t) => t.id !== id))
}
export const subscribe = (l: () => void) => {
  listeners.add(l)
  return () => listeners.delete(l)
}

/** Says something from anywhere. At most three stand at once; the oldest makes room, and what stands already is said anew. */
export function toast(t: Toast): void {
  const plain = (o: Toast) => !o.undo && !o.action
  const others = toasts.filter((o) => !(o.text === t.text && plain(o) && plain(t)))
  const next = { ...t, id: nextId++ }
  publish([...others.slice(-2), next])
  release(next)
}

/** What stands now, oldest first. */
export const standing = (): readonly Standing[] => toasts
