// The first run: what the program is, where records are kept, and the ways to begin.
import { useState } from 'react';
import type { Settings } from '../../electron/contract/inputs.ts';
import type { StartState } from '../../electron/contract/outputs.ts';
import { errorSentence } from '../../resources/locales/sentences.ts';
import { call, Refused } from '../bridge/bridge.ts';
import { changeLanguage, useWords } from '../bridge/i18n.ts';
import { beginAt, type Destination } from '../bridge/navigation.ts';
import { useRaise } from '../parts/error-boundary.tsx';

const languages: readonly (readonly [Settings['language'], string])[] = [
  ['ja', '日本語'],
  ['en', 'English'],
  ['ko', '한국어'],
];

type FirstRunState = Extract<StartState, { kind: 'firstRun' }>;

interface FirstRunProps {
  readonly state: FirstRunState;
  readonly onState: (state: StartState) => Promise<void>;
}

/** Makes the desk, empty or with the sample, and opens it. */
function useBegin({ state, onState }: FirstRunProps) {
  const words = useWords();
  const raise = useRaise();
  const [language, setLanguage] = useState(state.settings.language);
  const [name, setName] = useState('国際課1');
  const [author, setAuthor] = useState('');
  const [problem, setProblem] = useState<string>();
  const [working, setWorking] = useState(false);
  const begin = async (sample: boolean, destination?: Destination) => {
    if (author.trim() === '' || name.trim() === '') return setProblem(words('reasons.required'));
    setWorking(true);
    try {
      await call('createDesk', { name: name.trim(), author: author.trim(), sample });
      if (destination) beginAt(destination);
      await onState(await call('saveSettings', { language }));
    } catch (error) {
      setWorking(false);
      if (!(error instanceof Refused)) return raise(error);
      setProblem(errorSentence(words, { language, dates: 'western' }, error));
    }
  };
  return { language, setLanguage, name, setName, author, setAuthor, problem, working, begin };
}

type Begin = ReturnType<typeof useBegin>;

export function FirstRun(props: FirstRunProps) {
  const words = useWords();
  const first = useBegin(props);
  return (
    <main className="first-run">
      <div className="first-run-box">
        <LanguageChoice first={first} />
        <h1>{words('firstRun.title')}</h1>
        <p>{words('firstRun.lead')}</p>
        <div className="first-run-fields">
          <label>
            {words('settings.deskName')}
            <input className="field" value={first.name} maxLength={60} onChange={(event) => first.setName(event.target.value)} />
          </label>
          <label>
            {words('settings.author')}
            <input className="field" value={first.author} maxLength={60} onChange={(event) => first.setAuthor(event.target.value)} />
          </label>
        </div>
        <p className="quiet-text">
          {words('settings.folder')}: {props.state.folder}
        </p>
        {first.problem && (
          <p className="editor-problem" role="alert">
            {first.problem}
          </p>
        )}
        <Ways first={first} />
      </div>
    </main>
  );
}

function LanguageChoice({ first }: { first: Begin }) {
  const words = useWords();
  return (
    <fieldset className="choice-row">
      <legend className="unseen">{words('settings.language')}</legend>
      {languages.map(([key, label]) => (
        <label className="check" key={key}>
          <input
            type="radio"
            name="language"
            checked={key === first.language}
            onChange={() => {
              first.setLanguage(key);
              changeLanguage(key);
            }}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function Ways({ first: { working, begin } }: { first: Begin }) {
  const words = useWords();
  return (
    <div className="first-run-ways">
      <button type="button" className="way primary" disabled={working} onClick={() => begin(false)}>
        <strong>{words('firstRun.reference')}</strong>
        <span>{words('firstRun.referenceHelp')}</span>
      </button>
      <button type="button" className="way" disabled={working} onClick={() => begin(true)}>
        <strong>{words('firstRun.sample')}</strong>
        <span>{words('firstRun.sampleHelp')}</span>
      </button>
      <button type="button" className="way" disabled={working} onClick={() => begin(false, { screen: 'visits', table: 'visit', importing: true })}>
        <strong>{words('firstRun.import')}</strong>
        <span>{words('firstRun.importHelp')}</span>
      </button>
    </div>
  );
}
