// What the engine is told on a test machine, and never by the program itself.

/** Root cannot have the sandbox. */
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/**
 * A virtual display has no graphics card. The process that looks for one gives up at once as a rule; now and then it hangs
 * instead, and a window that waits for it never draws and never closes.
 */
export const engineSwitches: readonly string[] = [...sandbox, '--disable-gpu'];
