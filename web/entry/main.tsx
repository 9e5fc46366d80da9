import { render } from 'preact';
import { LanguageProvider } from '#web/language/language.tsx';
import { applyTheme, chosenTheme } from '#web/theme/chosen-theme.ts';
import { EntryApp } from './entry-app.tsx';
import '#web/theme/tokens.css';
import '#web/theme/base.css';
import './entry.css';

/** Kept by the worker, so that the page opens where there is no network. */
const WORKER = '/nhap-gia.sw.js';
const SCOPE = '/nhap-gia';

applyTheme(chosenTheme());
const root = document.getElementById('app');
if (root) {
  render(
    <LanguageProvider>
      <EntryApp />
    </LanguageProvider>,
    root,
  );
}
// Where there are no workers the page works all the same while it stays open.
void navigator.serviceWorker?.register(WORKER, { scope: SCOPE }).catch(() => undefined);
