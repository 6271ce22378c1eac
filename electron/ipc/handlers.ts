// Channel → service. Nothing is decided here.
import { type Language, type TableName, tableOf } from '../../db/catalog/index.ts';
import { type Committed, commit } from '../../db/commit.ts';
import { requireTable } from '../../db/queries/filter.ts';
import { getRow, list } from '../../db/queries/list.ts';
import { lookup, terms } from '../../db/queries/lookup.ts';
import { history, record } from '../../db/queries/record.ts';
import { catchUp } from '../../db/search-index.ts';
import { redo, undo, undoState } from '../../db/undo.ts';
import { wordsIn } from '../i18n.ts';
import { home } from '../services/home.ts';
import type { Session } from '../session.ts';
import type { Written } from './contract.ts';
import type { Handlers } from './router.ts';

/** What handlers need of windows: dialogs and files shown, given by the shell. */
export interface Shell {
  readonly exportTable: (input: Parameters<Handlers['exportTable']>[0]) => ReturnType<Handlers['exportTable']>;
  readonly issueSheet: (input: Parameters<Handlers['issueSheet']>[0]) => ReturnType<Handlers['issueSheet']>;
  readonly revealLast: () => void;
  /** Language, theme or titles changed. */
  readonly settingsChanged: () => void;
}

export function handlersFor(session: Session, shell: Shell): Handlers {
  const language = (): Language => session.settings().language;
  const written = ({ rows }: Committed): Written => {
    const desk = session.desk();
    const shown = rows.flatMap(({ table, row }) => {
      const found = getRow(desk.db, table, row.id, language(), session.today());
      return found ? [{ table, ...found }] : [];
    });
    const tables = new Set<TableName>(rows.map((entry) => entry.table));
    // A changed link shows in the lists of both records it ties.
    for (const name of [...tables])
      if (tableOf(name).link) for (const column of Object.values(tableOf(name).columns)) if (column.kind === 'reference') tables.add(tableOf(column.to).name);
    return { rows: shown.map(({ table, row }) => ({ table, row })), names: Object.assign({}, ...shown.map((entry) => entry.names)), tables: [...tables] };
  };
  return {
    start: () => session.state(),
    createDesk: (input) => session.create(input),
    retry: () => session.retry(),
    list: (input) => {
      const { db } = session.desk();
      if (input.search !== undefined && input.search !== '') catchUp(db);
      return list(db, { ...input, language: language(), today: session.today() });
    },
    record: ({ table, id }) => record(session.desk().db, table, id, language(), session.today()),
    history: ({ table, id }) => history(session.desk().db, table, id, language()),
    commit: ({ mutations }) => {
      const done = written(commit(session.desk(), session.settings().author, mutations));
      session.indexSoon();
      return done;
    },
    undo: () => written(undo(session.desk(), session.settings().author)),
    redo: () => written(redo(session.desk(), session.settings().author)),
    undoState: () => {
      const state = undoState(session.desk().db, session.desk().id);
      return { undo: state.undo !== null, redo: state.redo !== null };
    },
    lookup: ({ table, search, limit }) => {
      catchUp(session.desk().db);
      return lookup(session.desk().db, requireTable(table).name, search, limit, language());
    },
    terms: ({ list: of }) => terms(session.desk().db, of, language()),
    saveSettings: (input) => {
      session.saveSettings(input);
      shell.settingsChanged();
      return session.state();
    },
    exportTable: shell.exportTable,
    issueSheet: shell.issueSheet,
    home: () => home(session.desk().db, session.today(), { language: language(), dates: session.settings().dates }, wordsIn(language())),
    revealLast: () => {
      shell.revealLast();
      return null;
    },
  };
}
