// Words of the command line, parsed. Anything else than what a command takes is wrong usage (exit 2).
import { parseArgs } from 'node:util';

export class WrongUsage extends Error {}

const options = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  sample: { type: 'boolean' },
  desk: { type: 'string' },
  author: { type: 'string' },
  filter: { type: 'string' },
  search: { type: 'string' },
  sort: { type: 'string' },
  offset: { type: 'string' },
  limit: { type: 'string' },
  columns: { type: 'string' },
  out: { type: 'string' },
  encoding: { type: 'string' },
  period: { type: 'string' },
  bureau: { type: 'string' },
  council: { type: 'string' },
  map: { type: 'string' },
  'dry-run': { type: 'boolean' },
  'passphrase-file': { type: 'string' },
  full: { type: 'boolean' },
  to: { type: 'string' },
  trust: { type: 'boolean' },
  take: { type: 'string' },
  value: { type: 'string' },
  into: { type: 'string' },
  force: { type: 'boolean' },
  reason: { type: 'string' },
  strategy: { type: 'string' },
  kind: { type: 'string' },
  from: { type: 'string' },
  until: { type: 'string' },
  due: { type: 'string' },
  sheet: { type: 'string' },
  meeting: { type: 'string' },
  measure: { type: 'string' },
  visit: { type: 'string' },
  trip: { type: 'string' },
  partner: { type: 'string' },
  'skip-rejected': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

export type Options = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values'];
export interface Arguments {
  readonly words: readonly string[];
  readonly options: Options;
}

export function parseArguments(argv: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return { words: positionals, options: values };
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error));
  }
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
