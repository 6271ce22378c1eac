// Choosing, saving and arranging named views.
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useWords } from '../bridge/i18n.ts';
import { Icon } from '../parts/icon.tsx';
import type { Arrangement } from './arrangement.ts';
import type { NamedView, Views } from './use-views.ts';

interface ViewMenuProps {
  readonly views: Views;
  readonly current: NamedView | undefined;
  /** The list no longer looks as the view says. */
  readonly changed: boolean;
  readonly arrangement: Arrangement;
  readonly onChoose: (view: NamedView | undefined) => void;
  readonly onSaved: (id: string) => void;
}

export function ViewMenu({ views, current, changed, arrangement, onChoose, onSaved }: ViewMenuProps) {
  const words = useWords();
  const [name, setName] = useState('');
  const label = current ? `${current.name}${changed ? '*' : ''}` : words('views.none');
  const save = async (as: string) => {
    const id = await views.save(as, arrangement);
    if (id !== undefined) onSaved(id);
    setName('');
  };
  return (
    <DialogTrigger>
      <Button className="button view-button" aria-label={words('views.current', { name: label })}>
        {label}
        <Icon name="unfolded" />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Dialog className="menu-dialog" aria-label={words('views.title')}>
          {({ close }) => (
            <>
              <ul className="menu-list">
                <li>
                  <button
                    type="button"
                    className="menu-item"
                    aria-pressed={current === undefined}
                    onClick={() => {
                      onChoose(undefined);
                      close();
                    }}
                  >
                    {words('views.none')}
                  </button>
                </li>
                {(views.all ?? []).map((view) => (
                  <li key={view.id} className="view-line">
                    <button
                      type="button"
                      className="menu-item"
                      aria-pressed={current?.id === view.id}
                      onClick={() => {
                        onChoose(view);
                        close();
                      }}
                    >
                      {view.name}
                    </button>
                    <label className="check">
                      <input type="checkbox" checked={view.isDefault} onChange={(event) => views.set(view, { isDefault: event.target.checked })} />
                      {words('views.isDefault')}
                    </label>
                    <label className="check">
                      <input type="checkbox" checked={view.onHome} onChange={(event) => views.set(view, { onHome: event.target.checked })} />
                      {words('views.onHome')}
                    </label>
                    <button
                      type="button"
                      className="icon-button small"
                      aria-label={words('views.remove', { name: view.name })}
                      onClick={() => views.remove(view)}
                    >
                      <Icon name="trash" />
                    </button>
                  </li>
                ))}
              </ul>
              {current && changed && (
                <button type="button" className="button small" onClick={() => save(current.name)}>
                  {words('views.overwrite', { name: current.name })}
                </button>
              )}
              <form
                className="menu-form"
                onSubmit={(event) => {
                  event.preventDefault();
                  if (name.trim() !== '') save(name.trim()).then(close);
                }}
              >
                <input
                  className="field"
                  type="text"
                  maxLength={100}
                  aria-label={words('views.name')}
                  placeholder={words('views.name')}
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                />
                <button type="submit" className="button primary small" disabled={name.trim() === ''}>
                  {words('views.save')}
                </button>
              </form>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
