// What every command is given, and how it opens the desk.
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { columnOf, type Language, type Table } from '../../db/catalog/index.ts';
import type { Desk } from '../../db/desk/desk.ts';
import { type OpenReader, openDesk, openReader } from '../../db/desk/open.ts';
import { DeskError } from '../../db/errors.ts';
import { alternativesSchema, filterSchema } from '../../db/queries/condition.ts';
import type { Asked } from '../../db/queries/filter.ts';
import type { Sort } from '../../db/queries/order.ts';
import type { Environment } from '../../db/store/environment.ts';
import { catchUp, searchBehind } from '../../db/store/search-index.ts';
import type { Words } from '../../resources/locales/sentences.ts';
import { defaultFolder, type ProgramPaths } from '../paths.ts';
import { sheetDefinitions } from '../services/council/sheet-definition.ts';
import { cleanseDesk } from '../services/exchange/after-erasure.ts';
import { sweepOutbox } from '../services/exchange/outbox.ts';
import { noteUnfinished, removeUnfinished } from '../services/files/unfinished.ts';
import { type Arguments, oneOf, WrongUsage } from './arguments.ts';

export interface Setting extends Arguments {
  readonly language: Language;
  readonly wordsOf: (language: Language) => Words;
  readonly environment: Environment;
  readonly places: ProgramPaths;
}

/** What a command answers: a value for `--json`, and the same for people. */
export interface Answer {
  readonly json: unknown;
  readonly text: string;
  /** 1 when the command ran but its finding is bad (`verify`). */
  readonly exit?: 0 | 1;
}

export type Command = (setting: Setting) => Answer | Promise<Answer>;

export const folderOf = ({ options }: Setting) => options.data ?? defaultFolder();
export const words = (setting: Setting): Words => setting.wordsOf(setting.language);

export function writing<T>(setting: Setting, work: (desk: Desk, author: string) => T): T {
  const desk = openDesk(folderOf(setting), setting.environment);
  removeUnfinished(desk.folder);
  noteUnfinished(desk.folder);
  sweepOutbox(desk.folder);
  cleanseDesk(desk);
  return closing(
    () => desk.close(),
    () => {
      const result = work(desk, setting.options.author ?? desk.local('author') ?? 'cli');
      if (result instanceof Promise)
        return result.then((done) => {
          indexWhatIs(desk);
          return done;
        }) as T; // the same promise, a little later
      indexWhatIs(desk);
      return result;
    },
  );
}

/** What was written is on the disk; a disk that has no room for the search index too leaves it to the next search. */
function indexWhatIs(desk: Desk): void {
  try {
    catchUp(desk.db);
  } catch {
    // As above.
  }
}

/** Closes when the work is done, also when that takes until later. */
function closing<T>(close: () => void, work: () => T): T {
  try {
    const result = work();
    if (result instanceof Promise) return result.finally(close) as T;
    close();
    return result;
  } catch (error) {
    close();
    throw error;
  }
}

export function reading<T>(setting: Setting, work: (desk: OpenReader) => T): T {
  const desk = openReader(folderOf(setting), setting.environment);
  return closing(
    () => desk.close(),
    () => work(desk),
  );
}

export function jsonOption<T>(schema: z.ZodType<T>, text: string | undefined, name: string): T | undefined {
  if (text === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new WrongUsage(`--${name} ${text}`);
  }
  const result = schema.safeParse(parsed);
  if (!result.success) throw new WrongUsage(`--${name} ${text}: ${z.prettifyError(result.error)}`);
  return result.data;
}

/** `{…}`: all must hold; `[{…},{…}]`: at least one of them. */
export function askedOption(text: string | undefined): Pick<Asked, 'filter' | 'anyOf'> {
  const asked = jsonOption(z.union([filterSchema, alternativesSchema]), text, 'filter');
  return Array.isArray(asked) ? { anyOf: asked } : { filter: asked };
}

export function sortOption(table: Table, text: string | undefined): Sort[] | undefined {
  return text?.split(',').map((part) => {
    const [column = '', direction = 'asc'] = part.split(':');
    if (!columnOf(table, column)) throw new DeskError('unknownColumn', { table: table.name, column });
    if (direction !== 'asc' && direction !== 'desc') throw new WrongUsage(`--sort ${text}`);
    return { column, descending: direction === 'desc' };
  });
}

/** Which sheet definition `--sheet` names; the progress sheet without it. @throws WrongUsage for a name there is none of */
export function sheetOption({ options }: Setting): string {
  const names = sheetDefinitions.map(({ name }) => name);
  return oneOf(options.sheet, names, 'progress', 'sheet');
}

/** How long a search waits for the window that is indexing, ms; after an import of 100,000 rows it takes that long. */
const mostWaitMs = 30_000;

/** A process that ended in the middle may have left the index behind: finish it. A window that has the desk is about to. */
export async function completeSearch(setting: Setting): Promise<void> {
  const isBehind = () => reading(setting, ({ db }) => searchBehind(db)) > 0;
  for (const since = performance.now(); isBehind() && performance.now() - since < mostWaitMs; ) {
    try {
      writing(setting, () => undefined);
    } catch (error) {
      if (!(error instanceof DeskError && error.code === 'locked')) throw error;
      await setTimeout(50);
    }
  }
}
