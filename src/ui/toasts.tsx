/** Where short words about what was just done appear: read out politely, never in the way of the answer. */
import { useSyncExternalStore } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { dismiss, hold, release, type Standing, standing, subscribe } from './toast.ts'

/** Where toasts appear; placed once, at the end of the page. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, standing, standing)
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

function ToastItem({ toast: t }: { toast: Standing }) {
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
