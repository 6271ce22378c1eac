// Which columns are shown, in what order, which stay at the left; how rows are grouped and how high they are.
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { Table } from '../../db/catalog/index.ts';
import { columnLabel } from '../../resources/locales/sentences.ts';
import { useWords } from '../bridge/i18n.ts';
import { Icon } from '../parts/icon.tsx';
import type { ArrangedColumn, Arrangement } from './arrangement.ts';

interface ArrangeMenuProps {
  readonly table: Table;
  readonly arrangement: Arrangement;
  readonly onChange: (change: Partial<Arrangement>) => void;
  /** Deleted records are listed too; not part of a view. */
  readonly withDeleted: boolean;
  readonly onDeleted: (shown: boolean) => void;
}

export function ArrangeMenu({ table, arrangement, onChange, withDeleted, onDeleted }: ArrangeMenuProps) {
  const words = useWords();
  const { columns } = arrangement;
  const hidden = Object.keys(table.columns).filter((name) => !columns.some((column) => column.name === name));
  const label = (name: string) => {
    const column = table.columns[name];
    return column ? columnLabel(words, name, column) : name;
  };
  const move = (at: number, by: -1 | 1) => {
    const next = [...columns];
    const [moved] = next.splice(at, 1);
    if (moved) next.splice(at + by, 0, moved);
    onChange({ columns: next });
  };
  const pin = (at: number, pinned: boolean) =>
    onChange({
      columns: columns.map((column, index): ArrangedColumn => {
        if (index !== at) return column;
        const { pinned: _, ...rest } = column;
        return pinned ? { ...rest, pinned: true } : rest;
      }),
    });
  return (
    <DialogTrigger>
      <Button className="button">
        {words('arrange.title')}
        <Icon name="unfolded" />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Dialog className="menu-dialog arrange" aria-label={words('arrange.title')}>
          <label className="form-row">
            <span className="form-label">{words('arrange.group')}</span>
            <select
              className="field"
              value={arrangement.group ?? ''}
              onChange={(event) => onChange({ group: event.target.value === '' ? undefined : event.target.value })}
            >
              <option value="">{words('ui.none')}</option>
              {Object.entries(table.columns)
                .filter(([, column]) => column.kind !== 'computed' && column.kind !== 'longText')
                .map(([name]) => (
                  <option key={name} value={name}>
                    {label(name)}
                  </option>
                ))}
            </select>
          </label>
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
          <ul className="menu-list arrange-list">
            {columns.map((column, at) => (
              <li key={column.name} className="view-line">
                <label className="check grow">
                  <input
                    type="checkbox"
                    checked
                    disabled={columns.length === 1}
                    onChange={() => onChange({ columns: columns.filter((one) => one.name !== column.name) })}
                  />
                  {label(column.name)}
                </label>
                <button
                  type="button"
                  className="icon-button small"
                  aria-pressed={column.pinned === true}
                  aria-label={words('arrange.pin', { column: label(column.name) })}
                  onClick={() => pin(at, column.pinned !== true)}
                >
                  <Icon name="pin" />
                </button>
                <button
                  type="button"
                  className="icon-button small"
                  disabled={at === 0}
                  aria-label={words('arrange.left', { column: label(column.name) })}
                  onClick={() => move(at, -1)}
                >
                  <Icon name="up" />
                </button>
                <button
                  type="button"
                  className="icon-button small"
                  disabled={at === columns.length - 1}
                  aria-label={words('arrange.right', { column: label(column.name) })}
                  onClick={() => move(at, 1)}
                >
                  <Icon name="down" />
                </button>
              </li>
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
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
