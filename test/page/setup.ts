// What jsdom lacks and the page asks for; and a clean page after each test.
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

Element.prototype.scrollIntoView ??= () => undefined;
globalThis.CSS ??= { escape: (text: string) => text } as typeof CSS;
globalThis.PointerEvent ??= MouseEvent as unknown as typeof PointerEvent;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

// The library marks options with focus events of its own while the field keeps the focus. user-event would take that blur for
// a real one and fire `change` in the middle of React's work.
window.addEventListener('blur', (event) => !event.isTrusted && document.activeElement === event.target && event.stopPropagation(), { capture: true });

afterEach(cleanup);
