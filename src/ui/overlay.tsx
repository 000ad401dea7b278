/** What stands over the page: dialogs. Focus goes in, stays in, and comes back. */
import { Suspense, useEffect, useLayoutEffect, useRef, type ReactNode } from 'react'
import { holdKeys } from './heldKeys.ts'
import { lazyPart } from './lazyPart.ts'

export interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly children: ReactNode
  readonly actions?: ReactNode
  /** px; never wider than the screen */
  readonly width?: number
  readonly keep?: boolean
}

const DialogPart = lazyPart<DialogProps>(async () => (await import('./dialogPart.tsx')).DialogPart)

/** Stands in for a dialog whose code is on its way: keys are kept for its field. */
export function Held({ onClose }: { onClose: () => void }) {
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  useLayoutEffect(() => {
    const { stands } = holdKeys(() => close.current())
    return stands
  }, [])
  return null
}

/**
 * A dialog with a title, a body that scrolls and a row of actions. Esc and the cross close it; a press
 * outside closes it unless `keep` is set, which a form with unsaved words should do.
 */
export const Dialog = (p: DialogProps) => (
  <Suspense fallback={p.open ? <Held onClose={p.onClose} /> : null}>
    <DialogPart {...p} />
  </Suspense>
)
