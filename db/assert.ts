/** For the default of a switch over a closed set: a new member does not compile until it is handled. */
export function unreachable(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}

/** A value that cannot be missing, with the reason it cannot. */
export function present<T>(value: T | null | undefined, because: string): T {
  if (value === null || value === undefined) throw new Error(`missing, although ${because}`);
  return value;
}
