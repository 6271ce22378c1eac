import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import '@digital-go-jp/design-tokens/dist/tokens.css';
import '../styles/base.css';
import '../styles/frame.css';
import '../styles/skip-link.css';
import '../styles/home.css';
import '../styles/notices.css';
import '../styles/dialogs.css';
import '../styles/workbench.css';
import '../styles/cell-field.css';
import '../styles/picker.css';
import '../styles/panel.css';
import '../styles/tools.css';
import '../styles/exchange.css';
import '../styles/council.css';
import '../styles/briefing.css';
import '../styles/pages.css';
import '../bridge/i18n.ts';
import { cache } from '../bridge/query-cache.ts';
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import { App } from './app.tsx';

const rootElement = document.getElementById('root');
if (!rootElement) throw new Error('index.html has no #root');
createRoot(rootElement).render(
  <QueryClientProvider client={cache}>
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </QueryClientProvider>,
);

// The bundled fonts are loaded once the first screen has its figures: loading them earlier doubles the time to start.
const screensWithoutFiguresMs = 1_500;
let waiting = true;
const loadFonts = () => {
  if (!waiting) return;
  waiting = false;
  stop();
  // Without the fonts the page is drawn with those of the system.
  requestIdleCallback(() => void import('../styles/fonts.ts').catch(reportError));
};
let asked = false;
const stop = cache.getQueryCache().subscribe(() => {
  if (cache.isFetching() > 0) asked = true;
  // Two frames later, the figures are on the screen.
  else if (asked) requestAnimationFrame(() => requestAnimationFrame(loadFonts));
});
setTimeout(loadFonts, screensWithoutFiguresMs);
