// Making a record: what it cannot be without comes first, the rest may follow in the table or the panel.
import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { type Column, type TableName, tableOf } from '../../db/catalog/index.ts';
import type { SetValue } from '../../db/mutation.ts';
import type { ListedRow } from '../../db/queries/list.ts';
import { columnLabel, errorSentence } from '../../resources/locales/sentences.ts';
import { applyWritten } from '../cache.ts';
import { call, Refused } from '../desk.ts';
import { useWords } from '../i18n.ts';
import { useAnnouncer } from '../parts/announcer.tsx';
import { useTaste } from '../settings.tsx';
import { type ChoiceColumn, isChoice, useFind } from './editors/choice-editor.tsx';
import { readDraft } from './editors/draft.ts';
import { Picker } from './editors/picker.tsx';

/** Fields offered when a record is made: the required ones and those a list shows first. */
function offered(table: TableName): [string, Column][] {
  const { columns, shown } = tableOf(table);
  const first = shown ?? Object.keys(columns);
  return Object.entries(columns)
    .filter(([name, column]) => column.kind !== 'computed' && (column.required || first.includes(name)))
    .sort(([, a], [, b]) => Number(b.required ?? false) - Number(a.required ?? false));
}

export function NewRecord({
  table,
  preset,
  onClose,
  onMade,
}: {
  table: TableName;
  preset: Readonly<Record<string, SetValue>>;
  onClose: () => void;
  onMade: (id: string) => void;
}) {
  const words = useWords();
  const taste = useTaste();
  const { say } = useAnnouncer();
  const [set, setSet] = useState<Readonly<Record<string, SetValue>>>(preset);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [refusal, setRefusal] = useState<string>();
  const fields = offered(table).filter(([name]) => !(name in preset));
  const make = async () => {
    const missing = fields.filter(([name, column]) => column.required && (set[name] ?? null) === null);
    const open = { ...problems, ...Object.fromEntries(missing.map(([name]) => [name, words('reasons.required')])) };
    setProblems(open);
    if (Object.keys(open).length > 0) return;
    try {
      const written = await call('commit', {
        mutations: [{ kind: 'create', table, set: Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null)) }],
      });
      applyWritten(written);
      say(words('ui.created'));
      const made: ListedRow | undefined = written.rows.find((one) => one.table === table)?.row;
      onClose();
      if (made) onMade(made.id);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setRefusal(errorSentence(words, taste, error));
    }
  };
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title" className="dialog-title">
            {words('ui.newRecord', { table: words(`tables.${table}`) })}
          </Heading>
          <form
            className="dialog-form"
            onSubmit={(event) => {
              event.preventDefault();
              make();
            }}
          >
            <div className="dialog-fields">
              {fields.map(([name, column], at) => (
                <NewField
                  key={name}
                  first={at === 0}
                  column={column}
                  label={columnLabel(words, name, column)}
                  problem={problems[name]}
                  onValue={(value, problem) => {
                    setSet((now) => ({ ...now, [name]: value }));
                    setProblems(({ [name]: _, ...rest }) => (problem === undefined ? rest : { ...rest, [name]: problem }));
                  }}
                />
              ))}
            </div>
            {refusal && (
              <p className="editor-problem" role="alert">
                {refusal}
              </p>
            )}
            <div className="dialog-actions">
              <button type="button" className="button" onClick={onClose}>
                {words('ui.cancel')}
              </button>
              <button type="submit" className="button primary">
                {words('ui.ok')}
              </button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function NewField({
  column,
  label,
  problem,
  first,
  onValue,
}: {
  column: Column;
  label: string;
  problem: string | undefined;
  first: boolean;
  onValue: (value: SetValue, problem?: string) => void;
}) {
  const words = useWords();
  const [text, setText] = useState('');
  const read = (typed: string) => {
    setText(typed);
    const value = readDraft(column, typed);
    if (value.ok) onValue(value.value);
    else onValue(null, value.refusal.code === 'required' ? words('reasons.required') : words(`reasons.${value.refusal.code}`, { ...value.refusal }));
  };
  return (
    <div className="form-row">
      <span className="form-label">
        {label}
        {column.required && <span className="required-mark">{words('ui.required')}</span>}
      </span>
      <div className="form-editor">
        {isChoice(column) ? (
          <NewChoice column={column} label={label} onValue={onValue} />
        ) : column.kind === 'longText' ? (
          <textarea
            className="field"
            rows={2}
            aria-label={label}
            aria-invalid={problem !== undefined}
            value={text}
            onChange={(event) => read(event.target.value)}
          />
        ) : (
          <input
            className="field"
            type="text"
            autoFocus={first}
            aria-label={label}
            aria-invalid={problem !== undefined}
            value={text}
            onChange={(event) => read(event.target.value)}
          />
        )}
        {problem && (
          <p className="editor-problem" role="alert">
            {problem}
          </p>
        )}
      </div>
    </div>
  );
}

function NewChoice({ column, label, onValue }: { column: ChoiceColumn; label: string; onValue: (value: SetValue) => void }) {
  const words = useWords();
  const find = useFind(column);
  const several = column.kind === 'terms' || column.kind === 'links';
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<readonly { key: string; name: string }[]>([]);
  const choose = async (keys: readonly string[]) => {
    const known = [...chosen, ...(await find(''))];
    const now = await Promise.all(keys.map(async (key) => known.find((one) => one.key === key) ?? { key, name: (await nameOf(column, key)) ?? key }));
    setChosen(now);
    setOpen(false);
    onValue(column.kind === 'links' ? [...keys] : column.kind === 'terms' ? (keys.length === 0 ? null : JSON.stringify([...keys].sort())) : (keys[0] ?? null));
  };
  if (open) return <Picker label={label} chosen={chosen} several={several} clearable find={find} onChoose={choose} onCancel={() => setOpen(false)} />;
  return (
    <button
      type="button"
      className="form-choice"
      aria-label={`${label}: ${chosen.map((one) => one.name).join('、') || words('ui.choose')}`}
      onClick={() => setOpen(true)}
    >
      <span className="form-choice-text">{chosen.map((one) => one.name).join('、') || words('ui.choose')}</span>
    </button>
  );
}

/** A record found by typing is not among the first ones offered: ask for its name. */
async function nameOf(column: Column, key: string): Promise<string | undefined> {
  if (column.kind !== 'reference' && column.kind !== 'links') return undefined;
  const page = await call('record', { table: column.to, id: key });
  const name = page.row.values[tableOf(column.to).naming.ja];
  return typeof name === 'string' ? (page.names[name] ?? name) : undefined;
}
