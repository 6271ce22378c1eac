// Choosing, saving and arranging named views.
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useWords } from '../bridge/i18n.ts';
import { Icon } from '../parts/icon.tsx';
import type { useLook } from './use-look.ts';
import type { NamedView } from './use-views.ts';

interface ViewMenuProps {
  readonly look: ReturnType<typeof useLook>;
}

export function ViewMenu({ look }: ViewMenuProps) {
  const words = useWords();
  const label = look.current ? `${look.current.name}${look.isChanged ? '*' : ''}` : words('views.none');
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
              <ViewList look={look} onClose={close} />
              <SaveView look={look} onClose={close} />
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

interface MenuPartProps extends ViewMenuProps {
  readonly onClose: () => void;
}

function ViewList({ look, onClose }: MenuPartProps) {
  const words = useWords();
  const { views, current } = look;
  const choose = (view: NamedView | undefined) => {
    look.showView(view);
    onClose();
  };
  return (
    <ul className="menu-list">
      <li>
        <button type="button" className="menu-item" aria-pressed={current === undefined} onClick={() => choose(undefined)}>
          {words('views.none')}
        </button>
      </li>
      {(views.all ?? []).map((view) => (
        <li key={view.id} className="view-line">
          <button type="button" className="menu-item" aria-pressed={current?.id === view.id} onClick={() => choose(view)}>
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
          <button type="button" className="icon-button small" aria-label={words('views.remove', { name: view.name })} onClick={() => views.remove(view)}>
            <Icon name="trash" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function SaveView({ look, onClose }: MenuPartProps) {
  const words = useWords();
  const { views, current, arrangement } = look;
  const [name, setName] = useState('');
  const save = async (as: string) => {
    const id = await views.save(as, arrangement);
    if (id !== undefined) look.savedAs(id);
    setName('');
  };
  return (
    <>
      {current && look.isChanged && (
        <button type="button" className="button small" onClick={() => save(current.name)}>
          {words('views.overwrite', { name: current.name })}
        </button>
      )}
      <form
        className="menu-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') save(name.trim()).then(onClose);
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
  );
}
