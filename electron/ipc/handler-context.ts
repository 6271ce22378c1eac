// What every handler has at hand: the open desk, the window's face, and the way in which what was written is told to the
// window.
import { type Language, type TableName, tableOf } from '../../db/catalog/index.ts';
import type { Desk } from '../../db/desk/desk.ts';
import { type Committed, commit } from '../../db/log/commit.ts';
import type { Mutation } from '../../db/log/mutation.ts';
import { getRow } from '../../db/queries/list.ts';
import type { DisplayPreferences } from '../../resources/locales/sentences.ts';
import type { Written } from '../contract/outputs.ts';
import type { TaskName, Tasks } from '../jobs/work.ts';
import type { BriefingSetting } from '../services/briefing/briefings.ts';
import type { Print } from '../services/print/printed-page.ts';
import type { Session } from '../session/session.ts';
import { wordsIn } from '../words.ts';
import type { Handlers } from './router.ts';

/** What needs a window or the file system's face. */
export interface WindowServices {
  readonly exportTable: Handlers['exportTable'];
  readonly cancelJob: (job: string) => void;
  /** A file chosen by the person; undefined when the dialog was closed. */
  readonly askFile: (kind: 'table' | 'any') => Promise<string | undefined>;
  /** Exchange files chosen by the person. */
  readonly askFiles: (kind: 'bundles' | 'sheets') => Promise<readonly string[]>;
  /** A folder chosen by the person. */
  readonly askFolder: () => Promise<string | undefined>;
  /** Shown for a file that may start a program. @returns true when the person saves it all the same */
  readonly askRisky: (file: string) => Promise<boolean>;
  /** A file that was just written: what `revealLast` shows. */
  readonly wrote: (file: string | undefined) => void;
  /** Tells the window how far a job is that it has named. */
  readonly progress: (job: string) => (done: number, total: number) => void;
  /** Where a file is to go; undefined when the dialog was closed. Told to `revealLast` when it is there. */
  readonly saveFile: (fileName: string, write: (path: string) => Promise<void>) => Promise<string | undefined>;
  /** A page as PDF. */
  readonly print: Print;
  /** The system's own cut, copy or paste in the page. */
  readonly clipboardAction: (action: 'cut' | 'copy' | 'paste') => void;
  readonly copy: (cells: { readonly text: string; readonly html: string }) => Promise<void>;
  /** One task in a thread of its own. */
  readonly inThread: <T extends TaskName>(task: T, input: Tasks[T]['input']) => Promise<Tasks[T]['output']>;
  readonly revealLast: () => void;
  /** Language, theme or titles changed. */
  readonly settingsChanged: () => void;
}

/** Rows sent back with the answer to an edit. */
const mostReturned = 500;

export interface HandlerContext {
  readonly session: Session;
  readonly window: WindowServices;
  readonly resources: string;
  language(): Language;
  display(): DisplayPreferences;
  briefing(): BriefingSetting;
  /** Tables whose lists a commit has changed. */
  changed(done: Committed): TableName[];
  written(done: Committed): Written;
  /** Writes when nobody else does, by the window's author, and answers with what changed. */
  write(work: (desk: Desk, author: string) => Committed): Promise<Written>;
  commitAll(mutations: readonly Mutation[]): Promise<Written>;
}

export function handlerContext(session: Session, window: WindowServices, resources: string): HandlerContext {
  const language = (): Language => session.settings().language;
  const changed = ({ rows }: Committed): TableName[] => {
    const tables = new Set<TableName>(rows.map((entry) => entry.table));
    // A changed link shows in the lists of both records it ties.
    for (const name of [...tables])
      if (tableOf(name).link) for (const column of Object.values(tableOf(name).columns)) if (column.kind === 'reference') tables.add(tableOf(column.to).name);
    return [...tables];
  };
  const written = (done: Committed): Written => {
    const desk = session.desk();
    // After an edit of thousands of rows the lists are read again; single rows would be of no use.
    const shown = (done.rows.length > mostReturned ? [] : done.rows).flatMap(({ table, row }) => {
      const found = getRow(desk.db, table, row.id, { language: language(), today: session.today() });
      return found ? [{ table, ...found }] : [];
    });
    return { rows: shown.map(({ table, row }) => ({ table, row })), names: Object.assign({}, ...shown.map((entry) => entry.names)), tables: changed(done) };
  };
  const write = async (work: (desk: Desk, author: string) => Committed): Promise<Written> =>
    written(await session.desk().write((desk) => work(desk, session.settings().author)));
  const commitAll = (mutations: readonly Mutation[]): Promise<Written> => write((desk, author) => commit(desk, author, mutations));
  const briefing = (): BriefingSetting => ({ words: (paper) => wordsIn(paper), dates: session.settings().dates });
  const display = (): DisplayPreferences => ({ language: language(), dates: session.settings().dates });
  return { session, window, resources, language, display, briefing, changed, written, write, commitAll };
}
