// Every command with the arguments and options it takes. commander parses the words; a command refuses what it does not know.
import { Command as Parser } from 'commander';
import { type Options, WrongUsage } from './arguments.ts';
import * as commands from './commands.ts';
import type { Command } from './setting.ts';

/** Options by name, as written in the usage. Those without a value are flags. */
const options = {
  data: 'DIR',
  json: '',
  lang: 'ja|en|ko',
  help: '',
  sample: '',
  desk: 'NAME',
  author: 'NAME',
  filter: 'JSON',
  search: 'TEXT',
  sort: 'COL[:desc],…',
  offset: 'N',
  limit: 'N',
  columns: 'A,B',
  out: 'FILE',
  encoding: 'NAME',
  period: 'P',
  bureau: 'B',
  council: 'C',
  map: 'FILE',
  'dry-run': '',
  'skip-rejected': '',
  'passphrase-file': 'F',
  full: '',
  to: 'DESK,…',
  trust: '',
  take: 'WHICH',
  value: 'JSON',
  into: 'DIR',
  force: '',
  rest: '',
  reason: 'TEXT',
  strategy: 'S',
  kind: 'quarter|half|year',
  from: 'DATE',
  until: 'DATE',
  due: 'DATE',
  sheet: 'progress|survey',
  meeting: 'M',
  measure: 'M',
  visit: 'ID',
  trip: 'ID',
  partner: 'ID',
} as const;
type OptionName = keyof typeof options;

/** Taken by every command. */
const common: readonly OptionName[] = ['data', 'json', 'lang', 'help'];

/** An option of one command: `name`, `name!` when the command cannot be without it, `name=VALUE` when its value is written otherwise in the usage. */
type OptionUse = OptionName | `${OptionName}!` | `${OptionName}=${string}` | `${OptionName}!=${string}`;

interface Definition {
  /** Words of the command, then its arguments: `export table TABLE`. `…` marks one that may stand several times, `?` one that may be left out. */
  readonly usage: string;
  readonly options?: readonly OptionUse[];
  readonly run: Command;
}

/** Code of a matter is loaded when one of its commands is called: envelopes and archives are half a megabyte. */
const sync =
  (which: (module: typeof import('./sync.ts')) => Command): Command =>
  async (setting) =>
    which(await import('./sync.ts'))(setting);
const backup =
  (which: (module: typeof import('./backup.ts')) => Command): Command =>
  async (setting) =>
    which(await import('./backup.ts'))(setting);
const conflict =
  (which: (module: typeof import('./conflicts.ts')) => Command): Command =>
  async (setting) =>
    which(await import('./conflicts.ts'))(setting);
const person =
  (which: (module: typeof import('./person-data.ts')) => Command): Command =>
  async (setting) =>
    which(await import('./person-data.ts'))(setting);
const council =
  (which: (module: typeof import('./council.ts')) => Command): Command =>
  async (setting) =>
    which(await import('./council.ts'))(setting);
const briefing =
  (which: (module: typeof import('./briefing.ts')) => Command): Command =>
  async (setting) =>
    which(await import('./briefing.ts'))(setting);
const exporting =
  (which: (module: typeof import('./export.ts')) => Command): Command =>
  async (setting) =>
    which(await import('./export.ts'))(setting);

const definitions: readonly Definition[] = [
  { usage: 'init', options: ['sample', 'desk', 'author'], run: commands.init },
  { usage: 'tables', run: commands.listTables },
  { usage: 'list TABLE', options: ['filter', 'search', 'sort', 'offset', 'limit', 'columns'], run: commands.listRows },
  { usage: 'get TABLE ID', run: commands.get },
  { usage: 'page TABLE ID', run: async (setting) => (await import('./page.ts')).page(setting) },
  { usage: 'search TEXT', run: async (setting) => (await import('./page.ts')).search(setting) },
  { usage: 'history TABLE ID', run: commands.historyOf },
  { usage: 'set TABLE ID|new COL=VALUE…', options: ['author'], run: commands.set },
  { usage: 'delete TABLE ID', options: ['author'], run: commands.remove },
  {
    usage: 'restore TABLE|FILE ID?',
    options: ['author', 'into', 'passphrase-file', 'force'],
    run: (setting) => (setting.options.into === undefined ? commands.restore(setting) : backup((module) => module.restoreBackup)(setting)),
  },
  { usage: 'undo', options: ['author', 'rest'], run: commands.undoLast },
  { usage: 'redo', options: ['author'], run: commands.redoLast },
  {
    usage: 'import progress-sheet FILE…',
    options: ['dry-run', 'take=theirs|ours', 'author'],
    run: council((module) => module.importSheets),
  },
  {
    usage: 'import TABLE FILE',
    options: ['map', 'encoding=auto|utf-8|shift_jis|utf-16le|utf-16be', 'dry-run', 'skip-rejected', 'author'],
    run: async (setting) => (await import('./import.ts')).importOf(setting),
  },
  {
    usage: 'export table TABLE',
    options: ['out!=FILE.xlsx|FILE.csv', 'encoding=utf-8|shift_jis', 'filter', 'search', 'sort', 'columns'],
    run: exporting((module) => module.exportTable),
  },
  {
    usage: 'export progress-sheet',
    options: ['period!', 'bureau', 'council', 'sheet', 'out!=FILE.xlsx', 'author'],
    run: exporting((module) => module.exportSheet),
  },
  { usage: 'export operations', options: ['out!=FILE.ndjson'], run: exporting((module) => module.exportLog) },
  { usage: 'export calendar', options: ['out!=FILE.ics'], run: exporting((module) => module.exportCalendar) },
  {
    usage: 'export briefing',
    options: ['visit', 'trip', 'partner', 'out!=FILE.docx|FILE.pdf', 'force', 'author'],
    run: briefing((module) => module.exportBriefing),
  },
  { usage: 'export itinerary', options: ['trip!', 'out!=FILE.docx|FILE.pdf', 'force', 'author'], run: briefing((module) => module.exportItinerary) },
  {
    usage: 'council open-period',
    options: ['council!', 'strategy!', 'period!=NAME', 'from!', 'until!', 'due', 'kind', 'author'],
    run: council((module) => module.openNextPeriod),
  },
  { usage: 'council issue', options: ['period!', 'out!=FOLDER', 'council', 'sheet', 'author'], run: council((module) => module.issue) },
  { usage: 'council papers', options: ['period!', 'meeting', 'out!=FOLDER', 'author'], run: council((module) => module.papers) },
  { usage: 'council record', options: ['meeting!', 'out!=FILE.docx', 'force'], run: council((module) => module.record) },
  { usage: 'council remind', options: ['period!'], run: council((module) => module.remind) },
  { usage: 'council check', options: ['period!'], run: council((module) => module.check) },
  { usage: 'council history', options: ['measure', 'bureau'], run: council((module) => module.history) },
  { usage: 'council renumber', options: ['strategy!', 'dry-run', 'author'], run: council((module) => module.renumberMeasures) },
  { usage: 'sync export', options: ['out!=FILE.citydesk', 'passphrase-file', 'full', 'to', 'force', 'author'], run: sync((module) => module.send) },
  { usage: 'sync import FILE…', options: ['passphrase-file', 'dry-run', 'trust', 'author'], run: sync((module) => module.receive) },
  { usage: 'sync status', run: sync((module) => module.status) },
  { usage: 'sync withdraw BUNDLE', options: ['author'], run: sync((module) => module.withdrawBundle) },
  { usage: 'sync salvage BUNDLE', options: ['author'], run: sync((module) => module.salvageBundle) },
  { usage: 'sync recovery age1…', options: ['author'], run: sync((module) => module.recovery) },
  { usage: 'sync register NAME', options: ['author'], run: sync((module) => module.register) },
  { usage: 'conflicts', run: conflict((module) => module.listConflicts) },
  { usage: 'resolve CONFLICT', options: ['take=HEAD', 'value', 'author'], run: conflict((module) => module.resolve) },
  { usage: 'backup clean FILE', run: backup((module) => module.cleanOne) },
  { usage: 'backup', options: ['out!', 'passphrase-file', 'force'], run: backup((module) => module.backup) },
  { usage: 'backups', run: backup((module) => module.listBackups) },
  { usage: 'held PERSON', run: person((module) => module.held) },
  { usage: 'erase PERSON', options: ['reason!', 'force!', 'author'], run: person((module) => module.erase) },
  { usage: 'template check FILE.docx', run: briefing((module) => module.template) },
  { usage: 'stats', options: ['from!', 'until!'], run: briefing((module) => module.stats) },
  { usage: 'people duplicates', run: briefing((module) => module.duplicates) },
  { usage: 'people merge KEEP OTHER', options: ['author'], run: briefing((module) => module.mergeTwo) },
  { usage: 'digest', run: commands.digestOf },
  { usage: 'verify', run: commands.verifyDesk },
];

const isWord = (part: string) => /^[a-z]+(-[a-z]+)*$/.test(part);
const split = (usage: string) => {
  const parts = usage.split(' ');
  const words = parts.slice(0, parts.findIndex((part) => !isWord(part)) < 0 ? parts.length : parts.findIndex((part) => !isWord(part)));
  return { words, places: parts.slice(words.length) };
};

const nameOf = (use: OptionUse): OptionName => use.replace(/[!=].*$/, '') as OptionName; // what is left is the name the type begins with

function optionUsage(use: OptionUse): string {
  const value = use.includes('=') ? use.slice(use.indexOf('=') + 1) : options[nameOf(use)];
  const written = `--${nameOf(use)}${value && ` ${value}`}`;
  return /^[a-z-]+!/.test(use) ? written : `[${written}]`;
}

/** One line a command, for the usage. */
export const usageLines = (): string[] => definitions.map(({ usage, options: own = [] }) => `  ${[usage, ...own.map(optionUsage)].join(' ')}`);

export interface Parsed {
  readonly words: readonly string[];
  readonly options: Options;
  /** Undefined when only the usage is asked for, or nothing. */
  readonly run: Command | undefined;
}

/** Words and options of every kind of command; the first definition that the words begin with takes them. */
export function parse(argv: readonly string[]): Parsed {
  const asked = argv.filter((word, at) => !word.startsWith('-') && !takesValue(argv[at - 1]));
  const definition = definitions.find(({ usage }) => split(usage).words.every((word, at) => asked[at] === word));
  if (!definition) {
    if (asked.length > 0) throw new WrongUsage(asked.slice(0, 2).join(' '));
    return { ...parseWith('', common, argv), run: undefined };
  }
  const { words, options: given } = parseWith(definition.usage, [...common, ...(definition.options ?? []).map(nameOf)], argv);
  return { words, options: given, run: given.help ? undefined : definition.run };
}

const takesValue = (word: string | undefined): boolean => {
  const name = word?.startsWith('--') ? word.slice(2) : '';
  return Object.hasOwn(options, name) && options[name as OptionName] !== '';
};

/** @throws WrongUsage for an option the command does not take, a value that is missing, or arguments that are too many */
function parseWith(usage: string, names: readonly OptionName[], argv: readonly string[]): Pick<Parsed, 'words' | 'options'> {
  const parser = new Parser()
    .helpOption(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  const { words, places } = split(usage);
  for (const [at, word] of words.entries()) parser.argument(`<${word}-${at}>`);
  // Missing arguments are named by the command itself, with its usage; too many are refused here.
  for (const place of places) parser.argument(place.endsWith('…') ? '[several...]' : `[${place}]`);
  for (const name of new Set(names)) parser.option(options[name] === '' ? `--${name}` : `--${name} <value>`);
  try {
    parser.parse([...argv], { from: 'user' });
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message.replace(/^error: /, '') : String(error));
  }
  // commander names `--dry-run` dryRun; the commands know options as they are written.
  const given = Object.fromEntries(
    Object.entries(parser.opts()).map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), value]),
  );
  return { words: parser.args, options: given as Options };
}
