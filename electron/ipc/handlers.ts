// Channel → service. Nothing is decided here.
import { basename } from 'node:path';
import { type Language, type TableName, tableOf } from '../../db/catalog/index.ts';
import { type Committed, commit } from '../../db/commit.ts';
import { conflictCount, conflictNames, contestedRecords } from '../../db/conflicts.ts';
import { DeskError } from '../../db/errors.ts';
import type { Mutation } from '../../db/mutation.ts';
import { requireTable } from '../../db/queries/filter.ts';
import { groups } from '../../db/queries/groups.ts';
import { getRow, list } from '../../db/queries/list.ts';
import { lookup, namesOf, terms } from '../../db/queries/lookup.ts';
import { history, record } from '../../db/queries/record.ts';
import { catchUp } from '../../db/search-index.ts';
import { redo, undo, undoState } from '../../db/undo.ts';
import type { CouncilSession } from '../council-session.ts';
import type { ExchangeSession, Sent } from '../exchange-session.ts';
import { wordsIn } from '../i18n.ts';
import type { ImportSession } from '../import-session.ts';
import type { BriefingSetting } from '../services/briefing/briefings.ts';
import { home } from '../services/home.ts';
import type { Print } from '../services/printed-page.ts';
import { writeWhole } from '../services/write-file.ts';
import type { Session } from '../session.ts';
import type { ChannelName } from './channels.ts';
import type { Written } from './contract.ts';
import type { Handlers } from './router.ts';

/** What handlers need of windows: dialogs and files shown, given by the shell. */
export interface Shell {
  readonly exportTable: Handlers['exportTable'];
  readonly cancelJob: (job: string) => void;
  /** A file chosen by the person; undefined when the dialog was closed. */
  readonly askFile: (kind: 'table' | 'any') => Promise<string | undefined>;
  /** Exchange files chosen by the person. */
  readonly askFiles: (kind: 'bundles' | 'sheets') => Promise<readonly string[]>;
  /** A folder chosen by the person. */
  readonly askFolder: () => Promise<string | undefined>;
  /** A file that was just written: what `revealLast` shows. */
  readonly wrote: (file: string | undefined) => void;
  /** Tells the window how far a job is that it has named. */
  readonly progress: (job: string) => (done: number, total: number) => void;
  /** Where a file is to go; undefined when the dialog was closed. Told to `revealLast` when it is there. */
  readonly saveFile: (fileName: string, write: (path: string) => Promise<void>) => Promise<string | undefined>;
  /** A page as PDF. */
  readonly print: Print;
  readonly copy: (cells: { readonly text: string; readonly html: string }) => Promise<void>;
  readonly issueSheet: Handlers['issueSheet'];
  readonly exportBriefing: (id: string, format: 'docx' | 'pdf', resources: string) => Promise<{ readonly file: string } | null>;
  readonly revealLast: () => void;
  /** Language, theme or titles changed. */
  readonly settingsChanged: () => void;
}

/** Rows sent back with the answer to an edit. */
const mostReturned = 500;

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
  'registerAnew',
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
        return (handle as (input: unknown) => unknown)(input);
      },
    ];
  });
  return Object.fromEntries(entries) as Handlers; // the same names with the same handlers behind them
}

export function handlersFor(
  session: Session,
  shell: Shell,
  imports: ImportSession,
  exchange: ExchangeSession,
  council: CouncilSession,
  resources: string,
): Handlers {
  // One plan at a time: what the person is looking at.
  let planned: { readonly number: number; readonly mutations: readonly Mutation[] } | undefined;
  let plans = 0;
  const language = (): Language => session.settings().language;
  const tablesOf = ({ rows }: Committed): TableName[] => {
    const tables = new Set<TableName>(rows.map((entry) => entry.table));
    // A changed link shows in the lists of both records it ties.
    for (const name of [...tables])
      if (tableOf(name).link) for (const column of Object.values(tableOf(name).columns)) if (column.kind === 'reference') tables.add(tableOf(column.to).name);
    return [...tables];
  };
  const written = (done: Committed): Written => {
    const desk = session.desk();
    // After an edit of thousands of rows the lists are read anew; rows one by one would only be in the way.
    const shown = (done.rows.length > mostReturned ? [] : done.rows).flatMap(({ table, row }) => {
      const found = getRow(desk.db, table, row.id, language(), session.today());
      return found ? [{ table, ...found }] : [];
    });
    return { rows: shown.map(({ table, row }) => ({ table, row })), names: Object.assign({}, ...shown.map((entry) => entry.names)), tables: tablesOf(done) };
  };
  const commitAll = (mutations: readonly Mutation[]): Written => {
    const done = written(commit(session.desk(), session.settings().author, mutations));
    session.indexSoon();
    return done;
  };
  const briefing = (): BriefingSetting => ({ words: (paper) => wordsIn(paper), dates: session.settings().dates });
  const taste = () => ({ language: language(), dates: session.settings().dates });
  const handlers: Handlers = {
    start: () => session.state(),
    createDesk: (input) => session.create(input),
    retry: () => session.retry(),
    list: (input) => {
      const { db } = session.desk();
      if (input.search !== undefined && input.search !== '' && session.isFree) catchUp(db);
      return list(db, { ...input, language: language(), today: session.today() });
    },
    record: ({ table, id }) => record(session.desk().db, table, id, language(), session.today()),
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
      return lookup(session.desk().db, requireTable(table).name, search, limit, language());
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
      const { copyCells } = await import('../services/copy-cells.ts');
      const copied = copyCells(session.desk().db, { request, columns, ...taste(), words: wordsIn(language()), today: session.today() }, rows);
      await shell.copy(copied);
      return { rows: copied.rows };
    },
    planEdit: async ({ request, edit, first, preset }) => {
      const { planEdit } = await import('../services/edit-plan.ts');
      const wish = { request: { ...request, today: session.today() }, edit, first, preset, taste: taste(), words: wordsIn(language()) };
      const { mutations, ...plan } = planEdit(session.desk().db, wish);
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
    attachFile: async ({ table, id }) => {
      const desk = session.desk();
      const recordTable = requireTable(table).name;
      if (!getRow(desk.db, recordTable, id, language())) throw new DeskError('notFound', { table: recordTable, id });
      const path = await shell.askFile('any');
      if (path === undefined) return null;
      const { storeFile } = await import('../services/attachments.ts');
      const stored = await storeFile(desk.folder, path);
      return commitAll([{ kind: 'create', table: 'attachment', set: { recordTable, record: id, ...stored } }]);
    },
    saveAttachment: async ({ id }) => {
      const desk = session.desk();
      const found = getRow(desk.db, 'attachment', id, language());
      if (!found) throw new DeskError('notFound', { table: 'attachment', id });
      const { copyOut } = await import('../services/attachments.ts');
      const { fileName, fileHash } = found.row.values;
      const file = await shell.saveFile(String(fileName), (to) => copyOut(desk.folder, String(fileHash), String(fileName), to));
      return file === undefined ? null : { file };
    },
    importOpen: async ({ table, encoding }) => {
      const path = await shell.askFile('table');
      return path === undefined ? null : imports.begin(tableOf(requireTable(table).name).name, { path, encoding }, {});
    },
    importText: ({ table, text }) => imports.begin(tableOf(requireTable(table).name).name, { text }, {}),
    importPlan: ({ mapping }) => imports.plan(mapping),
    importApply: ({ skipRejected, save }) => {
      const done = imports.apply(skipRejected, save);
      session.indexSoon();
      return { tables: tablesOf(done) };
    },
    importClose: () => {
      imports.close();
      return null;
    },
    issueSheet: shell.issueSheet,
    home: () => home(session.desk().db, session.today(), taste(), wordsIn(language())),
    revealLast: () => {
      shell.revealLast();
      return null;
    },
    makeBriefing: async ({ table, id, language: paper }) => {
      const { makeBriefing } = await import('../services/briefing/briefings.ts');
      const made = makeBriefing(session.desk(), session.settings().author, { table, id }, paper, briefing());
      return { id: made.id, tables: tablesOf(made.committed) };
    },
    briefing: async ({ id }) => {
      const { briefingPage } = await import('../services/briefing/briefings.ts');
      return briefingPage(session.desk().db, id, briefing(), session.today());
    },
    refreshBriefing: async ({ id, choices }) => {
      const { refreshBriefing } = await import('../services/briefing/briefings.ts');
      return written(refreshBriefing(session.desk(), session.settings().author, id, choices, briefing()));
    },
    exportBriefing: ({ id, format }) => shell.exportBriefing(id, format, resources),
    exportItinerary: async ({ trip, language: paper, format }) => {
      const { itineraryOf, itineraryDocx, itineraryPage } = await import('../services/trips/itinerary.ts');
      const desk = session.desk();
      const own = wordsIn(paper);
      const style = { language: paper, dates: session.settings().dates, words: own };
      const itinerary = itineraryOf(desk.db, trip, style);
      const bytes =
        format === 'docx'
          ? await itineraryDocx(itinerary, { folder: desk.folder, resources }, session.today(), style)
          : await shell.print(itineraryPage(itinerary, session.today(), style));
      const file = await shell.saveFile(`${itinerary.title}.${format}`, (path) => writeWhole(path, bytes, true));
      return file === undefined ? null : { file, untranslated: itinerary.untranslated };
    },
    makeChecklist: async ({ visit }) => {
      const { makeChecklist } = await import('../services/checklist.ts');
      return written(makeChecklist(session.desk(), session.settings().author, visit, wordsIn(language())));
    },
    seating: async ({ visit }) => {
      const { seatingOf } = await import('../services/briefing/assemble.ts');
      return seatingOf(session.desk().db, visit, briefing().words(language() === 'en' ? 'en' : 'ja'), language() === 'en' ? 'en' : 'ja', session.today());
    },
    visitStatistics: async (span) => {
      const { visitStatistics } = await import('../services/visits/statistics.ts');
      return visitStatistics(session.desk().db, span, language(), wordsIn(language()));
    },
    visitProposal: async ({ partner, day }) => {
      const { visitProposal } = await import('../services/visits/quick-entry.ts');
      return visitProposal(session.desk().db, partner, day, language());
    },
    enterVisit: async (entered) => {
      const { enterVisit } = await import('../services/visits/quick-entry.ts');
      const { id, committed } = enterVisit(session.desk(), session.settings().author, entered);
      session.indexSoon();
      return { ...written(committed), id };
    },
    duplicatePeople: async () => {
      const { duplicatePeople } = await import('../services/duplicate-people.ts');
      return duplicatePeople(session.desk().db);
    },
    mergePeople: async ({ keep, other }) => {
      const { mergePeople } = await import('../services/duplicate-people.ts');
      return written(mergePeople(session.desk(), session.settings().author, keep, other));
    },
    heldOnPerson: async ({ person }) => {
      const { heldOn } = await import('../services/person-data.ts');
      return heldOn(session.desk().db, person, language());
    },
    erasePerson: async ({ person, reason }) => {
      const { erasePerson } = await import('../services/person-data.ts');
      return { operations: erasePerson(session.desk(), session.settings().author, person, reason) };
    },
    openPeriod: async (wish) => {
      const { openPeriod } = await import('../services/council/open-period.ts');
      const { committed, ...opened } = openPeriod(session.desk(), session.settings().author, wish);
      return { ...opened, tables: tablesOf(committed) };
    },
    issueAll: async ({ period, definition, job }) => {
      const folder = await shell.askFolder();
      if (folder === undefined) return null;
      const { issueAll } = await import('../services/council/issue-all.ts');
      const done = await council.composing((compose) =>
        issueAll(session.desk(), { ...council.taste(), period, definition, folder, resources, compose }, shell.progress(job)),
      );
      shell.wrote(done.files[0]);
      return { folder, files: done.files.length, tables: ['sheet', 'sheetRow'] };
    },
    chooseReturned: async ({ folder }) => {
      if (!folder) return { paths: await shell.askFiles('sheets') };
      const chosen = await shell.askFolder();
      return { paths: chosen === undefined ? [] : [chosen] };
    },
    readReturned: ({ paths, period, job }) => council.read(paths, period, shell.progress(job)),
    applyReturned: (choices) => written(council.apply(choices)),
    reminders: async ({ period }) => {
      const { reminders } = await import('../services/council/reminders.ts');
      return reminders(session.desk().db, period, session.today(), taste(), wordsIn(language()));
    },
    noteReminded: async ({ sheets }) => {
      const { noteReminded } = await import('../services/council/reminders.ts');
      return written(noteReminded(session.desk(), session.settings().author, sheets));
    },
    checks: async ({ period }) => {
      const { checksBeforeMeeting } = await import('../services/council/checks.ts');
      return checksBeforeMeeting(session.desk().db, period);
    },
    overPeriods: async (of) => {
      const { overPeriods } = await import('../services/council/history.ts');
      return overPeriods(session.desk().db, of, language());
    },
    meetingPapers: async ({ period, meeting }) => {
      const folder = await shell.askFolder();
      if (folder === undefined) return null;
      const done = await council.papers({ period, meeting, folder, resources });
      const { printPapers } = await import('../services/council/papers.ts');
      const files = [...done.files, await printPapers(done, shell.print)];
      shell.wrote(files[0]);
      return { folder, files: files.map((file) => basename(file)) };
    },
    meetingRecord: async ({ meeting }) => {
      const { meetingRecord } = await import('../services/council/meeting-record.ts');
      const { title, bytes } = await meetingRecord(session.desk().db, meeting, council.taste(), resources);
      const file = await shell.saveFile(`${title}.docx`, (path) => writeWhole(path, bytes, true));
      return file === undefined ? null : { file };
    },
    renumberings: async ({ strategy }) => {
      const { renumberings } = await import('../services/council/renumber.ts');
      return { count: renumberings(session.desk().db, strategy).length };
    },
    renumber: async ({ strategy }) => {
      const { renumber } = await import('../services/council/renumber.ts');
      const done = renumber(session.desk(), session.settings().author, strategy);
      return done ? written(done) : null;
    },
    exchangeState: () => exchange.state(),
    newPassphrase: () => ({ passphrase: exchange.newPassphrase() }),
    sendBundle: async ({ job, ...wish }) => {
      const name = [session.state().kind === 'ready' ? (session.desk().local('deskName') ?? '') : '', session.today()].join('_');
      let sent: Sent | undefined;
      const file = await shell.saveFile(`${name}.citydesk`, async (to) => {
        sent = await exchange.send(to, wish, shell.progress(job));
      });
      return file === undefined ? null : (sent ?? null);
    },
    chooseBundles: async () => ({ files: await shell.askFiles('bundles') }),
    lookBundle: ({ file, passphrase, job }) => exchange.look(file, passphrase, shell.progress(job)),
    acceptBundle: ({ token, trust, job }) => exchange.accept(token, trust, shell.progress(job)),
    leaveBundle: ({ token }) => {
      exchange.leave(token);
      return null;
    },
    withdrawBundle: ({ bundle }) => {
      exchange.withdraw(bundle);
      return null;
    },
    salvageBundle: ({ bundle }) => ({ records: exchange.salvage(bundle) }),
    conflicts: () => {
      const found = exchange.conflicts();
      return { ...found, names: conflictNames(session.desk().db, found, language()) };
    },
    contested: ({ table }) => ({ count: contestedRecords(session.desk().db, tableOf(requireTable(table).name).name) }),
    settleConflict: ({ key, by }) => written(exchange.settle(key, by)),
    settleBy: ({ table, desk }) => ({ settled: exchange.settleBy(requireTable(table).name, desk), tables: [tableOf(requireTable(table).name).name] }),
    retireDesk: ({ record: id, retired }) => written(exchange.retire(id, retired)),
    registerAnew: ({ name }) => {
      exchange.registerAnew(name);
      return session.state();
    },
    backUpNow: async () => ({ file: (await exchange.backUpNow()).file }),
    backUpOut: async ({ passphrase }) => {
      const parts = [session.desk().local('deskName') ?? '', session.today()].join('_');
      let files = 0;
      const file = await shell.saveFile(`${parts}.citydesk-backup`, async (to) => {
        files = (await exchange.backUpOut(to, passphrase)).files;
      });
      return file === undefined ? null : { file, files };
    },
    backupFacts: ({ file }) => exchange.backupFacts(file),
    restoreBackup: ({ file }) => {
      exchange.restore(file);
      shell.settingsChanged();
      return session.state();
    },
  };
  return waiting(handlers, session);
}
