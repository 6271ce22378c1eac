// Choosing from a list while typing: words of a list, or records; one or several values.
import { Autocomplete, Input, TextField } from 'react-aria-components';
import { useWords } from '../../bridge/i18n.ts';
import { Icon } from '../../parts/icon.tsx';
import { Options, PickedValues } from './options.tsx';
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
          {words('ui.endChoice')}
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
