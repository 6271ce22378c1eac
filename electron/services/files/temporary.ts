// Files and folders of work that is not finished: removed whatever became of the work.
import { rm } from 'node:fs/promises';

/** Removes a file or folder. A failure is a warning on standard error: it must not hide the outcome of the work itself. */
export async function removeTemporary(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    process.emitWarning(`A temporary file could not be removed: ${path}`, { detail: String(error) });
  }
}
