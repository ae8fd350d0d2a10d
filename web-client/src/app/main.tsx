import '../ui/theme.css';
import '../ui/base.css';
import '../ui/kit.css';
import '../ui/settings';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepForOffline } from '../lib/browser';
import { keepFocus } from '../lib/focus';
import { unlockSound } from '../lib/sound';
import { App } from './App';

// Browsers stay silent until the first tap or key, whatever it is for.
for (const first of ['pointerdown', 'keydown'] as const) {
  window.addEventListener(first, () => void unlockSound(), { once: true, passive: true });
}
keepForOffline();
keepFocus(document);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
