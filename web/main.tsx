import { render } from 'preact';
import { LocationProvider } from 'preact-iso/router';
import { LanguageProvider } from './language/language.tsx';
import { Shell } from './shell/shell.tsx';
import { arrival, chosenWay } from './sign-in/chosen-way.ts';
import { SessionProvider } from './sign-in/session.tsx';
import type { Arrival, SignInWay } from './sign-in/sign-in-way.ts';
import { applyTheme, chosenTheme } from './theme/chosen-theme.ts';
import './theme/tokens.css';
import './theme/base.css';

applyTheme(chosenTheme());
const root = document.getElementById('app');
if (root) void Promise.all([chosenWay, arrival]).then(([way, how]) => show(root, way, how));

function show(on: HTMLElement, way: SignInWay, how: Arrival): void {
  render(
    <LanguageProvider>
      <SessionProvider way={way} arrival={how}>
        <LocationProvider>
          <Shell />
        </LocationProvider>
      </SessionProvider>
    </LanguageProvider>,
    on,
  );
}
