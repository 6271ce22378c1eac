// The code printed on an issued sheet: what is left of its identity when a gateway has rebuilt the file without hidden
// sheets, names and properties. The random half of the issue's id; not a secret, only a name.

/** The code of an issue: `3f2a-91bc-77d0`. */
export const referenceOf = (issue: string): string => issue.slice(-12).replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3');

/** The end of the id that such a code names, anywhere in a text; undefined when there is none. */
export function idEndIn(text: string): string | undefined {
  const found = /(?<![0-9a-f-])([0-9a-f]{4})[-‐－ー]([0-9a-f]{4})[-‐－ー]([0-9a-f]{4})(?![0-9a-f-])/i.exec(text.normalize('NFKC'));
  return found ? `${found[1]}${found[2]}${found[3]}`.toLowerCase() : undefined;
}
