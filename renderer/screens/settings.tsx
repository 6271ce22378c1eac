// Language, dates and theme, who is working, and the lists that officers keep.
import { useState } from 'react';
import type { Settings } from '../../electron/contract/inputs.ts';
import { useWords } from '../bridge/i18n.ts';
import { type Destination, screens } from '../bridge/navigation.ts';
import { useSituation } from '../bridge/preferences.tsx';
import { useAnnouncer } from '../parts/announcer.tsx';
import { TablesScreen } from '../workbench/tables-screen.tsx';

const tables = screens.find((screen) => screen.name === 'settings')?.tables ?? [];

export function SettingsScreen({ destination, onGo }: { destination: Destination; onGo: (destination: Destination) => void }) {
  const words = useWords();
  if (destination.table)
    return (
      <TablesScreen title={words('settings.lists')} tables={tables} destination={destination} onGo={onGo}>
        <p>
          <button type="button" className="link" onClick={() => onGo({ screen: 'settings' })}>
            {words('nav.settings')}
          </button>
        </p>
      </TablesScreen>
    );
  return <Form onGo={onGo} />;
}

function Form({ onGo }: { onGo: (destination: Destination) => void }) {
  const words = useWords();
  const { desk } = useSituation();
  return (
    <section className="settings">
      <h1 className="screen-title">{words('nav.settings')}</h1>
      <DisplayChoices />
      <Author />
      <div className="setting">
        <h2 className="setting-title">{words('settings.lists')}</h2>
        <ul className="link-list">
          {tables.map((table) => (
            <li key={table}>
              <button type="button" className="link" onClick={() => onGo({ screen: 'settings', table })}>
                {words(`tables.${table}`)}
              </button>
            </li>
          ))}
        </ul>
      </div>
      <dl className="facts">
        <dt>{words('settings.deskName')}</dt>
        <dd>{desk.name}</dd>
        <dt>{words('settings.folder')}</dt>
        <dd>{desk.folder}</dd>
        <dt>{words('settings.version')}</dt>
        <dd>{desk.version}</dd>
      </dl>
    </section>
  );
}

function useChange(): (part: Partial<Settings>) => Promise<void> {
  const { save } = useSituation();
  const { say, refuse } = useAnnouncer();
  return (part) => save(part).then(() => say((now) => now('ui.saved')), refuse);
}

function DisplayChoices() {
  const words = useWords();
  const { settings } = useSituation();
  const change = useChange();
  return (
    <>
      <Choice
        title={words('settings.language')}
        name="language"
        value={settings.language}
        options={[
          ['ja', '日本語'],
          ['en', 'English'],
          ['ko', '한국어'],
        ]}
        onChange={(language) => change({ language })}
      />
      <Choice
        title={words('settings.dates')}
        name="dates"
        value={settings.dates}
        options={[
          ['era', words('settings.era')],
          ['western', words('settings.western')],
        ]}
        onChange={(dates) => change({ dates })}
      />
      <Choice
        title={words('settings.theme')}
        name="theme"
        value={settings.theme}
        options={[
          ['system', words('settings.system')],
          ['light', words('settings.light')],
          ['dark', words('settings.dark')],
        ]}
        onChange={(theme) => change({ theme })}
      />
    </>
  );
}

function Author() {
  const words = useWords();
  const { settings } = useSituation();
  const change = useChange();
  const [author, setAuthor] = useState(settings.author);
  return (
    <div className="setting">
      <label htmlFor="author" className="setting-title">
        {words('settings.author')}
      </label>
      <p className="quiet-text">{words('settings.authorHelp')}</p>
      <input
        id="author"
        className="field"
        value={author}
        maxLength={60}
        onChange={(event) => setAuthor(event.target.value)}
        onBlur={() => {
          if (author.trim() !== '' && author !== settings.author) change({ author: author.trim() });
          else setAuthor(settings.author);
        }}
      />
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly title: string;
  readonly name: string;
  readonly value: T;
  readonly options: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ title, name, value, options, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className="setting">
      <legend className="setting-title">{title}</legend>
      <div className="choice-row">
        {options.map(([key, label]) => (
          <label className="check" key={key}>
            <input type="radio" name={name} value={key} checked={key === value} onChange={() => onChange(key)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
