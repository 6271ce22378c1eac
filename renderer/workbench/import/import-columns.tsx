// How a file's columns are understood: heading by heading, what tells records apart, and what the file leaves out.
import { useQuery } from '@tanstack/react-query';
import { isRecordId } from '../../../db/catalog/check.ts';
import { headingKey } from '../../../db/catalog/fold.ts';
import type { Table } from '../../../db/catalog/index.ts';
import { columnLabel } from '../../../resources/locales/sentences.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { isEditable } from '../editors/editor.tsx';
import { FixedValue } from './fixed-value.tsx';
import type { Mapping, Preview } from './use-import.ts';

interface ImportColumnsProps {
  readonly table: Table;
  readonly preview: Preview;
  readonly onChange: (mapping: Mapping) => void;
}

export function ImportColumns({ table, preview, onChange }: ImportColumnsProps) {
  const words = useWords();
  const { mapping, headings, targets, keys, missing } = preview;
  const columns = Object.entries(table.columns).filter(([, column]) => isEditable(column));
  const label = (name: string) => {
    const column = table.columns[name];
    return column ? columnLabel(words, name, column) : name;
  };
  const saved = useSavedMappings(table.name, headings);
  // What the screen itself gives every record is an id, and not asked.
  const given = Object.entries(mapping.fixed ?? {}).flatMap(([name, text]) => (isRecordId(text) ? [] : [name]));
  const asked = [...new Set([...given, ...missing])];
  return (
    <>
      <div className="choice-row">
        {preview.sheets.length > 1 && (
          <label className="check">
            {words('import.sheet')}
            <select className="field" value={preview.sheet} onChange={(event) => onChange({ ...mapping, sheet: event.target.value, headingLine: undefined })}>
              {preview.sheets.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
        <label className="check">
          {words('import.headingLine')}
          <input
            className="field short"
            type="number"
            min={1}
            value={preview.headingLine}
            onChange={(event) => event.target.value !== '' && onChange({ ...mapping, headingLine: Math.max(1, Math.round(event.target.valueAsNumber)) })}
          />
        </label>
        {saved.length > 0 && (
          <label className="check">
            {words('import.saved')}
            <select className="field" value="" onChange={(event) => onChange({ ...mapping, ...saved.find((one) => one.id === event.target.value)?.mapping })}>
              <option value="">{words('ui.choose')}</option>
              {saved.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        )}
        <fieldset className="choice-row">
          <legend className="unseen">{words('import.blank')}</legend>
          {(['keep', 'clear'] as const).map((which) => (
            <label className="check" key={which}>
              <input type="radio" name="blank" checked={(mapping.blank ?? 'keep') === which} onChange={() => onChange({ ...mapping, blank: which })} />
              {words(`import.blanks.${which}`)}
            </label>
          ))}
        </fieldset>
      </div>
      <details open>
        <summary>{words('import.columns')}</summary>
        <table className="preview mapping">
          <thead>
            <tr>
              <th scope="col">{words('import.heading')}</th>
              <th scope="col">{words('edit.column')}</th>
              <th scope="col">{words('import.key')}</th>
            </tr>
          </thead>
          <tbody>
            {headings.map((heading, at) => {
              const target = targets[at] ?? null;
              const plain = target?.replace(/\+$/, '') ?? '';
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: two headings of a file may be the same
                <tr key={at}>
                  <td>{heading === '' ? words('ui.empty_value') : heading}</td>
                  <td>
                    <select
                      className="field"
                      aria-label={words('import.columnFor', { heading })}
                      value={plain}
                      disabled={heading === ''}
                      onChange={(event) =>
                        onChange({ ...mapping, columns: { ...mapping.columns, [heading]: event.target.value === '' ? null : event.target.value } })
                      }
                    >
                      <option value="">{words('import.unused')}</option>
                      <option value="id">{words('fields.recordId')}</option>
                      {columns.map(([name]) => (
                        <option key={name} value={name}>
                          {label(name)}
                        </option>
                      ))}
                    </select>
                    {target?.endsWith('+') && <span className="quiet-text"> {words('import.withRelated')}</span>}
                  </td>
                  <td>
                    {plain !== '' && plain !== 'id' && (
                      <input
                        type="checkbox"
                        aria-label={words('import.keyFor', { heading })}
                        checked={keys.includes(plain)}
                        onChange={(event) => onChange({ ...mapping, keys: event.target.checked ? [...keys, plain] : keys.filter((key) => key !== plain) })}
                      />
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <p className="quiet-text">{words(keys.length === 0 ? 'import.noKeys' : 'import.keys', { columns: keys.map(label).join(', ') })}</p>
      </details>
      {asked.map((name) => {
        const column = table.columns[name];
        return (
          column && (
            <FixedValue
              key={name}
              column={column}
              label={words('import.fixed', { column: label(name) })}
              value={mapping.fixed?.[name]}
              onValue={(text) => {
                const { [name]: _, ...rest } = mapping.fixed ?? {};
                onChange({ ...mapping, fixed: text === undefined ? rest : { ...rest, [name]: text } });
              }}
            />
          )
        );
      })}
    </>
  );
}

/** Mappings made for files with these headings. */
function useSavedMappings(table: string, headings: readonly string[]): { id: string; name: string; mapping: Mapping }[] {
  const { data } = useQuery({
    queryKey: ['list', 'importMapping', table, 'saved'],
    queryFn: () => call('list', { table: 'importMapping', filter: { table }, limit: 200, counted: false }),
  });
  const there = new Set(headings.map(headingKey));
  return (data?.rows ?? []).flatMap((row) => {
    const wanted = String(row.values.headings ?? '').split('\n');
    const fits = wanted.filter((heading) => there.has(heading)).length;
    if (fits * 2 < wanted.length) return [];
    try {
      return [{ id: row.id, name: String(row.values.name), mapping: JSON.parse(String(row.values.definition)) as Mapping }]; // the main process checks it again
    } catch {
      return [];
    }
  });
}
