// One import at a time: the file is read once, in a thread, and planned again with every change of the mapping until it is
// taken or left.

import { basename } from 'node:path';
import { headingKey } from '../../db/catalog/fold.ts';
import type { TableName } from '../../db/catalog/index.ts';
import { DeskError } from '../../db/errors.ts';
import { type Committed, commit } from '../../db/log/commit.ts';
import type { Mutation } from '../../db/log/mutation.ts';
import type { Reader } from '../../db/store/connection.ts';
import type { ImportPreview, SavedMapping } from '../contract/import.ts';
import { type Job, startJob } from '../jobs/jobs.ts';
import type { WorkerContext } from '../jobs/work.ts';
import type { Mapping } from '../services/import/import-mapping.ts';
import type { ImportPlan } from '../services/import/import-plan.ts';
import type { Encoding } from '../services/tabular/encoding.ts';
import type { Session } from './session.ts';

interface Open {
  readonly job: Job;
  readonly table: TableName;
  readonly file: string;
  mutations: readonly Mutation[];
  remember: readonly Mutation[];
  rejected: number;
  problem: ImportPlan['problem'];
}

export class ImportSession {
  readonly #session: Session;
  readonly #workerContext: () => WorkerContext;
  #open: Open | undefined;

  constructor(session: Session, workerContext: () => WorkerContext) {
    this.#session = session;
    this.#workerContext = workerContext;
  }

  async begin(table: TableName, source: { path: string; encoding: Encoding | 'auto' } | { text: string }, mapping: Mapping): Promise<ImportPreview> {
    this.close();
    const job = startJob(this.#workerContext());
    this.#open = { job, table, file: 'path' in source ? basename(source.path) : '', mutations: [], remember: [], rejected: 0, problem: undefined };
    try {
      await job.run('readFile', source);
      return await this.plan(mapping);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** @throws DeskError `planGone`, and those of the plan */
  async plan(mapping: Mapping): Promise<ImportPreview> {
    const open = this.#open;
    if (!open) throw new DeskError('planGone');
    const { mutations, remember, ...preview } = await open.job.run('planImport', {
      table: open.table,
      mapping,
      today: this.#session.today(),
      language: this.#session.settings().language,
    });
    open.mutations = mutations;
    open.remember = remember;
    open.rejected = preview.rejectedRows;
    open.problem = preview.problem;
    return { ...preview, file: open.file, mapping };
  }

  /** The present state becomes a backup first. @throws DeskError `planGone`, `importRejected`, `backupFailed`, and those of the write path */
  async apply(skipRejected: boolean, saved: SavedMapping | undefined): Promise<Committed> {
    const open = this.#open;
    if (!open) throw new DeskError('planGone');
    if (open.problem) throw new DeskError(open.problem.code, open.problem.details);
    if (open.rejected > 0 && !skipRejected) throw new DeskError('importRejected', { count: open.rejected });
    await open.job.run('backUp', { reason: 'import' });
    const done = await this.#session.desk().write((desk) => {
      const mapping = saved ? [savedMapping(desk.db, open.table, saved)] : [];
      return commit(desk, this.#session.settings().author, [...open.remember, ...mapping, ...open.mutations], { why: 'import' });
    });
    this.close();
    return done;
  }

  close(): void {
    this.#open?.job.end();
    this.#open = undefined;
  }
}

/** Names belong to the file they were asked for and are remembered by themselves; a sheet's name changes with the month, its encoding and hidden lines with the file. */
function savedMapping(db: Reader, table: TableName, { name, headings, mapping }: SavedMapping): Mutation {
  const { names: _, sheet: _sheet, headingLine: _line, encoding: _encoding, hiddenRows: _hidden, ...kept } = mapping;
  const set = { headings: headings.map(headingKey).join('\n'), definition: JSON.stringify(kept) };
  const known = db.value<string>('SELECT id FROM importMapping WHERE deleted = 0 AND "table" = ? AND name = ?', table, name);
  return known ? { kind: 'set', table: 'importMapping', id: known, set } : { kind: 'create', table: 'importMapping', set: { table, name, ...set } };
}
