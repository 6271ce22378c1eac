// Which columns are shown, in what order, which stay at the left; how rows are grouped and how high they are.
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { Table } from '../../db/catalog/index.ts';
import { columnLabel } from '../../resources/locales/sentences.ts';
import { useWords } from '../bridge/i18n.ts';
import { Icon } from '../parts/icon.tsx';
import type { ArrangedColumn, Arrangement } from './grid/arrangement.ts';

interface ArrangementProps {
  readonly table: Table;
  readonly arrangement: Arrangement;
  readonly onChange: (change: Partial<Arrangement>) => void;
}

interface ArrangeMenuProps extends ArrangementProps {
  /** Deleted records are listed too; not part of a view. */
  readonly withDeleted: boolean;
  readonly onDeleted: (shown: boolean) => void;
}

export function ArrangeMenu(props: ArrangeMenuProps) {
  const { arrangement, onChange, withDeleted, onDeleted } = props;
  const words = useWords();
  return (
    <DialogTrigger>
      <Button className="button">
        {words('arrange.title')}
        <Icon name="unfolded" />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Dialog className="menu-dialog arrange" aria-label={words('arrange.title')}>
          <GroupChoice {...props} />
          <fieldset className="choice-row">
            <legend className="form-label">{words('arrange.height')}</legend>
            {([1, 2, 3] as const).map((lines) => (
              <label className="check" key={lines}>
                <input type="radio" name="lines" checked={arrangement.lines === lines} onChange={() => onChange({ lines })} />
                {words('arrange.lines', { count: lines })}
              </label>
            ))}
          </fieldset>
          <label className="check">
            <input type="checkbox" checked={withDeleted} onChange={(event) => onDeleted(event.target.checked)} />
            {words('ui.showDeleted')}
          </label>
          <h3 className="menu-title">{words('arrange.columns')}</h3>
          <ColumnList {...props} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function useLabel(table: Table): (name: string) => string {
  const words = useWords();
  return (name) => {
    const column = table.columns[name];
    return column ? columnLabel(words, name, column) : name;
  };
}

function GroupChoice({ table, arrangement, onChange }: ArrangementProps) {
  const words = useWords();
  const label = useLabel(table);
  const columns = Object.entries(table.columns).filter(([, column]) => column.kind !== 'computed' && column.kind !== 'longText');
  return (
    <label className="form-row">
      <span className="form-label">{words('arrange.group')}</span>
      <select
        className="field"
        value={arrangement.group ?? ''}
        onChange={(event) => onChange({ group: event.target.value === '' ? undefined : event.target.value })}
      >
        <option value="">{words('ui.none')}</option>
        {columns.map(([name]) => (
          <option key={name} value={name}>
            {label(name)}
          </option>
        ))}
      </select>
    </label>
  );
}

const moved = (columns: readonly ArrangedColumn[], at: number, by: -1 | 1): ArrangedColumn[] => {
  const next = [...columns];
  const [column] = next.splice(at, 1);
  if (column) next.splice(at + by, 0, column);
  return next;
};

const pinnedAt = (columns: readonly ArrangedColumn[], at: number, pinned: boolean): ArrangedColumn[] =>
  columns.map((column, index) => {
    if (index !== at) return column;
    const { pinned: _, ...rest } = column;
    return pinned ? { ...rest, pinned: true } : rest;
  });

function ColumnList({ table, arrangement: { columns }, onChange }: ArrangementProps) {
  const label = useLabel(table);
  const hidden = Object.keys(table.columns).filter((name) => !columns.some((column) => column.name === name));
  return (
    <ul className="menu-list arrange-list">
      {columns.map((column, at) => (
        <ShownColumn
          key={column.name}
          label={label(column.name)}
          pinned={column.pinned === true}
          first={at === 0}
          last={at === columns.length - 1}
          onHide={() => onChange({ columns: columns.filter((one) => one.name !== column.name) })}
          onPin={(pinned) => onChange({ columns: pinnedAt(columns, at, pinned) })}
          onMove={(by) => onChange({ columns: moved(columns, at, by) })}
        />
      ))}
      {hidden.map((name) => (
        <li key={name} className="view-line">
          <label className="check grow">
            <input type="checkbox" checked={false} onChange={() => onChange({ columns: [...columns, { name }] })} />
            {label(name)}
          </label>
        </li>
      ))}
    </ul>
  );
}

interface ShownColumnProps {
  readonly label: string;
  readonly pinned: boolean;
  readonly first: boolean;
  readonly last: boolean;
  readonly onHide: () => void;
  readonly onPin: (pinned: boolean) => void;
  readonly onMove: (by: -1 | 1) => void;
}

function ShownColumn({ label, pinned, first, last, onHide, onPin, onMove }: ShownColumnProps) {
  const words = useWords();
  return (
    <li className="view-line">
      <label className="check grow">
        <input type="checkbox" checked disabled={first && last} onChange={onHide} />
        {label}
      </label>
      <button
        type="button"
        className="icon-button small"
        aria-pressed={pinned}
        aria-label={words('arrange.pin', { column: label })}
        onClick={() => onPin(!pinned)}
      >
        <Icon name="pin" />
      </button>
      <button type="button" className="icon-button small" disabled={first} aria-label={words('arrange.left', { column: label })} onClick={() => onMove(-1)}>
        <Icon name="up" />
      </button>
      <button type="button" className="icon-button small" disabled={last} aria-label={words('arrange.right', { column: label })} onClick={() => onMove(1)}>
        <Icon name="down" />
      </button>
    </li>
  );
}
