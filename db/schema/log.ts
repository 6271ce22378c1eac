// The operation log and what is derived from it. Record tables are a projection of `sync_op` (sync 2.2).
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** One writer per start of the program; a desk is a chain of writers (sync 2.3). */
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
    /** The exact line as authored; never written anew, so unknown fields survive and hashes hold. */
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
