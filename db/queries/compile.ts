// Drizzle composes, our cached statements run.
import type { SQL } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import type { Reader, SqlRow, SqlValue } from '../store/connection.ts';

const dialect = new SQLiteSyncDialect();

/** Text and parameters of a query. */
export interface Compiled {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

export function compile(query: SQL): Compiled {
  const { sql: text, params } = dialect.sqlToQuery(query);
  return { sql: text, parameters: params as SqlValue[] }; // only text, numbers and null are ever put in
}

export function allOf<T = SqlRow>(db: Reader, query: SQL): T[] {
  const { sql: text, parameters } = compile(query);
  return db.all<T>(text, ...parameters);
}
