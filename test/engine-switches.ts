// What the engine is told on a test machine, and never by the program itself.

/** Root cannot have the sandbox. */
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** A virtual display has no graphics card: the process that looks for one would fail and be started anew at every start. */
export const engineSwitches: readonly string[] = [...sandbox, '--disable-gpu'];
