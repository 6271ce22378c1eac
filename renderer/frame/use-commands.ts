// Commands by key and by menu, wherever the focus is. In a dialog Ctrl+S saves its form and F1 shows the keys; behind it nothing
// is done. In a text being typed, undo, redo and select all are the text's own.
import { useEffect } from 'react';
import type { CommandName } from '../../electron/contract/commands.ts';
import { useWords } from '../bridge/i18n.ts';
import { useAnnouncer } from '../parts/announcer.tsx';
import { commandFor, performCommand, useCommand } from '../parts/commands.ts';
import { isDialogOpen, submitDialog } from '../parts/dialog-frame.tsx';

const ofText: ReadonlySet<CommandName> = new Set(['undo', 'redo', 'selectAll']);

/** A field with text in it. The one over a selected cell counts as soon as something was typed. */
const isTyping = (element: Element | null): boolean =>
  element instanceof HTMLElement && (element.matches('input:not([type=checkbox], [type=radio]), textarea:not(.resting)') || element.isContentEditable);

/** Commands that put another screen in place of this one. */
const leaves = (name: CommandName): boolean => name === 'back' || name === 'forward' || name.startsWith('go:');

/** What is typed in a field is saved, as it is when another field is pressed, before the screen goes with it. */
function leaveField(then: () => void): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  setTimeout(then);
}

/** Listens for the keys and the menu. */
export function useCommands(): void {
  const words = useWords();
  const { say } = useAnnouncer();
  useCommand('save', () => say(words('ui.savedAlways')));
  useEffect(() => {
    const perform = (name: CommandName) => {
      if (isDialogOpen() && name === 'save') return submitDialog();
      const isOffered = !isDialogOpen() || name === 'keys';
      const carryOut = () => {
        if (!isOffered || !performCommand(name)) say(words('ui.notHere'));
      };
      if (isOffered && leaves(name)) leaveField(carryOut);
      else carryOut();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      const name = commandFor(event);
      if (!name || (ofText.has(name) && isTyping(document.activeElement))) return;
      event.preventDefault();
      event.stopPropagation();
      perform(name);
    };
    // Before any field: these keys mean the same everywhere.
    window.addEventListener('keydown', onKey, true);
    const stop = window.desk.onCommand((name) => {
      if (ofText.has(name) && isTyping(document.activeElement)) document.execCommand(name);
      else perform(name);
    });
    return () => {
      window.removeEventListener('keydown', onKey, true);
      stop();
    };
  }, [words, say]);
}
