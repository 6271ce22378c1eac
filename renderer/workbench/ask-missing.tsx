// What new records lack and nobody but a person can say: asked once for all of them.
import { useState } from 'react';
import { columnOf, type TableName, tableOf } from '../../db/catalog/index.ts';
import type { SetValue } from '../../electron/contract/records.ts';
import { columnLabel } from '../../resources/locales/sentences.ts';
import { useWords } from '../bridge/i18n.ts';
import { DialogForm } from '../parts/dialog-form.tsx';
import { DialogFrame } from '../parts/dialog-frame.tsx';
import { ValueField } from './editors/value-field.tsx';

interface AskMissingProps {
  readonly table: TableName;
  readonly columns: readonly string[];
  /** How many records the answer is for. */
  readonly count: number;
  readonly onAnswer: (values: Readonly<Record<string, SetValue>>) => void;
  readonly onCancel: () => void;
}

export function AskMissing({ table, columns, count, onAnswer, onCancel }: AskMissingProps) {
  const words = useWords();
  const [values, setValues] = useState<Readonly<Record<string, SetValue>>>({});
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const answer = () => {
    const open = columns.filter((name) => (values[name] ?? null) === null && problems[name] === undefined);
    const all = { ...problems, ...Object.fromEntries(open.map((name) => [name, words('reasons.required')])) };
    setProblems(all);
    if (Object.keys(all).length > 0) return false;
    onAnswer(values);
    return true;
  };
  const enter = (name: string, value: SetValue, problem: string | undefined) => {
    setValues((now) => ({ ...now, [name]: value }));
    setProblems(({ [name]: _, ...rest }) => (problem === undefined ? rest : { ...rest, [name]: problem }));
  };
  return (
    <DialogFrame title={words('ui.newRecord', { table: words(`tables.${table}`) })} onClose={onCancel}>
      <DialogForm onSave={answer} onCancel={onCancel}>
        <p>{words('edit.askMissing', { count })}</p>
        {columns.map((name, at) => {
          const column = columnOf(tableOf(table), name);
          if (!column) return null;
          return (
            <ValueField
              key={name}
              first={at === 0}
              column={column}
              label={columnLabel(words, name, column)}
              problem={problems[name]}
              onValue={(value, problem) => enter(name, value, problem)}
            />
          );
        })}
      </DialogForm>
    </DialogFrame>
  );
}
