// The operation log and what is derived from it. Record tables are a projection of `sync_op` (sync 2.2).
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** One writer for each start of the program; a desk is a chain of writers (sync 2.3). */
export const syncWriter = sqliteTable(
  'sync_writer',
  {
    /** Local short number; never leaves this database. */
    w: integer('w').primaryKey({ autoIncrement: true }),
    id: text('id').notNull(),
    desk: text('desk').notNull(),
    prevW: integer('prev_w'),
    prevN: integer('prev_n'),
    openedAt: text('opened_at').notNull(),
    app: text('app').notNull(),
    schema: text('schema').notNull(),
    host: text('host').notNull(),
    maxN: integer('max_n').notNull(),
    /** Chain hash after the operation `max_n`, hex. */
    headSha: text('head_sha').notNull(),
  },
  (self) => [uniqueIndex('sync_writer_id').on(self.id), index('sync_writer_desk').on(self.desk)],
);

export const syncOp = sqliteTable(
  'sync_op',
  {
    /** Order of arrival at this desk: a causal order. */
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    w: integer('w').notNull(),
    n: integer('n').notNull(),
    /** `n` of the first operation of the same action: one transaction, one undo step. */
    x: integer('x').notNull(),
    t: text('t').notNull(),
    tbl: text('tbl').notNull(),
    row: text('row').notNull(),
    /** The exact line as authored; never serialised again, so unknown fields survive and hashes hold. */
    line: text('line').notNull(),
    /** 0 applied · 1 kept, not materialised (unknown table, column or kind) · 2 redacted */
    state: integer('state').notNull(),
  },
  (self) => [uniqueIndex('sync_op_dot').on(self.w, self.n), index('sync_op_row').on(self.row)],
);

/** What this desk keeps to itself: settings, its own id. Never exported. */
export const localState = sqliteTable('local_state', { key: text('key').primaryKey().notNull(), value: text('value').notNull() });

/** Folded text of each record for the search box; `search_index` is the full-text index over it. */
export const searchDoc = sqliteTable(
  'search_doc',
  {
    rid: integer('rid').primaryKey({ autoIncrement: true }),
    tbl: text('tbl').notNull(),
    row: text('row').notNull(),
    text: text('text').notNull(),
  },
  (self) => [uniqueIndex('search_doc_record').on(self.tbl, self.row)],
);

/** Registers in conflict: several heads with different values. Follows from the log; stored so that lists and counts need not search for them. */
export const syncConflict = sqliteTable(
  'sync_conflict',
  { tbl: text('tbl').notNull(), row: text('row').notNull(), register: text('register').notNull() },
  (self) => [primaryKey({ columns: [self.tbl, self.row, self.register] })],
);

/** A desk's signature over its chain at an export; relayed with the operations it covers (sync 2.11). */
export const syncCheckpoint = sqliteTable(
  'sync_checkpoint',
  { writer: text('writer').notNull(), n: integer('n').notNull(), sha: text('sha').notNull(), sig: text('sig').notNull() },
  (self) => [primaryKey({ columns: [self.writer, self.n] })],
);

/** What desks said they hold: an antichain per desk (sync 2.4). */
export const syncStatement = sqliteTable(
  'sync_statement',
  {
    desk: text('desk').notNull(),
    tipW: text('tip_w').notNull(),
    tipN: integer('tip_n').notNull(),
    /** Short form of the vector, JSON: writer → position. */
    frontier: text('frontier').notNull(),
    /** Attachments it lacks, JSON list of hashes. */
    wants: text('wants').notNull(),
    /** Stamp of the export it came with. */
    made: text('made').notNull(),
    /** When it reached this desk, milliseconds. */
    seenAt: integer('seen_at').notNull(),
  },
  (self) => [primaryKey({ columns: [self.desk, self.tipW, self.tipN] })],
);

/** Bundles exported and imported, with their reports. Stays at this desk. */
export const syncBundle = sqliteTable(
  'sync_bundle',
  {
    /** Order of events at this desk. */
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull(),
    direction: text('direction').notNull(),
    /** Hash of the file; empty for one that is only prepared. */
    sha: text('sha').notNull(),
    desk: text('desk').notNull(),
    deskName: text('desk_name').notNull(),
    fileName: text('file_name').notNull(),
    /** applied, waiting, withdrawn; for an export: written. */
    status: text('status').notNull(),
    at: integer('at').notNull(),
    /** JSON: counts, conflicts and the rest of the report shown to the person. */
    report: text('report').notNull(),
    /** First and last place in the log taken by it; 0 when none. */
    fromSeq: integer('from_seq').notNull(),
    toSeq: integer('to_seq').notNull(),
  },
  (self) => [index('sync_bundle_id').on(self.id), index('sync_bundle_sha').on(self.sha)],
);

/** Desks whose keys a person has checked here. Never exported: trust is each desk's own. */
export const syncTrust = sqliteTable('sync_trust', {
  desk: text('desk').primaryKey().notNull(),
  name: text('name').notNull(),
  /** Ed25519 public key, hex. */
  signKey: text('sign_key').notNull(),
  /** age recipient. */
  recipient: text('recipient').notNull(),
  trustedAt: integer('trusted_at').notNull(),
  trustedBy: text('trusted_by').notNull(),
});
