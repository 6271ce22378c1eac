// Checks of single options and arguments. Anything else than what a command takes is wrong usage (exit 2).

export class WrongUsage extends Error {}

/** What the options of all commands give; which of them a command takes is told by `program.ts`. */
type Text =
  | 'data'
  | 'lang'
  | 'desk'
  | 'author'
  | 'filter'
  | 'search'
  | 'sort'
  | 'offset'
  | 'limit'
  | 'columns'
  | 'out'
  | 'encoding'
  | 'period'
  | 'bureau'
  | 'council'
  | 'map'
  | 'passphrase-file'
  | 'to'
  | 'take'
  | 'value'
  | 'into'
  | 'reason'
  | 'strategy'
  | 'kind'
  | 'from'
  | 'until'
  | 'due'
  | 'sheet'
  | 'meeting'
  | 'measure'
  | 'visit'
  | 'trip'
  | 'partner';
type Flag = 'json' | 'sample' | 'dry-run' | 'full' | 'trust' | 'force' | 'rest' | 'skip-rejected' | 'help';
export type Options = { readonly [name in Text]?: string | undefined } & { readonly [name in Flag]?: boolean | undefined };

export interface Arguments {
  readonly words: readonly string[];
  readonly options: Options;
}

export function wholeNumber(text: string | undefined, otherwise: number, name: string, most: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text) || Number(text) > most) throw new WrongUsage(`--${name} ${text}`);
  return Number(text);
}

export function oneOf<const T extends readonly string[]>(text: string | undefined, allowed: T, otherwise: T[number], name: string): T[number] {
  if (text === undefined) return otherwise;
  if (!allowed.includes(text)) throw new WrongUsage(`--${name} ${text} (${allowed.join(' | ')})`);
  return text;
}

export function required(text: string | undefined, name: string): string {
  if (text === undefined || text === '') throw new WrongUsage(name);
  return text;
}
