// One command from its words to its answer on stdout, its messages on stderr, and its exit code.
import { languages } from '../../db/catalog/index.ts';
import { DeskError, fromSqlite } from '../../db/errors.ts';
import type { Environment } from '../../db/store/environment.ts';
import { errorSentence, type Words } from '../../resources/locales/sentences.ts';
import type { ProgramPaths } from '../paths.ts';
import { wordsIn } from '../words.ts';
import { oneOf, WrongUsage } from './arguments.ts';
import { parse, usageLines } from './program.ts';

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
    // Before anything can be refused: the refusal is in the language that was asked for.
    language = oneOf(argv[argv.indexOf('--lang') + 1 || argv.length], languages, 'ja', 'lang');
    const { words, options, run } = parse(argv);
    if (!run) {
      terminal.err(usage(t()));
      return options.help ? 0 : 2;
    }
    const answer = await run({ words, options, language, wordsOf: wordsIn, environment, places });
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

const usage = (t: Words): string => [t('cli.usage'), ...usageLines()].join('\n');
