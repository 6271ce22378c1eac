// One box over everything (Ctrl+K): records by any of their names, screens and commands. By keyboard alone.
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { fold } from '../../db/catalog/fold.ts';
import type { CommandName } from '../../electron/contract/commands.ts';
import { rowTexts } from '../../resources/locales/page-sentences.ts';
import { call } from '../bridge/bridge.ts';
import { useWords } from '../bridge/i18n.ts';
import { type Destination, placeOfRecord, screens } from '../bridge/navigation.ts';
import { useDisplayPreferences } from '../bridge/preferences.tsx';
import { recentPages } from '../bridge/recent-pages.ts';
import { performCommand, useCommand } from '../parts/commands.ts';
import { DialogFrame } from '../parts/dialog-frame.tsx';

interface PaletteProps {
  readonly onGo: (destination: Destination) => void;
}

export function Palette({ onGo }: PaletteProps) {
  const [open, setOpen] = useState(false);
  useCommand('palette', () => setOpen(true));
  if (!open) return null;
  return <PaletteDialog onGo={onGo} onClose={() => setOpen(false)} />;
}

interface Entry {
  readonly key: string;
  /** What kind of thing it is. */
  readonly group: string;
  readonly text: string;
  readonly run: () => void;
}

const commands = [
  ['new', 'menu.new'],
  ['import', 'menu.import'],
  ['export', 'menu.export'],
  ['print', 'menu.print'],
  ['undo', 'menu.undo'],
  ['redo', 'menu.redo'],
  ['keys', 'menu.keys'],
  ['about', 'menu.about'],
] as const satisfies readonly (readonly [CommandName, string])[];

/** Screens and commands whose label holds the text; none for no text. */
function useCommandEntries(typed: string, onGo: PaletteProps['onGo']): Entry[] {
  const words = useWords();
  const wanted = fold(typed);
  if (wanted === '') return [];
  const all: Entry[] = [
    ...screens.map(({ name }) => ({ key: `go:${name}`, group: words('page.screens'), text: words(`nav.${name}`), run: () => onGo({ screen: name }) })),
    ...commands.map(([name, label]) => ({ key: name, group: words('page.commands'), text: words(label), run: () => void performCommand(name) })),
  ];
  return all.filter(({ text }) => fold(text).includes(wanted));
}

/** Records that were found; pages of this session while nothing is typed. */
function useRecordEntries(typed: string, onGo: PaletteProps['onGo']): Entry[] {
  const words = useWords();
  const display = useDisplayPreferences();
  const { data } = useQuery({
    queryKey: ['lookup', 'palette', typed, display.language],
    queryFn: () => call('search', { text: typed }),
    enabled: fold(typed) !== '',
    placeholderData: (previous) => previous,
    staleTime: 0,
  });
  if (fold(typed) === '')
    return recentPages().map(({ table, id, name }) => ({ key: id, group: words(`tables.${table}`), text: name, run: () => onGo(placeOfRecord(table, id)) }));
  return (data?.groups ?? []).flatMap((group) =>
    group.rows.map((row) => ({
      key: row.id,
      group: words(`tables.${group.table}`),
      text: rowTexts({ words, display }, group, row, data?.names ?? {}).join(' · '),
      run: () => onGo(placeOfRecord(group.table, row.id)),
    })),
  );
}

function PaletteDialog({ onGo, onClose }: PaletteProps & { onClose: () => void }) {
  const words = useWords();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const entries = [...useRecordEntries(typed, onGo), ...useCommandEntries(typed, onGo)];
  const active = Math.min(at, entries.length - 1);
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    // When the box has gone: a command may open a dialog of its own.
    requestAnimationFrame(entry.run);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    // While an input method is composing, its keys are its own (229 is what Chromium reports for its last key).
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229 || entries.length === 0) return;
    if (event.key === 'ArrowDown') setAt((active + 1) % entries.length);
    else if (event.key === 'ArrowUp') setAt((active + entries.length - 1) % entries.length);
    else if (event.key === 'Enter') choose(entries[active]);
    else return;
    event.preventDefault();
  };
  return (
    <DialogFrame title={words('page.palette')} onClose={onClose}>
      <div className="dialog-fields palette">
        <input
          type="text"
          role="combobox"
          className="editor-field"
          autoFocus
          aria-label={words('page.palette')}
          aria-expanded={entries.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={entries.length > 0 ? `${listId}-${active}` : undefined}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <PaletteList id={listId} entries={entries} active={active} onChoose={choose} />
        {fold(typed) !== '' && entries.length === 0 && <p className="quiet-text">{words('page.nothingFound', { text: typed })}</p>}
      </div>
    </DialogFrame>
  );
}

interface PaletteListProps {
  readonly id: string;
  readonly entries: readonly Entry[];
  readonly active: number;
  readonly onChoose: (entry: Entry) => void;
}

function PaletteList({ id, entries, active, onChoose }: PaletteListProps) {
  const words = useWords();
  return (
    <div role="listbox" id={id} className="palette-list" aria-label={words('page.found')}>
      {entries.map((entry, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard in the field, which keeps the focus
        <div
          key={entry.key}
          id={`${id}-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === active}
          ref={(place) => {
            if (at === active) place?.scrollIntoView({ block: 'nearest' });
          }}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(entry)}
        >
          <span>{entry.text}</span>
          <span className="quiet-text">{entry.group}</span>
        </div>
      ))}
    </div>
  );
}
