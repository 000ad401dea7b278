/** Short words about what was just done, with Undo; read out politely, never in the way of the answer. */
import { keeps } from '../core/base/kept.ts'
import { useSyncExternalStore } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

export interface Toast {
  readonly text: string
  readonly tone?: 'plain' | 'bad'
  /** takes back what was done */
  readonly undo?: () => void
  /** something else that can be done about it */
  readonly action?: { readonly label: string; readonly run: () => void }
}

let toasts: readonly (Toast & { readonly id: number })[] = []
// keeps no data: a counter
let nextId = 1
// keeps no data: who shows them
const listeners = new Set<() => void>()
const publish = (next: typeof toasts) => {
  toasts = next
  for (const l of listeners) l()
}
keeps(() => publish((toasts = [])))
// keeps no data: the time of each, which a page that is drawn anew meanwhile does not start again
const timers = new Map<number, ReturnType<typeof setTimeout>>()
const hold = (id: number) => clearTimeout(timers.get(id))
const release = (t: (typeof toasts)[number]) => {
  hold(t.id)
  timers.set(
    t.id,
    setTimeout(() => dismiss(t.id), t.undo || t.action ? 12_000 : 6000),
  )
}
const dismiss = (id: number) => {
  hold(id)
  timers.delete(id)
  publish(toasts.filter((t) => t.id !== id))
}
const subscribe = (l: () => void) => {
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

/** Where toasts appear; placed once, at the end of the page. */
export function Toasts() {
  const now = () => toasts
  const shown = useSyncExternalStore(subscribe, now, now)
  return (
    <div className="u-toasts" role="region" aria-label="Messages">
      <div aria-live="polite">
        {shown.map((t) => (
          <ToastItem key={t.id} toast={t} />
        ))}
      </div>
    </div>
  )
}

function ToastItem({ toast: t }: { toast: (typeof toasts)[number] }) {
  const onDone = () => dismiss(t.id)
  // someone reading or reaching for Undo is not hurried
  return (
    <div
      className="u-toast"
      data-tone={t.tone}
      onPointerEnter={() => hold(t.id)}
      onPointerLeave={() => release(t)}
      onFocus={() => hold(t.id)}
      onBlur={() => release(t)}
    >
      <span>{t.text}</span>
      {t.action && (
        <Button
          variant="quiet"
          small
          onClick={() => {
            t.action!.run()
            onDone()
          }}
        >
          {t.action.label}
        </Button>
      )}
      {t.undo && (
        <Button
          variant="quiet"
          small
          onClick={() => {
            t.undo!()
            onDone()
          }}
        >
          Undo
        </Button>
      )}
      <button type="button" className="u-notice-close" aria-label="Put away" onClick={onDone}>
        <Icon name="close" size={12} />
      </button>
    </div>
  )
}
