// The frame of every dialog: over the window, named by its heading, left with Esc.
import { createContext, type ReactNode, useRef, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useWords } from '../bridge/i18n.ts';
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

/** What a form in a dialog tells its frame: something was typed; and asks it: leave, unless something typed would be lost. */
export const DialogGuard = createContext<{ readonly touch: () => void; readonly leave: (close: () => void) => void }>({
  touch: () => undefined,
  leave: (close) => close(),
});

export function DialogFrame({ title, wide = false, role = 'dialog', onClose, children }: DialogFrameProps) {
  const isTouched = useRef(false);
  /** How to close, while the person is asked whether to. */
  const [leaving, setLeaving] = useState<() => void>();
  const [guard] = useState(() => ({
    touch: () => {
      isTouched.current = true;
    },
    leave: (close: () => void) => {
      if (isTouched.current) setLeaving(() => close);
      else close();
    },
  }));
  const stay = () => setLeaving(undefined);
  return (
    <ModalOverlay
      className={overlay}
      isOpen
      onOpenChange={(open) => {
        if (open) return;
        if (leaving) stay();
        else guard.leave(onClose);
      }}
    >
      <Modal className={wide ? 'modal wide' : 'modal'}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: hears what fields and buttons leave to it */}
        <div className="dialog-content" onKeyDown={pressPrimary}>
          <Dialog className="dialog" role={role}>
            <Heading slot="title" className="dialog-title">
              {title}
            </Heading>
            <ErrorBoundary>
              <DialogGuard value={guard}>{children}</DialogGuard>
            </ErrorBoundary>
            {leaving && <AskToLeave onLeave={leaving} onStay={stay} />}
          </Dialog>
        </div>
      </Modal>
    </ModalOverlay>
  );
}

/** Ctrl+Enter in every dialog: what its main button does. A form has done it already, and a dialog opened from this one is its own. */
function pressPrimary(event: React.KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || !event.ctrlKey || event.defaultPrevented || event.nativeEvent.isComposing) return;
  if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLButtonElement>('.dialog-actions .button.primary:not(:disabled)')?.click();
}

/** Over the foot of the dialog, so that what was typed stays in sight. */
function AskToLeave({ onLeave, onStay }: { onLeave: () => void; onStay: () => void }) {
  const words = useWords();
  return (
    <div className="ask-to-leave" role="alertdialog" aria-label={words('ui.leaveTyped')}>
      <p>{words('ui.leaveTyped')}</p>
      <button type="button" className="button" onClick={onLeave}>
        {words('ui.discard')}
      </button>
      <button type="button" className="button primary" autoFocus onClick={onStay}>
        {words('ui.goOn')}
      </button>
    </div>
  );
}
