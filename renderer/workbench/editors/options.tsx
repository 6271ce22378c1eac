// The list of a choice, and the values that are chosen already.
import { useState } from 'react';
import { type Key, ListBox, ListBoxItem } from 'react-aria-components';
import { useWords } from '../../bridge/i18n.ts';
import { Icon } from '../../parts/icon.tsx';
import type { Option } from './use-find.ts';

export function PickedValues({ picked, onRemove }: { picked: readonly Option[]; onRemove: (key: string) => void }) {
  const words = useWords();
  if (picked.length === 0) return null;
  return (
    <ul className="picked">
      {picked.map((option) => (
        <li key={option.key}>
          <span>{option.name}</span>
          <button type="button" className="icon-button small" aria-label={`${words('ui.delete')}: ${option.name}`} onClick={() => onRemove(option.key)}>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}

interface OptionsProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly several: boolean;
  /** Marks an option when the list appears. */
  readonly marksFirst: boolean;
  /** Marks the selected option instead of the first. */
  readonly prefersSelected: boolean;
  readonly selected: readonly string[];
  readonly onChoose: (option: Option) => void;
}

export function Options({ label, options, several, marksFirst, prefersSelected, selected, onChoose }: OptionsProps) {
  const words = useWords();
  // When it appears, ListBox marks a selected option rather than the first. After typing the best match comes first, so the
  // selection is handed over once an option is marked (the virtual focus arrives at it).
  const [showsSelected, setShowsSelected] = useState(prefersSelected);
  const onSelectionChange = (keys: 'all' | Set<Key>) => {
    if (keys === 'all') return;
    // A press adds a key, or takes one away: either is the option that was chosen.
    const changed = options.find((option) => keys.has(option.key) !== selected.includes(option.key) && (several || keys.size === 0 || keys.has(option.key)));
    if (changed) onChoose(changed);
  };
  return (
    // The field keeps the focus while an option is pressed.
    // biome-ignore lint/a11y/noStaticElementInteractions: the options themselves take the press
    <div onMouseDown={(event) => event.preventDefault()} onFocus={() => setShowsSelected(true)}>
      <ListBox
        className="options"
        aria-label={label}
        items={options.map(({ key, name }) => ({ id: key, key, name }))}
        selectionMode={several ? 'multiple' : 'single'}
        selectedKeys={showsSelected ? selected : []}
        onSelectionChange={onSelectionChange}
        autoFocus={marksFirst ? 'first' : false}
        renderEmptyState={() => <div className="option none">{words('ui.noneFound')}</div>}
      >
        {(option) => (
          <ListBoxItem id={option.id} className="option" textValue={option.name}>
            {({ isSelected }) => (
              <>
                <span className="option-mark">{isSelected && <Icon name="check" />}</span>
                {option.name}
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </div>
  );
}
