// An error that nobody caught: told to the person with a way to copy it, written to the log, and the program ends; going on
// in an unknown state could cost records.
import { homedir } from 'node:os';
import { app, clipboard, dialog } from 'electron';
import { log } from '../log.ts';

/** Words that do not depend on the locale files: those may be what failed. */
const words = {
  title: '都市外交デスク / City Diplomacy Desk',
  lead: '問題が起きたため終了します。記録は保存されています。\nThe program met a problem and will close. Records are saved.',
  copy: 'コピーして終了 / Copy and quit',
  quit: '終了 / Quit',
};

export const redacted = (text: string): string => text.replaceAll(homedir(), '~').replace(/[A-Z]:\\Users\\[^\\]+/gi, '~');

export function watchCrashes(): void {
  const end = (error: unknown) => {
    const text = redacted(error instanceof Error ? (error.stack ?? error.message) : String(error));
    log.error('uncaught', text);
    if (
      app.isReady() &&
      dialog.showMessageBoxSync({ type: 'error', title: words.title, message: words.lead, detail: text.slice(0, 2_000), buttons: [words.copy, words.quit] }) ===
        0
    )
      clipboard.writeText(text);
    app.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
