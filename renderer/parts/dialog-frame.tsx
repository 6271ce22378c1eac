// The frame of every dialog: over the window, named by its heading, left with Esc.
import { createContext, type ReactNode, useRef, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { flushSync } from 'react-dom';
import { useWords } from '../bridge/i18n.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { useUnsaved } from './unsaved.ts';

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

/** Presses the main button of the form in the topmost dialog, if there is one. */
export function submitDialog(): void {
  [...document.querySelectorAll(`.${overlay}`)].at(-1)?.querySelector<HTMLFormElement>('form.dialog-form')?.requestSubmit();
}

/** Decides what still stands open in a field. @returns what reports the decision to the form */
export type Settle = () => Promise<() => void>;

/** What fields and forms of a dialog tell its frame, and ask it. */
interface Guard {
  /** Something was typed. */
  readonly touch: () => void;
  /** Closes, unless something typed would be lost. */
  readonly leave: (close: () => void) => void;
  /** A field that has something to decide before the form is saved. @returns takes the field away again */
  readonly register: (settle: Settle) => () => void;
  /** Has every field decide, and the form drawn with what they decided. */
  readonly settle: () => Promise<void>;
}

export const DialogGuard = createContext<Guard>({
  touch: () => undefined,
  leave: (close) => close(),
  register: () => () => undefined,
  settle: async () => undefined,
});

function useGuard() {
  const [isTouched, setTouched] = useState(false);
  const touched = useRef(false);
  /** How to close, while the person is asked whether to. */
  const [leaving, setLeaving] = useState<() => void>();
  const [guard] = useState((): Guard => {
    const settles = new Set<Settle>();
    return {
      touch: () => {
        touched.current = true;
        setTouched(true);
      },
      leave: (close) => {
        if (touched.current) setLeaving(() => close);
        else close();
      },
      register: (settle) => {
        settles.add(settle);
        return () => void settles.delete(settle);
      },
      settle: async () => {
        for (const settle of settles) flushSync(await settle());
      },
    };
  });
  return { guard, isTouched, leaving, stay: () => setLeaving(undefined) };
}

export function DialogFrame({ title, wide = false, role = 'dialog', onClose, children }: DialogFrameProps) {
  const { guard, isTouched, leaving, stay } = useGuard();
  useUnsaved(isTouched);
  const lastField = useRef<HTMLElement>(undefined);
  const goOn = () => {
    flushSync(stay);
    lastField.current?.focus();
  };
  return (
    <ModalOverlay
      className={overlay}
      isOpen
      onOpenChange={(open) => {
        if (open) return;
        if (leaving) goOn();
        else guard.leave(onClose);
      }}
    >
      <Modal className={wide ? 'modal wide' : 'modal'}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: hears what fields and buttons leave to it */}
        <div
          className="dialog-content"
          onKeyDown={leaving ? undefined : pressPrimary}
          onFocus={({ target }) => {
            if (target.matches('input, textarea, select')) lastField.current = target as HTMLElement;
          }}
        >
          <Dialog className="dialog" role={role}>
            <Heading slot="title" className="dialog-title">
              {title}
            </Heading>
            <ErrorBoundary>
              <DialogGuard value={guard}>{children}</DialogGuard>
            </ErrorBoundary>
            {leaving && <AskToLeave onLeave={leaving} onStay={goOn} />}
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
