// What a piece of work is refused with. A test fails when it is not refused, or fails for another reason.
import { DeskError } from '../db/errors.ts';

export function refusal(work: () => unknown): DeskError {
  try {
    work();
  } catch (error) {
    if (error instanceof DeskError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

/** Code and details in one object, for `toMatchObject`. */
export function refusalOf(work: () => unknown): { readonly code: string } & Readonly<Record<string, unknown>> {
  const { code, details } = refusal(work);
  return { ...details, code };
}
