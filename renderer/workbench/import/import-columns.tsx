// How a file's columns are understood: heading by heading, which columns identify a record, and what the file lacks.
import { useQuery } from '@tanstack/react-query';
import { isRecordId } from '../../../db/catalog/check.ts';
import { headingKey } from '../../../db/catalog/fold.ts';
import type { Table } from '../../../db/catalog/index.ts';
import { partyTargets } from '../../../db/catalog/party-targets.ts';
import { columnLabel } from '../../../resources/locales/sentences.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { TableHead } from '../../parts/table-head.tsx';
import { isEditable } from '../editors/editor.tsx';
import { FixedValue } from './fixed-value.tsx';
import type { Mapping, Preview } from './use-import.ts';

interface ImportColumnsProps {
  readonly table: Table;
  readonly preview: Preview;
  readonly onChange: (mapping: Mapping) => void;
}

function useLabel(table: Table): (name: string) => string {
  const words = useWords();
  return (name) => {
    const column = table.columns[name];
    return column ? columnLabel(words, name, column) : name;
  };
}

export function ImportColumns(props: ImportColumnsProps) {
  const words = useWords();
  const label = useLabel(props.table);
  const { keys } = props.preview;
  return (
    <>
      <ReadingChoices {...props} />
      <details open>
        <summary>{words('import.columns')}</summary>
        <MappingTable {...props} />
        <p className="quiet-text">{words(keys.length === 0 ? 'import.noKeys' : 'import.keys', { columns: keys.map(label).join(', ') })}</p>
      </details>
      <FixedValues {...props} />
    </>
  );
}

/** Which sheet and line hold the headings, an earlier mapping, and what blank cells mean. */
function ReadingChoices({ table, preview, onChange }: ImportColumnsProps) {
  const words = useWords();
  const { mapping, headings } = preview;
  return (
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
      <SavedMappings table={table.name} headings={headings} onChoose={(saved) => onChange({ ...mapping, ...saved })} />
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
  );
}

interface SavedMappingsProps {
  readonly table: string;
  readonly headings: readonly string[];
  readonly onChoose: (mapping: Mapping | undefined) => void;
}

function SavedMappings({ table, headings, onChoose }: SavedMappingsProps) {
  const words = useWords();
  const saved = useSavedMappings(table, headings);
  if (saved.length === 0) return null;
  return (
    <label className="check">
      {words('import.saved')}
      <select className="field" value="" onChange={(event) => onChoose(saved.find((one) => one.id === event.target.value)?.mapping)}>
        <option value="">{words('ui.choose')}</option>
        {saved.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function MappingTable(props: ImportColumnsProps) {
  const words = useWords();
  return (
    <table className="preview mapping">
      <TableHead texts={[words('import.heading'), words('import.samples'), words('edit.column'), words('import.key')]} />
      <tbody>
        {props.preview.headings.map((heading, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two headings of a file may be the same
          <MappingLine key={at} {...props} heading={heading} samples={samplesOf(props.preview, at)} target={props.preview.targets[at] ?? null} />
        ))}
      </tbody>
    </table>
  );
}

/** The first three different values of a column. */
const samplesOf = ({ lines }: Preview, at: number): readonly string[] =>
  [...new Set(lines.map(({ cells }) => (cells[at] ?? '').trim()).filter((text) => text !== ''))].slice(0, 3);

interface MappingLineProps extends ImportColumnsProps {
  readonly heading: string;
  readonly samples: readonly string[];
  /** The column it is read into; with `+` also the related ones. */
  readonly target: string | null;
}

function MappingLine({ table, preview: { mapping, keys }, onChange, heading, samples, target }: MappingLineProps) {
  const words = useWords();
  const label = useLabel(table);
  const columns = Object.entries(table.columns).filter(([, column]) => isEditable(column));
  const plain = target?.replace(/\+$/, '') ?? '';
  const read = (column: string) => onChange({ ...mapping, columns: { ...mapping.columns, [heading]: column === '' ? null : column } });
  const setKey = (isKey: boolean) => onChange({ ...mapping, keys: isKey ? [...keys, plain] : keys.filter((key) => key !== plain) });
  return (
    <tr>
      <td>{heading === '' ? words('ui.empty_value') : heading}</td>
      <td className="quiet-text samples">{samples.join(' / ')}</td>
      <td>
        <select
          className="field"
          aria-label={words('import.columnFor', { heading })}
          value={plain}
          disabled={heading === ''}
          onChange={(event) => read(event.target.value)}
        >
          <option value="">{words('import.unused')}</option>
          <option value="id">{words('fields.recordId')}</option>
          {partyTargets(table).map((name) => (
            <option key={name} value={name}>
              {words(`import.${name}`)}
            </option>
          ))}
          {columns.map(([name]) => (
            <option key={name} value={name}>
              {label(name)}
            </option>
          ))}
        </select>
        {target?.endsWith('+') && <span className="quiet-text"> {words('import.withRelated')}</span>}
      </td>
      <td>
        {columns.some(([name]) => name === plain) && (
          <input
            type="checkbox"
            aria-label={words('import.keyFor', { heading })}
            checked={keys.includes(plain)}
            onChange={(event) => setKey(event.target.checked)}
          />
        )}
      </td>
    </tr>
  );
}

/** The same value for every line, for columns that the file lacks. */
function FixedValues({ table, preview: { mapping, missing }, onChange }: ImportColumnsProps) {
  const words = useWords();
  const label = useLabel(table);
  // What the screen itself gives every record is an id, and not asked.
  const given = Object.entries(mapping.fixed ?? {}).flatMap(([name, text]) => (isRecordId(text) ? [] : [name]));
  return [...new Set([...given, ...missing])].map((name) => {
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
  });
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
