// A form in a dialog: Ctrl+Enter saves, the first field with a fault takes the focus, and what was typed is not thrown away
// without a question.
import { type ReactNode, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '../bridge/i18n.ts';
import { DialogGuard } from './dialog-frame.tsx';
import { FormFoot } from './form-foot.tsx';

interface DialogFormProps {
  /** @returns false when a fault is shown at a field */
  readonly onSave: () => Promise<boolean> | boolean;
  readonly onCancel: () => void;
  readonly refusal?: string | undefined;
  readonly help?: string | undefined;
  /** The word of the button; 「保存」 when absent. */
  readonly submit?: string | undefined;
  readonly children: ReactNode;
}

/** The fields, and the foot with the button that saves. Once saving has begun, further presses do nothing until it is answered. */
export function DialogForm({ onSave, onCancel, refusal, help, submit, children }: DialogFormProps) {
  const words = useWords();
  const form = useRef<HTMLFormElement>(null);
  const guard = useContext(DialogGuard);
  const [faults, setFaults] = useState(0);
  useEffect(() => {
    if (faults === 0) return;
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    first?.focus();
    first?.scrollIntoView({ block: 'nearest' });
  }, [faults]);
  const latest = useRef(onSave);
  useLayoutEffect(() => {
    latest.current = onSave;
  });
  const isSaving = useRef(false);
  const save = async () => {
    if (isSaving.current) return;
    isSaving.current = true;
    try {
      await guard.settle();
      if (!(await latest.current())) setFaults((count) => count + 1);
    } finally {
      isSaving.current = false;
    }
  };
  return (
    <form
      ref={form}
      className="dialog-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // A form opened from a field of this one is inside it for React.
        event.stopPropagation();
        save();
      }}
      onInput={guard.touch}
      // Before the fields: a list would choose its marked option. A form opened from a field of this one is outside of it on the page.
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || !event.ctrlKey || event.nativeEvent.isComposing) return;
        if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return;
        event.preventDefault();
        event.stopPropagation();
        save();
      }}
    >
      <div className="dialog-fields">{children}</div>
      <FormFoot refusal={refusal} help={help} submit={submit ?? words('ui.save')} onCancel={() => guard.leave(onCancel)} />
    </form>
  );
}
