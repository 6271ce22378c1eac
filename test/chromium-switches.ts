// Switches of Chromium for test machines; the program itself never sets them.

/** Root cannot have the sandbox. */
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** A virtual display has no graphics card: the process that looks for one would fail and be restarted at every start. */
export const chromiumSwitches: readonly string[] = [...sandbox, '--disable-gpu'];
