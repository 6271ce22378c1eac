// Attachments and notes of this desk: what, besides the records of the other screens, travels between desks.
import { useWords } from '../i18n.ts';
import { type Place, screens } from '../navigation.ts';
import { TablesScreen } from './tables.tsx';

const tables = screens.find((screen) => screen.name === 'sync')?.tables ?? [];

export function SyncScreen({ place, onGo }: { place: Place; onGo: (place: Place) => void }) {
  const words = useWords();
  return <TablesScreen title={words('nav.sync')} tables={tables} place={place} onGo={onGo} />;
}
