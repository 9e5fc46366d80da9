import { render } from 'preact';
import { LocationProvider } from 'preact-iso/router';
import { LanguageProvider } from './language/language.tsx';
import { Shell } from './shell/shell.tsx';
import { SessionProvider } from './sign-in/session.tsx';
import { applyTheme, chosenTheme } from './theme/chosen-theme.ts';
import './theme/tokens.css';
import './theme/base.css';

applyTheme(chosenTheme());
const root = document.getElementById('app');
if (root) {
  render(
    <LanguageProvider>
      <SessionProvider>
        <LocationProvider>
          <Shell />
        </LocationProvider>
      </SessionProvider>
    </LanguageProvider>,
    root,
  );
}
