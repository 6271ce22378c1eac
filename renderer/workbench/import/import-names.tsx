// Names in a file that match no record. Each is asked once; the answer holds for later files and for all desks.
import { useState } from 'react';
import type { TableName } from '../../../db/catalog/index.ts';
import { tableOf } from '../../../db/catalog/index.ts';
import { tableLabel } from '../../../resources/locales/sentences.ts';
import { useWords } from '../../bridge/i18n.ts';
import { NewRecord } from '../editors/new-record.tsx';
import { Picker } from '../editors/picker.tsx';
import { useFind } from '../editors/use-find.ts';
import type { Mapping, Preview } from './use-import.ts';

/** The answer that makes the main process ignore the name. */
const passOver = 'none';

export function ImportNames({ preview, onChange }: { preview: Preview; onChange: (mapping: Mapping) => void }) {
  const words = useWords();
  const { unknownNames, mapping } = preview;
  if (unknownNames.length === 0) return null;
  const answer = (to: string, name: string, record: string) => onChange({ ...mapping, names: { ...mapping.names, [`${to}:${name}`]: record } });
  return (
    <details open>
      <summary>{words('import.unknownNames', { count: unknownNames.length })}</summary>
      <p className="quiet-text">{words('import.unknownHelp')}</p>
      <ul className="unknown-names">
        {unknownNames.map(({ to, name, count, proposals }) => (
          <UnknownName
            key={`${to}:${name}`}
            to={tableOf(to).name}
            name={name}
            count={count}
            proposals={proposals}
            onAnswer={(record) => answer(to, name, record)}
            onMade={() => onChange({ ...mapping })}
          />
        ))}
      </ul>
    </details>
  );
}

interface UnknownNameProps {
  readonly to: TableName;
  readonly name: string;
  readonly count: number;
  readonly proposals: Preview['unknownNames'][number]['proposals'];
  readonly onAnswer: (record: string) => void;
  readonly onMade: () => void;
}

function UnknownName({ to, name, count, proposals, onAnswer, onMade }: UnknownNameProps) {
  const words = useWords();
  const find = useFind({ kind: 'reference', to });
  const [task, setTask] = useState<'choosing' | 'making'>();
  return (
    <li>
      <span>
        「{name}」 <span className="count">{words('import.times', { count, table: tableLabel(words, to) })}</span>
      </span>
      {task === 'choosing' ? (
        <Picker
          label={name}
          chosen={[]}
          several={false}
          clearable={false}
          find={find}
          onChoose={([record]) => {
            setTask(undefined);
            if (record) onAnswer(record);
          }}
          onCancel={() => setTask(undefined)}
        />
      ) : (
        <>
          {proposals.map((one) => (
            <button key={one.id} type="button" className="button small" onClick={() => onAnswer(one.id)}>
              {words('import.meansProposed', { name: one.name })}
            </button>
          ))}
          <button type="button" className="button small" onClick={() => setTask('choosing')}>
            {words('import.meansRecord')}
          </button>
          <button type="button" className="button small" onClick={() => setTask('making')}>
            {words('import.makeRecord')}
          </button>
          <button type="button" className="button small" onClick={() => onAnswer(passOver)}>
            {words('import.passOver')}
          </button>
        </>
      )}
      {task === 'making' && <NewRecord table={to} preset={{}} begin={{ [tableOf(to).naming.ja]: name }} onClose={() => setTask(undefined)} onMade={onMade} />}
    </li>
  );
}
