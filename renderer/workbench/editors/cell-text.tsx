// Text, numbers, dates and times over a cell, written into the field that is always there. The field is never replaced or
// written to while an input method composes: its composition would break off.
import { type RefObject, useEffect, useEffectEvent, useId, useImperativeHandle, useLayoutEffect } from 'react';
import type { EditorProps, Move } from './editor-props.ts';
import { useDraft } from './use-draft.ts';

export interface CellTextHandle {
  readonly type: (text: string) => void;
  readonly cancel: () => void;
  readonly onKeyDown: (event: React.KeyboardEvent) => void;
  readonly onBlur: () => void;
  /** Saves what is typed. @returns whether the cell could be left */
  readonly leave: () => Promise<boolean>;
}

interface CellTextProps extends EditorProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly handle: RefObject<CellTextHandle | null>;
  /** Writes what is typed into every selected cell. @returns false when only one is selected */
  readonly onFillRange: (typed: string) => boolean;
}

const arrows: Readonly<Record<string, Move>> = { ArrowDown: 'down', ArrowUp: 'up', ArrowLeft: 'left', ArrowRight: 'right' };

export function CellText(props: CellTextProps) {
  const { column, field, handle, initial, onFillRange } = props;
  const { draft, problem, type, typedOn, check, finish, finishOnBlur, cancel } = useDraft(props);
  const errorId = useId();
  const multiline = column.kind === 'longText';
  const onKeyDown = useCellKeys({ multiline, typing: initial !== undefined, field, check, finish, cancel, onFillRange });
  const onType = (text: string) => type(multiline ? text : text.replace(/\s*\n\s*/g, ' '));
  useImperativeHandle(handle, () => ({ type: onType, cancel, onKeyDown, onBlur: finishOnBlur, leave: () => finish('stay') }));
  useLayoutEffect(() => {
    const { current } = field;
    if (!current || current.value === draft) return;
    current.value = draft;
    current.setSelectionRange(draft.length, draft.length);
  }, [field, draft]);
  useEffect(() => {
    const { current } = field;
    if (!current || problem === undefined) return;
    current.setAttribute('aria-invalid', 'true');
    current.setAttribute('aria-describedby', errorId);
    return () => {
      current.removeAttribute('aria-invalid');
      current.removeAttribute('aria-describedby');
    };
  }, [field, problem, errorId]);
  const rest = useEffectEvent(() => typedOn(field.current?.value ?? ''));
  useEffect(
    () => () => {
      if (field.current) field.current.value = rest();
    },
    [field],
  );
  if (problem === undefined) return null;
  return (
    <div className="editor-problem" id={errorId} role="alert">
      {problem}
    </div>
  );
}

interface CellKeys {
  readonly multiline: boolean;
  /** The cell was typed over rather than opened: arrows leave it, as in a spreadsheet. */
  readonly typing: boolean;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly check: () => boolean;
  readonly finish: (move: Move) => Promise<boolean>;
  readonly cancel: () => void;
  readonly onFillRange: (typed: string) => boolean;
}

function useCellKeys({ multiline, typing, field, check, finish, cancel, onFillRange }: CellKeys) {
  const onEnter = (event: React.KeyboardEvent) => {
    if (event.altKey) {
      // By command, so that the field's own undo knows of it.
      if (multiline) document.execCommand('insertText', false, '\n');
      return;
    }
    if (event.ctrlKey) {
      if (!check()) return;
      if (onFillRange(field.current?.value ?? '')) return cancel();
    }
    finish(event.ctrlKey ? 'stay' : event.shiftKey ? 'up' : 'down');
  };
  return (event: React.KeyboardEvent) => {
    event.stopPropagation();
    const arrow = typing && !event.shiftKey && !event.ctrlKey && !event.altKey ? arrows[event.key] : undefined;
    if (event.key === 'Enter') onEnter(event);
    else if (event.key === 'Tab') finish(event.shiftKey ? 'left' : 'right');
    else if (event.key === 'Escape') cancel();
    else if (arrow) finish(arrow);
    else return;
    event.preventDefault();
  };
}
