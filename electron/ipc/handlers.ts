// Channel → service: records and tables here, the other matters beside. Whatever writes waits while the exchange does.

import { DeskError } from '../../db/errors.ts';
import { conflictCount } from '../../db/exchange/conflicts.ts';
import type { Mutation } from '../../db/log/mutation.ts';
import { redo, undo, undoState } from '../../db/log/undo.ts';
import { requireTable } from '../../db/queries/filter.ts';
import { groups } from '../../db/queries/groups.ts';
import { list } from '../../db/queries/list.ts';
import { lookup, namesOf, terms } from '../../db/queries/lookup.ts';
import { history, record } from '../../db/queries/record.ts';
import { catchUp } from '../../db/store/search-index.ts';
import type { ChannelName } from '../contract/channels.ts';
import { home } from '../services/home/home.ts';
import type { CouncilSession } from '../session/council-session.ts';
import type { ExchangeSession } from '../session/exchange-session.ts';
import type { ImportSession } from '../session/import-session.ts';
import type { Session } from '../session/session.ts';
import { wordsIn } from '../words.ts';
import { councilHandlers } from './council-handlers.ts';
import { exchangeHandlers } from './exchange-handlers.ts';
import { fileHandlers } from './file-handlers.ts';
import { type HandlerContext, handlerContext, type WindowServices } from './handler-context.ts';
import type { Handlers } from './router.ts';
import { visitHandlers } from './visit-handlers.ts';

/** Calls that write, and so wait while the exchange does. */
const writing: ReadonlySet<ChannelName> = new Set([
  'commit',
  'undo',
  'redo',
  'saveSettings',
  'applyEdit',
  'importApply',
  'attachFile',
  'issueSheet',
  'makeBriefing',
  'refreshBriefing',
  'exportBriefing',
  'makeChecklist',
  'enterVisit',
  'mergePeople',
  'erasePerson',
  'openPeriod',
  'issueAll',
  'applyReturned',
  'noteReminded',
  'renumber',
  'sendBundle',
  'withdrawBundle',
  'salvageBundle',
  'settleConflict',
  'settleBy',
  'retireDesk',
  'reregister',
  'backUpNow',
  'restoreBackup',
] satisfies ChannelName[]);

function waiting(handlers: Handlers, session: Session): Handlers {
  const entries = Object.entries(handlers).map(([name, handle]) => {
    if (!writing.has(name as ChannelName)) return [name, handle];
    return [
      name,
      async (input: unknown) => {
        await session.free();
        const done = await (handle as (input: unknown) => unknown)(input);
        // What was written is found a moment later, whoever wrote it.
        session.indexSoon();
        return done;
      },
    ];
  });
  return Object.fromEntries(entries) as Handlers; // the same names with the same handlers behind them
}

export function handlersFor(
  session: Session,
  shell: WindowServices,
  imports: ImportSession,
  exchange: ExchangeSession,
  council: CouncilSession,
  resources: string,
): Handlers {
  const context = handlerContext(session, shell, resources);
  const handlers: Handlers = {
    ...tableHandlers(context),
    ...fileHandlers(context, imports),
    ...visitHandlers(context),
    ...councilHandlers(context, council),
    ...exchangeHandlers(context, exchange),
  };
  return waiting(handlers, session);
}

function tableHandlers({ session, shell, language, display, written, commitAll }: HandlerContext) {
  // One plan at a time: what the person is looking at.
  let planned: { readonly number: number; readonly mutations: readonly Mutation[] } | undefined;
  let plans = 0;
  return {
    start: () => session.state(),
    createDesk: (input) => session.create(input),
    retry: () => session.retry(),
    list: (input) => {
      const { db } = session.desk();
      if (input.search !== undefined && input.search !== '' && session.isFree) catchUp(db);
      return list(db, { ...input, language: language(), today: session.today() });
    },
    record: ({ table, id }) => record(session.desk().db, table, id, { language: language(), today: session.today() }),
    history: ({ table, id }) => history(session.desk().db, table, id, language()),
    commit: ({ mutations }) => commitAll(mutations),
    undo: () => written(undo(session.desk(), session.settings().author)),
    redo: () => written(redo(session.desk(), session.settings().author)),
    undoState: () => {
      const state = undoState(session.desk().db, session.desk().id);
      return { undo: state.undo !== null, redo: state.redo !== null, conflicts: conflictCount(session.desk().db) };
    },
    lookup: ({ table, search, limit, ids }) => {
      if (ids) return namesOf(session.desk().db, requireTable(table).name, ids, language());
      if (session.isFree) catchUp(session.desk().db);
      return lookup(session.desk().db, requireTable(table).name, search, { limit, language: language() });
    },
    terms: ({ list: of }) => terms(session.desk().db, of, language()),
    saveSettings: (input) => {
      session.saveSettings(input);
      shell.settingsChanged();
      return session.state();
    },
    groups: ({ group, ...request }) => groups(session.desk().db, { ...request, group, today: session.today() }, language()),
    copyCells: async ({ request, columns, rows }) => {
      // Here and below: what the first picture does not need is read when it is asked for.
      const { copyCells } = await import('../services/bulk-edit/copy-cells.ts');
      const copied = copyCells(session.desk().db, { request, columns, ...display(), words: wordsIn(language()), today: session.today() }, rows);
      await shell.copy(copied);
      return { rows: copied.rows };
    },
    planEdit: async ({ request, edit, first, preset }) => {
      const { planEdit } = await import('../services/bulk-edit/edit-plan.ts');
      const options = { request: { ...request, today: session.today() }, edit, first, preset, display: display(), words: wordsIn(language()) };
      const { mutations, ...plan } = planEdit(session.desk().db, options);
      planned = { number: ++plans, mutations };
      return { ...plan, plan: plans };
    },
    applyEdit: ({ plan }) => {
      if (planned?.number !== plan) throw new DeskError('planGone');
      const { mutations } = planned;
      planned = undefined;
      return commitAll(mutations);
    },
    exportTable: shell.exportTable,
    cancelJob: ({ job }) => {
      shell.cancelJob(job);
      return null;
    },
    home: () => home(session.desk(), session.today(), display(), wordsIn(language())),
    revealLast: () => {
      shell.revealLast();
      return null;
    },
  } satisfies Partial<Handlers>;
}
