import { z } from 'zod';
import type { Value } from '../../db/catalog/index.ts';
import { DeskError } from '../../db/errors.ts';
import { issues } from '../../db/exchange/broken-rules.ts';
import { conflictCount, conflicts, type Settlement, settle } from '../../db/exchange/conflicts.ts';
import { fieldLabel, tableLabel } from '../../resources/locales/sentences.ts';
import { required, WrongUsage } from './arguments.ts';
import { type Command, jsonOption, reading, words, writing } from './setting.ts';

export const listConflicts: Command = (setting) =>
  reading(setting, ({ db }) => {
    const open = conflicts(db);
    const t = words(setting);
    return {
      json: { conflicts: open, issues: issues(db) },
      text: open
        .map(
          (one) =>
            `${one.key}\n${tableLabel(t, one.table)} ${one.columns.map((column) => fieldLabel(t, one.table, column)).join('・')}\n${one.sides.map((side) => `  ${side.head}  ${JSON.stringify(side.values)}  ${side.author} (${side.deskName})`).join('\n')}`,
        )
        .join('\n'),
    };
  });

const valueSchema = z.union([z.string().max(1_048_576), z.number(), z.null(), z.record(z.string(), z.union([z.string(), z.number(), z.null()]))]);

export const resolve: Command = (setting) =>
  writing(setting, (desk, author) => {
    const key = required(setting.words[1], 'resolve CONFLICT --take HEAD|--value JSON');
    const { take, value } = setting.options;
    if ((take === undefined) === (value === undefined)) throw new WrongUsage('resolve CONFLICT --take HEAD|--value JSON');
    const given = jsonOption(valueSchema, value, 'value');
    const open = conflicts(desk.db, 10_000).find((one) => one.key === key);
    if (!open) throw new DeskError('conflictGone', { key });
    const set: Readonly<Record<string, Value>> = given !== null && typeof given === 'object' ? given : { [open.columns[0] ?? '']: given ?? null };
    const by: Settlement = take === undefined ? { set } : { take };
    const done = settle(desk, author, key, by);
    return { json: { action: done.action, key, left: conflictCount(desk.db) }, text: words(setting)('exchange.settled') };
  });
