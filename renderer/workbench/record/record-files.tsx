// Files of a record: the text of an agreement, a scanned letter. Kept in the desk folder; saving one writes a copy.
import { useQuery } from '@tanstack/react-query';
import type { TableName } from '../../../db/catalog/index.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { applyWritten } from '../../bridge/query-cache.ts';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useShowFolder } from '../../parts/use-actions.ts';
import { useDeletion } from '../editors/use-save.ts';

export function RecordFiles({ table, id }: { table: TableName; id: string }) {
  const words = useWords();
  const { say, refuse } = useAnnouncer();
  const showFolder = useShowFolder();
  const remove = useDeletion('attachment');
  const { data } = useQuery({
    queryKey: ['list', 'attachment', table, id, 'files'],
    queryFn: () => call('list', { table: 'attachment', filter: { recordTable: table, record: id }, limit: 200, counted: false }),
  });
  const attach = async () => {
    try {
      const written = await call('attachFile', { table, id });
      if (!written) return;
      applyWritten(written);
      say(words('files.added'));
    } catch (error) {
      refuse(error);
    }
  };
  const save = async (attachment: string) => {
    try {
      const done = await call('saveAttachment', { id: attachment });
      if (done) say(words('ui.exported', { file: done.file }), showFolder);
    } catch (error) {
      refuse(error);
    }
  };
  return (
    <section className="record-files">
      <h3>{words('files.title')}</h3>
      <ul>
        {(data?.rows ?? []).map((row) => (
          <li key={row.id} className="view-line">
            <button type="button" className="link grow" onClick={() => save(row.id)}>
              {String(row.values.fileName)}
            </button>
            <span className="count">{words('files.size', { size: Math.ceil(Number(row.values.size ?? 0) / 1_000).toLocaleString() })}</span>
            <button
              type="button"
              className="icon-button small"
              aria-label={words('files.remove', { name: String(row.values.fileName) })}
              onClick={() => remove(row)}
            >
              <Icon name="trash" />
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="button small" onClick={attach}>
        <Icon name="plus" />
        {words('files.add')}
      </button>
    </section>
  );
}
