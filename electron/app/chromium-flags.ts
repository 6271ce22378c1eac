// Switches of Chromium, set before it starts: for the window and for the pages the command line prints.
import type { App } from 'electron';

/**
 * On Linux a page that asks for a font of the system waits until a thread of a small common pool has answered (three
 * threads on two cores). Threads of the same pool compile JavaScript and, when the heap is full, wait for the page to collect
 * garbage: when all of them do, page and threads wait for each other for ever. Seen with three such threads at once, one of
 * them the baseline compiler; with one thread for either optimising compiler and none for the baseline the pool always has
 * one left for the font.
 */
const compileWithTwoThreads = '--no-concurrent-sparkplug --concurrent-maglev-max-threads=1 --concurrent-turbofan-max-threads=1';

/** Must run before Electron's `ready`. */
export function setChromiumFlags(app: App): void {
  if (process.platform === 'linux') app.commandLine.appendSwitch('js-flags', compileWithTwoThreads);
  if (app.isPackaged) app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}
