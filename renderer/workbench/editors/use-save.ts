// Saves the value of an editor and updates every open list with the reply.
import { useCallback } from 'react';
import { columnOf, type TableName, tableOf } from '../../../db/catalog/index.ts';
import type { ListedRow, SetValue } from '../../../electron/contract/records.ts';
import { columnLabel } from '../../../resources/locales/sentences.ts';
import { call, Refused } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { applyWritten, showCurrent } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { useUndo } from '../../parts/use-actions.ts';

/** @returns saves one cell; rejects with the refusal, which the editor shows */
export function useSave(table: TableName): (row: ListedRow, column: string, value: SetValue) => Promise<void> {
  const words = useWords();
  const { say } = useAnnouncer();
  return useCallback(
    async (row, column, value) => {
      const definition = columnOf(tableOf(table), column);
      if (!definition) return;
      try {
        applyWritten(await call('commit', { mutations: [{ kind: 'set', table, id: row.id, set: { [column]: value }, seen: row.seen }] }));
      } catch (error) {
        // The refusal says that the value has changed: the new one must be shown.
        if (error instanceof Refused && error.code === 'stale') await showCurrent(table, row.id);
        throw error;
      }
      say(words('ui.savedCell', { column: columnLabel(words, column, definition) }));
    },
    [table, say, words],
  );
}

/** Deletes and restores a record. The notice offers to undo a deletion. */
export function useDeletion(table: TableName): (row: ListedRow) => Promise<void> {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const undo = useUndo();
  return useCallback(
    async (row) => {
      try {
        applyWritten(await call('commit', { mutations: [{ kind: row.deleted ? 'restore' : 'delete', table, id: row.id, seen: row.seen }] }));
        if (row.deleted) say(words('ui.restored'));
        else say(words('ui.deleted'), undo);
      } catch (error) {
        refuse(error);
      }
    },
    [table, say, refuse, words, undo],
  );
}
