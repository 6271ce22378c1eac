// What a person decides about the file as a whole: which of several readings of its letters is right, and whether lines
// that it hides are meant.
import { useWords } from '../../bridge/i18n.ts';
import type { Mapping, Preview } from './use-import.ts';

export function ImportReadings({ preview, onChange }: { preview: Preview; onChange: (mapping: Mapping) => void }) {
  const words = useWords();
  const { readings, mapping, notices } = preview;
  const hasHidden = notices.some(({ code }) => code === 'hiddenRows' || code === 'hiddenSkipped');
  return (
    <>
      {readings.length > 0 && (
        <fieldset>
          <legend>{words('import.readings')}</legend>
          {readings.map(({ encoding, sample }) => (
            <label key={encoding} className="check">
              <input type="radio" name="reading" checked={mapping.encoding === encoding} onChange={() => onChange({ ...mapping, encoding })} />
              {encoding}
              <pre>{sample}</pre>
            </label>
          ))}
        </fieldset>
      )}
      {hasHidden && (
        <label className="check">
          <input
            type="checkbox"
            checked={mapping.hiddenRows === 'skip'}
            onChange={(event) => onChange({ ...mapping, hiddenRows: event.target.checked ? 'skip' : 'take' })}
          />
          {words('import.hiddenRows')}
        </label>
      )}
    </>
  );
}
