// Channels that read tables: lists, records, history, groups, choices, cells for the clipboard, exports.
import { requireTable } from '../../db/queries/filter.ts';
import { groups } from '../../db/queries/groups.ts';
import { list } from '../../db/queries/list.ts';
import { lookup, namesOf, terms } from '../../db/queries/lookup.ts';
import { placeOf } from '../../db/queries/place.ts';
import { history, record } from '../../db/queries/record.ts';
import { wordsIn } from '../words.ts';
import type { HandlerContext } from './handler-context.ts';
import type { Handlers } from './router.ts';

export function tableHandlers({ session, window, language, display }: HandlerContext) {
  return {
    list: (input) => {
      if (input.search !== undefined && input.search !== '') session.completeSearch();
      return list(session.desk().db, { ...input, language: language(), today: session.today() });
    },
    record: ({ table, id }) => record(session.desk().db, table, id, { language: language(), today: session.today() }),
    page: async ({ table, id }) => {
      const { pageOf } = await import('../../db/queries/page/page.ts');
      return pageOf(session.desk().db, table, id, { language: language(), today: session.today() });
    },
    search: async ({ text }) => {
      const { searchAll } = await import('../../db/queries/page/search.ts');
      session.completeSearch();
      return searchAll(session.desk().db, text, { language: language(), today: session.today() });
    },
    history: ({ table, id }) => history(session.desk().db, table, id, language()),
    lookup: ({ table, search, limit, ids }) => {
      if (ids) return namesOf(session.desk().db, requireTable(table).name, ids, language());
      session.completeSearch();
      return lookup(session.desk().db, requireTable(table).name, search, { limit, language: language() });
    },
    terms: ({ list: of }) => terms(session.desk().db, of, language()),
    groups: ({ group, ...request }) => groups(session.desk().db, { ...request, group, today: session.today() }, language()),
    placeOf: ({ request, id }) => placeOf(session.desk().db, { ...request, today: session.today() }, id) ?? null,
    copyCells: async ({ request, columns, rows }) => {
      // Imported when called, here and in the other handlers: the first screen does not need it.
      const { copyCells } = await import('../services/bulk-edit/copy-cells.ts');
      const copied = copyCells(session.desk().db, { request, columns, ...display(), words: wordsIn(language()), today: session.today() }, rows);
      await window.copy(copied);
      return { rows: copied.rows };
    },
    clipboardAction: ({ action }) => {
      window.clipboardAction(action);
      return null;
    },
    exportTable: window.exportTable,
  } satisfies Partial<Handlers>;
}
