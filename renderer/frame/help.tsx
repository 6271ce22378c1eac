// The keys of the program, and what this program is.
import { useState } from 'react';
import { useWords } from '../bridge/i18n.ts';
import { useSituation } from '../bridge/preferences.tsx';
import { useCommand } from '../parts/commands.ts';
import { DialogFrame } from '../parts/dialog-frame.tsx';

/** Keys, and the sentences that say what they do. */
const keys = {
  everywhere: [
    ['Ctrl+N', 'keys.new'],
    ['Ctrl+F', 'keys.find'],
    ['Ctrl+K', 'page.palette'],
    ['Ctrl+P', 'keys.print'],
    ['Ctrl+Z / Ctrl+Y', 'keys.undo'],
    ['Ctrl+S', 'keys.save'],
    ['Alt+← / Alt+→', 'keys.back'],
    ['F1 / Ctrl+/', 'keys.keys'],
    ['Ctrl+Enter', 'keys.submit'],
    ['Esc', 'keys.escape'],
  ],
  table: [
    ['↑ ↓ ← →, PageUp, PageDown', 'keys.move'],
    ['Ctrl+↑ ↓ ← →', 'keys.edge'],
    ['Home / Ctrl+Home / Ctrl+End', 'keys.corner'],
    ['Enter / Shift+Enter, Tab / Shift+Tab', 'keys.next'],
    ['Shift+↑ ↓ ← →', 'keys.extend'],
    ['Ctrl+A, Shift+Space, Ctrl+Space', 'keys.select'],
    ['F2', 'keys.edit'],
    ['Alt+↓', 'keys.list'],
    ['Alt+Enter', 'keys.line'],
    ['Delete', 'keys.clear'],
    ['Ctrl+C / Ctrl+X / Ctrl+V', 'keys.clipboard'],
    ['Ctrl+D', 'keys.fill'],
    ['Ctrl+Enter', 'keys.fillRange'],
    ['Ctrl+; / Ctrl+:', 'keys.now'],
    ['Space', 'keys.details'],
    ['Shift+F10', 'keys.menu'],
  ],
} as const;

const titles = { everywhere: 'keys.everywhere', table: 'keys.table' } as const;

export function Help() {
  const words = useWords();
  const [open, setOpen] = useState<'keys' | 'about'>();
  useCommand('keys', () => setOpen('keys'));
  useCommand('about', () => setOpen('about'));
  if (open === undefined) return null;
  const close = () => setOpen(undefined);
  return (
    <DialogFrame title={words(open === 'keys' ? 'keys.title' : 'keys.aboutTitle')} onClose={close}>
      <div className="dialog-fields">{open === 'keys' ? <Keys /> : <About />}</div>
      <div className="dialog-actions">
        <button type="button" className="button primary" onClick={close}>
          {words('ui.close')}
        </button>
      </div>
    </DialogFrame>
  );
}

function Keys() {
  const words = useWords();
  return (['everywhere', 'table'] as const).map((part) => (
    <section key={part}>
      <h3>{words(titles[part])}</h3>
      <dl className="keys">
        {keys[part].map(([key, name]) => (
          <div key={key + name}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words(name)}</dd>
          </div>
        ))}
      </dl>
    </section>
  ));
}

function About() {
  const words = useWords();
  const { desk } = useSituation();
  const facts = [
    [words('settings.version'), desk.version],
    [words('settings.deskName'), desk.name],
    [words('settings.folder'), desk.folder],
  ];
  return (
    <>
      <p>{words('app.name')}</p>
      <dl className="keys">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
