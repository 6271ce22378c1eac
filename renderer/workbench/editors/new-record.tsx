// Making a record: required fields come first; the others can be filled in later, in the table or the panel.
import { useState } from 'react';
import { type Column, type TableName, tableOf } from '../../../db/catalog/index.ts';
import type { ListedRow, SetValue } from '../../../electron/contract/records.ts';
import { columnLabel, errorSentence } from '../../../resources/locales/sentences.ts';
import { call, Refused } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useDisplayPreferences } from '../../bridge/preferences.tsx';
import { applyWritten } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import { ValueField } from './value-field.tsx';

/** Fields offered when a record is made: the required ones and those a list shows first. */
function offered(table: TableName): [string, Column][] {
  const { columns, shown } = tableOf(table);
  const first = shown ?? Object.keys(columns);
  return Object.entries(columns)
    .filter(([name, column]) => column.kind !== 'computed' && (column.required || first.includes(name)))
    .sort(([, a], [, b]) => Number(b.required ?? false) - Number(a.required ?? false));
}

interface NewRecordProps {
  readonly table: TableName;
  readonly preset: Readonly<Record<string, SetValue>>;
  /** Text that fields begin with; it may still be changed. */
  readonly begin?: Readonly<Record<string, string>>;
  readonly onClose: () => void;
  readonly onMade: (id: string, name: string) => void;
}

/** The values entered so far, and making the record of them. */
function useNewRecord({ table, preset, begin, onClose, onMade }: NewRecordProps) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { say } = useAnnouncer();
  const [set, setSet] = useState<Readonly<Record<string, SetValue>>>({ ...preset, ...begin });
  /** What cannot be read as it was typed. */
  const [unread, setUnread] = useState<Readonly<Record<string, string>>>({});
  /** What was missing at the last press. It may follow by now from what has been entered since. */
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [refusal, setRefusal] = useState<string>();
  const make = async (): Promise<boolean> => {
    setRefusal(undefined);
    if (Object.keys(unread).length > 0) return false;
    try {
      const values = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null));
      const planned = await call('planEdit', { request: { table }, edit: { kind: 'append', values } });
      if (planned.missing.length > 0) {
        setMissing(planned.missing);
        return false;
      }
      const written = await call('applyEdit', { plan: planned.plan });
      applyWritten(written);
      say(words('ui.created'));
      const made: ListedRow | undefined = written.rows.find((one) => one.table === table)?.row;
      onClose();
      if (made) onMade(made.id, String(made.values[tableOf(table).naming.ja] ?? ''));
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setRefusal(errorSentence(words, display, error));
      return false;
    }
  };
  const enter = (name: string, value: SetValue, problem: string | undefined) => {
    setSet((now) => ({ ...now, [name]: value }));
    setUnread(({ [name]: _, ...rest }) => (problem === undefined ? rest : { ...rest, [name]: problem }));
    setMissing((now) => now.filter((one) => one !== name));
  };
  const problems = { ...Object.fromEntries(missing.map((name) => [name, words('reasons.required')])), ...unread };
  return { problems, refusal, enter, make };
}

export function NewRecord(props: NewRecordProps) {
  const { table, preset, begin = {}, onClose } = props;
  const words = useWords();
  const fields = offered(table).filter(([name]) => !(name in preset));
  const { problems, refusal, enter, make } = useNewRecord(props);
  return (
    <DialogFrame title={words('ui.newRecord', { table: words(`tables.${table}`) })} onClose={onClose}>
      <DialogForm onSave={make} onCancel={onClose} refusal={refusal}>
        {fields.map(([name, column], at) => (
          <ValueField
            key={name}
            first={at === 0}
            column={column}
            label={columnLabel(words, name, column)}
            begin={begin[name]}
            problem={problems[name]}
            onValue={(value, problem) => enter(name, value, problem)}
          />
        ))}
      </DialogForm>
    </DialogFrame>
  );
}
