// The frame of every dialog: over the window, named by its heading, left with Esc.
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { ErrorBoundary } from './error-boundary.tsx';

export interface DialogFrameProps {
  readonly title: ReactNode;
  /** As wide as the window allows: for tables. */
  readonly wide?: boolean;
  /** `alertdialog` for a question that must be answered. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const overlay = 'overlay';

/** While a dialog is open nothing behind it may change: what was asked would no longer be what is answered. */
export const isDialogOpen = (): boolean => document.querySelector(`.${overlay}`) !== null;

export function DialogFrame({ title, wide = false, role = 'dialog', onClose, children }: DialogFrameProps) {
  return (
    <ModalOverlay className={overlay} isOpen onOpenChange={(open) => !open && onClose()}>
      <Modal className={wide ? 'modal wide' : 'modal'}>
        <Dialog className="dialog" role={role}>
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          <ErrorBoundary>{children}</ErrorBoundary>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
