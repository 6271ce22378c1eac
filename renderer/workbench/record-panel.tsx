// The whole record beside the table: every field, what refers to it, and its story.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type Column, columnOf, nameColumns, type TableName, tableOf } from '../../db/catalog/index.ts';
import type { HistoryEntry, ListedRow } from '../../electron/contract/records.ts';
import { cellText, columnLabel, type DisplayPreferences, type Words } from '../../resources/locales/sentences.ts';
import { call } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { type Destination, destinationOf } from '../bridge/navigation.ts';
import { useDisplayPreferences, useSituation } from '../bridge/preferences.tsx';
import { useAnnouncer } from '../parts/announcer.tsx';
import { Icon } from '../parts/icon.tsx';
import { CellValue } from './cell.tsx';
import { isChoice } from './editors/choice-editor.tsx';
import { Editor, isEditable } from './editors/editor.tsx';
import { RecordActions } from './record-actions.tsx';
import { RecordFiles } from './record-files.tsx';
import { useDeletion, useSave } from './use-save.ts';

export function RecordPanel({ table, id, onClose, onGo }: { table: TableName; id: string; onClose: () => void; onGo: (destination: Destination) => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { refuse } = useAnnouncer();
  const { settings } = useSituation();
  const [side, setSide] = useState<'record' | 'related' | 'history'>('record');
  const panel = useRef<HTMLElement>(null);
  const { data, error } = useQuery({
    queryKey: ['record', table, id, settings.language],
    queryFn: () => call('record', { table, id }),
    placeholderData: (previous) => (previous?.row.id === id ? previous : undefined),
  });
  const remove = useDeletion(table);
  useEffect(() => {
    if (error) refuse(error);
  }, [error, refuse]);
  const name = data
    ? nameColumns(tableOf(table), display.language)
        .map((column) => data.row.values[column])
        .find((value) => typeof value === 'string' && value !== '')
    : undefined;
  const shownName = typeof name === 'string' ? (data?.names[name] ?? name) : '';
  const tabs = ['record', 'related', 'history'] as const;
  return (
    <aside
      className="panel"
      ref={panel}
      aria-label={words('ui.details')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <header className="panel-head">
        <div>
          <p className="panel-table">{words(`tables.${table}`)}</p>
          <h2 className="panel-title">{shownName}</h2>
          {data?.row.deleted && <span className="tag muted">{words('ui.deletedMark')}</span>}
        </div>
        <div className="panel-actions">
          {data && (
            <button type="button" className="button quiet small" onClick={() => remove(data.row)}>
              <Icon name={data.row.deleted ? 'undo' : 'trash'} />
              {words(data.row.deleted ? 'ui.restore' : 'ui.delete')}
            </button>
          )}
          <button type="button" className="icon-button" aria-label={words('ui.close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
      </header>
      <div className="tabs" role="tablist" aria-label={words('ui.details')}>
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`tab-${tab}`}
            aria-selected={tab === side}
            aria-controls="panel-side"
            tabIndex={tab === side ? 0 : -1}
            className="tab"
            onClick={() => setSide(tab)}
            onKeyDown={(event) => {
              const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
              const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
              if (step === 0 || !next) return;
              setSide(next);
              document.getElementById(`tab-${next}`)?.focus();
            }}
          >
            {words(`ui.${tab}`)}
          </button>
        ))}
      </div>
      <div className="panel-body" id="panel-side" role="tabpanel" aria-labelledby={`tab-${side}`} tabIndex={0}>
        {data && !data.row.deleted && side === 'record' && <RecordActions table={table} id={id} onGo={onGo} />}
        {data && side === 'record' && <Fields key={id} table={table} row={data.row} names={data.names} />}
        {data && side === 'related' && <RelatedRecords related={data.related} names={data.names} onGo={onGo} />}
        {data && side === 'related' && <RecordFiles table={table} id={id} />}
        {side === 'history' && <RecordHistory table={table} id={id} />}
      </div>
    </aside>
  );
}

function Fields({ table, row, names }: { table: TableName; row: ListedRow; names: Readonly<Record<string, string>> }) {
  const words = useWords();
  const save = useSave(table);
  return (
    <div className="fields">
      {Object.entries(tableOf(table).columns).map(([name, column]) => (
        <Field
          key={name}
          table={table}
          name={name}
          column={column}
          row={row}
          names={names}
          label={columnLabel(words, name, column)}
          onSave={(value) => save(row, name, value)}
        />
      ))}
    </div>
  );
}

function Field({
  table,
  name,
  column,
  row,
  names,
  label,
  onSave,
}: {
  table: TableName;
  name: string;
  column: Column;
  row: ListedRow;
  names: Readonly<Record<string, string>>;
  label: string;
  onSave: Parameters<typeof Editor>[0]['onSave'];
}) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { today } = useSituation();
  const [choosing, setChoosing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const chooses = isChoice(column);
  const value = row.values[name];
  return (
    <div className="form-row">
      <span className="form-label">
        {label}
        {column.required && <span className="required-mark">{words('ui.required')}</span>}
      </span>
      {!isEditable(column) || row.deleted ? (
        <span className="form-value">{cellText(words, display, column, value, names)}</span>
      ) : chooses && !choosing ? (
        <button
          ref={opener}
          type="button"
          className="form-choice"
          aria-label={`${label}: ${cellText(words, display, column, value, names) || words('ui.choose')}`}
          onClick={() => setChoosing(true)}
        >
          <span className="form-choice-text">
            <CellValue table={table} column={column} name={name} row={row} names={names} words={words} display={display} today={today} />
          </span>
          <Icon name="down" />
        </button>
      ) : (
        <div className="form-editor">
          <Editor
            column={column}
            label={label}
            value={value}
            names={names}
            inForm={!chooses}
            onSave={onSave}
            onDone={() => {
              setChoosing(false);
              if (chooses) requestAnimationFrame(() => opener.current?.focus());
            }}
          />
        </div>
      )}
    </div>
  );
}

function RelatedRecords({
  related,
  names,
  onGo,
}: {
  related: readonly { readonly table: TableName; readonly column: string; readonly total: number; readonly ids: readonly string[] }[];
  names: Readonly<Record<string, string>>;
  onGo: (destination: Destination) => void;
}) {
  const words = useWords();
  if (related.length === 0) return <p className="quiet-text">{words('ui.none')}</p>;
  return related.map(({ table, column, total, ids }) => {
    const definition = columnOf(tableOf(table), column);
    return (
      <section key={`${table}-${column}`} className="related">
        <h3>
          {words(`tables.${table}`)}
          {definition && <span className="related-column">{columnLabel(words, column, definition)}</span>}
          <span className="count">{words('ui.rowsOf', { total })}</span>
        </h3>
        <ul>
          {ids.map((other) => (
            <li key={other}>
              <button type="button" className="link" onClick={() => onGo(destinationOf(table, other))}>
                {names[other] || words('ui.record')}
              </button>
            </li>
          ))}
        </ul>
        {total > ids.length && <p className="quiet-text">{words('ui.more', { count: total - ids.length })}</p>}
      </section>
    );
  });
}

function RecordHistory({ table, id }: { table: TableName; id: string }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const { data } = useQuery({ queryKey: ['history', table, id, display.language], queryFn: () => call('history', { table, id }) });
  if (!data) return null;
  if (data.entries.length === 0) return <p className="quiet-text">{words('ui.noHistory')}</p>;
  return (
    <ol className="story">
      {data.entries.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one action may hold several entries of one record; their order is fixed
        <li key={`${entry.action}-${at}`}>
          <p className="story-head">
            <time dateTime={new Date(entry.at).toISOString()}>{momentText(entry.at, display)}</time>
            <span>{entry.author}</span>
            <span className="tag muted">
              {words(`change.${entry.kind}`)}
              {entry.why !== 'edit' && ` (${words(`why.${entry.why}`)})`}
            </span>
          </p>
          {entry.kind !== 'created' && <Changes table={table} entry={entry} names={data.names} words={words} display={display} />}
        </li>
      ))}
    </ol>
  );
}

/** Date in the chosen style, time of day beside it. */
function momentText(at: number, display: DisplayPreferences): string {
  const locale = display.language === 'ja' && display.dates === 'era' ? 'ja-JP-u-ca-japanese' : { ja: 'ja-JP', en: 'en-GB', ko: 'ko-KR' }[display.language];
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(at);
}

function Changes({
  table,
  entry,
  names,
  words,
  display,
}: {
  table: TableName;
  entry: HistoryEntry;
  names: Readonly<Record<string, string>>;
  words: Words;
  display: DisplayPreferences;
}) {
  return (
    <ul className="changes">
      {entry.changes.map(({ column, from, to }) => {
        const definition = columnOf(tableOf(table), column);
        if (!definition) return null;
        const show = (value: typeof from) =>
          (definition.kind === 'links'
            ? value === null
              ? ''
              : (names[String(value)] ?? String(value))
            : cellText(words, display, definition, value, names)) || words('ui.empty_value');
        return (
          <li key={column}>
            <span className="change-column">{columnLabel(words, column, definition)}</span>
            <span className="change-from">{show(from)}</span>
            <span aria-hidden="true">→</span>
            <span className="change-to">{show(to)}</span>
          </li>
        );
      })}
    </ul>
  );
}
