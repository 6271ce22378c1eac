import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import '@digital-go-jp/design-tokens/dist/tokens.css';
import '@fontsource-variable/noto-sans-jp/index.css';
import '@fontsource-variable/noto-sans-kr/index.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/workbench.css';
import './i18n.ts';
import { App } from './app.tsx';
import { cache } from './cache.ts';

// zod builds checkers from text where it may; the page's policy forbids that.
config({ jitless: true });

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
createRoot(place).render(
  <QueryClientProvider client={cache}>
    <App />
  </QueryClientProvider>,
);
