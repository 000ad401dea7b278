/** What stands over the page: dialogs. Focus goes in, stays in, and comes back. */
import './ariaStyle.ts'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from './button.tsx'

/**
 * A dialog with a title, a body that scrolls and a row of actions. Esc and the cross close it; a press
 * outside closes it unless `keep` is set, which a form with unsaved words should do.
 */
export const Dialog = ({
  open,
  onClose,
  title,
  children,
  actions,
  width = 480,
  keep,
}: {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  actions?: ReactNode
  /** px; never wider than the screen */
  width?: number
  keep?: boolean
}) => (
  <ModalOverlay
    className="u-veil"
    isOpen={open}
    onOpenChange={(on) => !on && onClose()}
    isDismissable={!keep}
  >
    <Modal className="u-dialog" style={{ width }}>
      <AriaDialog className="u-dialog-in">
        <header className="u-dialog-head">
          <Heading slot="title">{title}</Heading>
          <IconButton icon="close" label="Close" onClick={onClose} />
        </header>
        <div className="u-dialog-body">{children}</div>
        {actions && <footer className="u-dialog-foot u-actions">{actions}</footer>}
      </AriaDialog>
    </Modal>
  </ModalOverlay>
)
