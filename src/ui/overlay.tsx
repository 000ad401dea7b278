/** What stands over the page: dialogs. Focus goes in, stays in, and comes back. */
import { Suspense, type ReactNode } from 'react'
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

/**
 * A dialog with a title, a body that scrolls and a row of actions. Esc and the cross close it; a press
 * outside closes it unless `keep` is set, which a form with unsaved words should do.
 */
export const Dialog = (p: DialogProps) => (
  <Suspense>
    <DialogPart {...p} />
  </Suspense>
)
