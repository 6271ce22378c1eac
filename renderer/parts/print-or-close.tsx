// The foot of a dialog that is only read.
import { useWords } from '../bridge/i18n.ts';

export function PrintOrClose({ onClose }: { onClose: () => void }) {
  const words = useWords();
  return (
    <div className="dialog-actions">
      <button type="button" className="button quiet" onClick={() => window.print()}>
        {words('exchange.print')}
      </button>
      <button type="button" className="button primary" onClick={onClose}>
        {words('ui.close')}
      </button>
    </div>
  );
}
