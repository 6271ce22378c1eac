import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import '@digital-go-jp/design-tokens/dist/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/workbench.css';
import './i18n.ts';
import { App } from './app.tsx';
import { cache } from './cache.ts';

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
createRoot(place).render(
  <QueryClientProvider client={cache}>
    <App />
  </QueryClientProvider>,
);

// The bundled fonts come once the first screen has its figures: reading their parts before it doubles the time to start.
let asked = false;
const stop = cache.getQueryCache().subscribe(() => {
  if (cache.isFetching() > 0) asked = true;
  else if (asked) {
    stop();
    // Two frames on, those figures are on the screen.
    requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => import('./styles/fonts.ts'))));
  }
});
