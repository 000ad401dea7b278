/** The dialog itself, on React Aria. */
import './ariaStyle.ts'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from './button.tsx'
import type { DialogProps } from './overlay.tsx'

export const DialogPart = ({ open, onClose, title, children, actions, width = 480, keep }: DialogProps) => (
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
