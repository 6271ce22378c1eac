// One command from its words to its answer on stdout, its messages on stderr, and its exit code.
import { languages } from '../../db/catalog/index.ts';
import { DeskError, fromSqlite } from '../../db/errors.ts';
import type { Environment } from '../../db/store/environment.ts';
import { errorSentence, type Words } from '../../resources/locales/sentences.ts';
import type { ProgramPaths } from '../paths.ts';
import { wordsIn } from '../words.ts';
import { oneOf, parseArguments, WrongUsage } from './arguments.ts';
import * as commands from './commands.ts';
import { exportOf } from './export.ts';
import { importOf } from './import.ts';
import type { Command } from './setting.ts';

/** Read when it is asked for: envelopes and archives are code that other commands do without. */
function exchange(which: (module: typeof import('./exchange.ts')) => Command): Command {
  return async (setting) => which(await import('./exchange.ts'))(setting);
}

const known: Readonly<Record<string, Command>> = {
  init: commands.init,
  tables: commands.listTables,
  list: commands.listRows,
  get: commands.get,
  history: commands.historyOf,
  set: commands.set,
  delete: commands.remove,
  restore: (setting) => (setting.options.into === undefined ? commands.restore(setting) : exchange((module) => module.restoreBackup)(setting)),
  undo: commands.undoLast,
  redo: commands.redoLast,
  digest: commands.digestOf,
  verify: commands.verifyDesk,
  export: async (setting) => {
    if (setting.words[1] === 'briefing') return (await import('./briefing.ts')).exportBriefing(setting);
    if (setting.words[1] === 'itinerary') return (await import('./briefing.ts')).exportItinerary(setting);
    return exportOf(setting);
  },
  stats: async (setting) => (await import('./briefing.ts')).stats(setting),
  people: async (setting) => (await import('./briefing.ts')).people(setting),
  template: async (setting) => (await import('./briefing.ts')).template(setting),
  import: async (setting) => (setting.words[1] === 'progress-sheet' ? (await import('./council.ts')).importSheets(setting) : importOf(setting)),
  council: async (setting) => (await import('./council.ts')).council(setting),
  sync: exchange((module) => module.sync),
  conflicts: exchange((module) => module.listConflicts),
  resolve: exchange((module) => module.resolve),
  backup: exchange((module) => module.backup),
  held: exchange((module) => module.held),
  erase: exchange((module) => module.erase),
};

export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** @returns exit code: 0 done; 1 refused and nothing changed; 2 wrong usage */
export async function runCommand(argv: readonly string[], environment: Environment, places: ProgramPaths, terminal: Terminal): Promise<0 | 1 | 2> {
  const json = argv.includes('--json');
  let language: (typeof languages)[number] = 'ja';
  const t = (): Words => wordsIn(language);
  try {
    const { words, options } = parseArguments(argv);
    language = oneOf(options.lang, languages, 'ja', 'lang');
    const name = words[0];
    if (options.help || name === undefined) {
      terminal.err(usage(t()));
      return options.help ? 0 : 2;
    }
    const command = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!command) throw new WrongUsage(name);
    const answer = await command({ words, options, language, wordsOf: wordsIn, environment, places });
    terminal.out(json ? JSON.stringify(answer.json) : answer.text);
    return answer.exit ?? 0;
  } catch (caught) {
    const error = fromSqlite(caught);
    if (error instanceof WrongUsage) {
      terminal.err(`${t()('cli.wrongUsage', { what: error.message })}\n${usage(t())}`);
      return 2;
    }
    // A mistake of ours is refused like anything else; its trace goes to stderr, where the administrator can copy it.
    const known = error instanceof DeskError ? error : new DeskError('internal', { id: '-' }, { cause: error });
    const sentence = errorSentence(t(), { language, dates: 'western' }, known);
    if (json) terminal.out(JSON.stringify({ error: { code: known.code, details: known.details, sentence } }));
    terminal.err(sentence);
    if (known.code === 'internal') terminal.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 1;
  }
}

const usage = (t: Words): string => `${t('cli.usage')}
  init [--sample] [--desk NAME] [--author NAME]
  tables
  list TABLE [--filter JSON] [--search TEXT] [--sort COL[:desc],…] [--offset N] [--limit N] [--columns A,B]
  get TABLE ID · history TABLE ID
  set TABLE ID|new COL=VALUE … · delete TABLE ID · restore TABLE ID · undo · redo   [--author NAME]
  import TABLE FILE [--map FILE] [--encoding auto|utf-8|shift_jis|utf-16le|utf-16be] [--dry-run] [--skip-rejected]
  export table TABLE --out FILE.xlsx|FILE.csv [--encoding utf-8|shift_jis] [--filter …] [--columns …]
  export progress-sheet --period P [--bureau B] [--council C] --out FILE.xlsx
  export operations --out FILE.ndjson · export calendar --out FILE.ics
  council open-period --council C --strategy S --period NAME --from DATE --until DATE [--due DATE] [--kind quarter|half|year]
  council issue --period P --out FOLDER [--sheet progress|survey]
  import progress-sheet FILE… [--dry-run] [--take theirs|ours]
  council papers --period P [--meeting M] --out FOLDER · council record --meeting M --out FILE.docx
  council remind|check --period P · council history [--measure M] [--bureau B] · council renumber --strategy S [--dry-run]
  sync export --out FILE.citydesk [--passphrase-file F] [--full] [--to DESK,…] [--force]
  sync import FILE… [--passphrase-file F] [--dry-run] [--trust]
  sync status · sync withdraw BUNDLE · sync salvage BUNDLE · sync recovery age1… · sync register NAME
  conflicts · resolve CONFLICT --take HEAD|--value JSON
  backup --out FILE [--passphrase-file F] · restore FILE --into DIR [--passphrase-file F]
  export briefing (--visit ID | --trip ID | --partner ID) [--lang ja|en] --out FILE.docx|FILE.pdf [--force]
  export itinerary --trip ID [--lang ja|en] --out FILE.docx|FILE.pdf [--force]
  template check FILE.docx · stats --from DATE --until DATE · people duplicates · people merge KEEP OTHER
  held PERSON · erase PERSON --reason TEXT --force
  digest · verify`;
