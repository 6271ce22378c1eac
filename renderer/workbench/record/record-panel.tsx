// The open record: every field, what refers to it, and its history.
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { type TableName, tableOf } from '../../../db/catalog/index.ts';
import type { Outputs } from '../../../electron/contract/outputs.ts';
import { recordTitle } from '../../../resources/locales/sentences.ts';
import { call } from '../../bridge/bridge.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, type PanelTab, panelTabs } from '../../bridge/navigation.ts';
import { useDisplayPreferences, useSituation } from '../../bridge/preferences.tsx';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { ErrorBoundary } from '../../parts/error-boundary.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useDeletion } from '../editors/use-save.ts';
import { RecordActions } from './record-actions.tsx';
import { RecordFields } from './record-fields.tsx';
import { RecordFiles } from './record-files.tsx';
import { RecordHistory } from './record-history.tsx';
import { RelatedRecords } from './related-records.tsx';

interface RecordPanelProps {
  readonly table: TableName;
  readonly id: string;
  /** The part shown at first. */
  readonly tab?: PanelTab | undefined;
  readonly onClose: () => void;
  readonly onGo: (destination: Destination) => void;
}

type Page = Outputs['record'];

export function RecordPanel({ table, id, tab, onClose, onGo }: RecordPanelProps) {
  const words = useWords();
  const { refuse } = useAnnouncer();
  const { settings } = useSituation();
  const { data, error } = useQuery({
    queryKey: ['record', table, id, settings.language],
    queryFn: () => call('record', { table, id }),
    placeholderData: (previous) => (previous?.row.id === id ? previous : undefined),
  });
  useEffect(() => {
    if (error) refuse(error);
  }, [error, refuse]);
  return (
    <aside
      className="panel"
      aria-label={words('ui.details')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <PanelHead table={table} page={data} onClose={onClose} />
      <ErrorBoundary key={id}>
        <Tabs className="panel-tabs" defaultSelectedKey={tab ?? 'record'}>
          <TabList className="tabs" aria-label={words('ui.details')}>
            {panelTabs.map((name) => (
              <Tab key={name} id={name} className="tab">
                {words(`ui.${name}`)}
              </Tab>
            ))}
          </TabList>
          <TabPanel id="record" className="panel-body">
            {data && !data.row.deleted && <RecordActions table={table} id={id} onGo={onGo} />}
            {data && <RecordFields key={id} table={table} row={data.row} names={data.names} />}
          </TabPanel>
          <TabPanel id="related" className="panel-body">
            {data && <RelatedRecords related={data.related} names={data.names} onGo={onGo} />}
            {data && <RecordFiles table={table} id={id} />}
          </TabPanel>
          <TabPanel id="history" className="panel-body">
            <RecordHistory table={table} id={id} />
          </TabPanel>
        </Tabs>
      </ErrorBoundary>
    </aside>
  );
}

function PanelHead({ table, page, onClose }: { table: TableName; page: Page | undefined; onClose: () => void }) {
  const words = useWords();
  const display = useDisplayPreferences();
  const remove = useDeletion(table);
  const name = page ? recordTitle({ words, display }, tableOf(table), page.row.values, page.names) : '';
  return (
    <header className="panel-head">
      <div>
        <p className="panel-table">{words(`tables.${table}`)}</p>
        <h2 className="panel-title">{name}</h2>
        {page?.row.deleted && <span className="tag muted">{words('ui.deletedMark')}</span>}
      </div>
      <div className="panel-actions">
        {page && (
          <button type="button" className="button quiet small" onClick={() => remove(page.row)}>
            <Icon name={page.row.deleted ? 'undo' : 'trash'} />
            {words(page.row.deleted ? 'ui.restore' : 'ui.delete')}
          </button>
        )}
        <button type="button" className="icon-button" aria-label={words('ui.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
    </header>
  );
}
