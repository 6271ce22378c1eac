// Where an import comes from: a file, or what was copied in another program.
import { useState } from 'react';
import { useWords } from '../../bridge/i18n.ts';
import type { Encoding } from './use-import.ts';

const encodings: readonly Encoding[] = [
  'auto',
  'utf-8',
  'shift_jis',
  'utf-16le',
  'utf-16be',
  'euc-jp',
  'iso-2022-jp',
  'euc-kr',
  'gb18030',
  'big5',
  'windows-1252',
];

export function ImportSource({ busy, onFile, onText }: { busy: boolean; onFile: (encoding: Encoding) => void; onText: (text: string) => void }) {
  const words = useWords();
  const [encoding, setEncoding] = useState<Encoding>('auto');
  const [text, setText] = useState('');
  return (
    <div className="import-source">
      <p>{words('import.help')}</p>
      <div className="choice-row">
        <button type="button" className="button primary" disabled={busy} onClick={() => onFile(encoding)}>
          {words('import.chooseFile')}
        </button>
        <label className="check">
          {words('import.encoding')}
          <select className="field" value={encoding} onChange={(event) => setEncoding(encodings.find((one) => one === event.target.value) ?? 'auto')}>
            {encodings.map((one) => (
              <option key={one} value={one}>
                {one === 'auto' ? words('import.autoEncoding') : one}
              </option>
            ))}
          </select>
        </label>
      </div>
      <label className="import-paste">
        {words('import.orPaste')}
        <textarea className="field" rows={6} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <button type="button" className="button" disabled={busy || text.trim() === ''} onClick={() => onText(text)}>
        {words('import.readText')}
      </button>
      {busy && <progress aria-label={words('ui.preparing')} />}
    </div>
  );
}
