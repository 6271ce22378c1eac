// Choosing from a list while typing: words of a list, or records; one or several values.
import { useState } from 'react';
import { Autocomplete, Input, type Key, ListBox, ListBoxItem, TextField } from 'react-aria-components';
import { useWords } from '../../bridge/i18n.ts';
import { Icon } from '../../parts/icon.tsx';
import type { Option } from './use-find.ts';
import { type PickerProps, usePicker } from './use-picker.ts';

export function Picker(props: PickerProps) {
  const { label, several, onCreate, problem } = props;
  const words = useWords();
  const picker = usePicker(props);
  const { typed } = picker;
  return (
    <div
      className="picker"
      role="group"
      aria-label={label}
      ref={picker.root}
      onKeyDownCapture={picker.onKeyDownCapture}
      onKeyDown={(event) => event.stopPropagation()}
      onBlur={(event) => {
        if (!picker.root.current?.contains(event.relatedTarget)) picker.leave();
      }}
    >
      {several && <PickedValues picked={picker.picked} onRemove={picker.remove} />}
      <Autocomplete inputValue={typed} onInputChange={picker.type} disableAutoFocusFirst>
        <TextField aria-label={label} isInvalid={problem !== undefined}>
          <Input ref={picker.field} className="editor-field" role="combobox" aria-expanded="true" placeholder={words('ui.typeToSearch')} />
        </TextField>
        <Options
          key={picker.optionsFor}
          label={label}
          options={picker.options}
          several={several}
          marksFirst={picker.marksFirst}
          prefersSelected={typed === ''}
          selected={picker.selected}
          onChoose={picker.choose}
        />
      </Autocomplete>
      {onCreate && typed.trim() !== '' && (
        <button type="button" className="button small" onPointerDown={(event) => event.preventDefault()} onClick={picker.create}>
          <Icon name="plus" />
          {words('ui.createNamed', { name: typed.trim() })}
        </button>
      )}
      {several && (
        <button type="button" className="button primary small" onClick={picker.commit}>
          {words('ui.ok')}
        </button>
      )}
      {problem && (
        <div className="editor-problem" role="alert">
          {problem}
        </div>
      )}
    </div>
  );
}

function PickedValues({ picked, onRemove }: { picked: readonly Option[]; onRemove: (key: string) => void }) {
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

function Options({ label, options, several, marksFirst, prefersSelected, selected, onChoose }: OptionsProps) {
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
