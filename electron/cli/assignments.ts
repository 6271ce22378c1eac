// `COL=VALUE` words of `set`, as values to store.
import { columnOf, type Table } from '../../db/catalog/index.ts';
import { type LabelOf, parseText, refusalOf } from '../../db/catalog/parse.ts';
import type { ReadContext } from '../../db/catalog/read-date.ts';
import { DeskError } from '../../db/errors.ts';
import type { SetValue } from '../../db/log/mutation.ts';
import { WrongUsage } from './arguments.ts';

/** Linked records are given as ids with commas between: `partners=ID,ID`. */
export function assignments(table: Table, words: readonly string[], labelOf: LabelOf, context: ReadContext): Record<string, SetValue> {
  const set: Record<string, SetValue> = {};
  for (const word of words) {
    const at = word.indexOf('=');
    if (at < 1) throw new WrongUsage(word);
    const name = word.slice(0, at);
    const text = word.slice(at + 1);
    const column = columnOf(table, name);
    if (!column) throw new DeskError('unknownColumn', { table: table.name, column: name });
    if (column.kind === 'links') {
      set[name] = text === '' ? [] : text.split(',');
      continue;
    }
    const parsed = parseText(column, text, labelOf, context);
    if (!parsed.ok) {
      const { code: reason, ...limits } = refusalOf(column, parsed.refusal);
      throw new DeskError('invalid', { table: table.name, column: name, reason, ...limits });
    }
    set[name] = parsed.value;
  }
  return set;
}
