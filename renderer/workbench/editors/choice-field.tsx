// A field of a form that chooses words or records: typing searches at once, Enter takes the best match, and a record that
// does not exist yet can be made of what was typed.
import { useContext, useId, useState } from 'react';
import { Autocomplete, Input, TextField } from 'react-aria-components';
import { tableOf } from '../../../db/catalog/index.ts';
import { storeTerms } from '../../../db/catalog/parse.ts';
import type { SetValue } from '../../../electron/contract/records.ts';
import { useWords } from '../../bridge/i18n.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { DialogGuard } from '../../parts/dialog-frame.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Options, PickedValues } from './options.tsx';
import { RecordMaker, typedRecord } from './record-maker.ts';
import { useChoiceBox } from './use-choice-box.ts';
import { type ChoiceColumn, type Option, useFind } from './use-find.ts';

interface ChoiceFieldProps {
  readonly column: ChoiceColumn;
  readonly label: string;
  readonly first: boolean;
  readonly begin?: readonly Option[] | undefined;
  readonly problem: string | undefined;
  readonly onValue: (value: SetValue, problem?: string) => void;
  readonly onSearch?: (() => void) | undefined;
}

function chosenValue(column: ChoiceColumn, keys: readonly string[]): SetValue {
  if (column.kind === 'links') return [...keys];
  if (column.kind === 'terms') return keys.length === 0 ? null : storeTerms(keys);
  return keys[0] ?? null;
}

/** What is chosen so far, reported with every change. */
function useChosen({ column, begin = [], onValue }: ChoiceFieldProps) {
  const { touch } = useContext(DialogGuard);
  const [chosen, setChosen] = useState<readonly Option[]>(begin);
  const choose = (options: readonly Option[]) => {
    touch();
    setChosen(options);
    const keys = options.map(({ key }) => key);
    onValue(chosenValue(column, keys));
  };
  return { chosen, choose };
}

export function ChoiceField(props: ChoiceFieldProps) {
  const { column, onValue } = props;
  const words = useWords();
  const { refuse } = useAnnouncer();
  const makeRecord = useContext(RecordMaker);
  const several = column.kind === 'terms' || column.kind === 'links';
  const { chosen, choose } = useChosen(props);
  const [making, setMaking] = useState<string>();
  const box = useChoiceBox({
    several,
    find: useFind(column),
    chosen,
    onChoose: choose,
    onUnknown: () => onValue(null, words('reasons.notChosen')),
    onSearch: props.onSearch,
  });
  const table = makeRecord && typedRecord(column);
  const name = box.typed.trim();
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field in it takes the keys */}
      <div
        className="choice-box"
        ref={box.root}
        onKeyDownCapture={box.onKeyDown}
        onBlur={(event) => {
          if (!box.root.current?.contains(event.relatedTarget) && making === undefined) box.settle().catch(refuse);
        }}
      >
        {several && <PickedValues picked={chosen} onRemove={box.remove} />}
        <ChoiceInput {...props} box={box} several={several} selected={chosen.map(({ key }) => key)} />
        {box.isOpen && table !== undefined && name !== '' && (
          <button type="button" className="button small" onPointerDown={(event) => event.preventDefault()} onClick={() => setMaking(name)}>
            <Icon name="plus" />
            {words('ui.createNamed', { name })}
          </button>
        )}
      </div>
      {making !== undefined &&
        table !== undefined &&
        makeRecord?.({
          table,
          begin: { [tableOf(table).naming.ja]: making },
          onClose: () => setMaking(undefined),
          onMade: (id, name) => box.choose({ key: id, name }),
        })}
    </>
  );
}

interface ChoiceInputProps extends ChoiceFieldProps {
  readonly box: ReturnType<typeof useChoiceBox>;
  readonly several: boolean;
  readonly selected: readonly string[];
}

function ChoiceInput({ label, first, problem, box, several, selected }: ChoiceInputProps) {
  const optionsId = useId();
  const isSearching = box.typed.trim() !== '';
  return (
    <Autocomplete inputValue={box.text} onInputChange={box.type} disableAutoFocusFirst>
      <TextField aria-label={label} isInvalid={problem !== undefined}>
        <Input
          className="field"
          role="combobox"
          autoFocus={first}
          aria-expanded={box.isOpen}
          aria-controls={box.isOpen ? optionsId : undefined}
          placeholder={box.placeholder}
          // The library moves its own focus through the list with events of its making.
          onFocus={(event) => event.nativeEvent.isTrusted && event.currentTarget.select()}
          onClick={box.open}
        />
      </TextField>
      {box.isOpen && (
        <div id={optionsId}>
          <Options
            key={box.optionsFor}
            label={label}
            options={box.options}
            several={several}
            marksFirst={isSearching}
            prefersSelected={!isSearching}
            selected={selected}
            onChoose={box.choose}
          />
        </div>
      )}
    </Autocomplete>
  );
}
