import { useState } from 'preact/hooks';
import { LANGUAGES } from '#domain/language.ts';
import { Button } from '#web/components/button/button.tsx';
import { Choice } from '#web/components/choice/choice.tsx';
import { useLanguage, useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import { useSession } from '#web/sign-in/session.tsx';
import { chooseTheme, chosenTheme, THEMES } from '#web/theme/chosen-theme.ts';
import { SHELL_WORDS } from './words.ts';

const LANGUAGE_NAMES = { vi: 'Tiếng Việt', en: 'English' } as const;

/** The pages of rarer use, and what this device keeps: language and theme. */
export function Preferences({ isStranger }: { readonly isStranger: boolean }) {
  const words = useWords(SHELL_WORDS);
  const { language, speak } = useLanguage();
  const { leave } = useSession();
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <div class="preferences">
      {!isStranger && (
        <ul class="preferences-links">
          <li>
            <a href={ADDRESS.register()}>{words.register}</a>
          </li>
          <li>
            <a href={ADDRESS.people()}>{words.people}</a>
          </li>
        </ul>
      )}
      <Choice
        label={words.language}
        chosen={language}
        options={LANGUAGES.map((id) => ({ id, name: LANGUAGE_NAMES[id], lang: id }))}
        onChoose={speak}
      />
      <Choice
        label={words.theme}
        chosen={theme}
        options={THEMES.map((id) => ({ id, name: words.themes[id] }))}
        onChoose={(next) => {
          chooseTheme(next);
          setTheme(next);
        }}
      />
      {!isStranger && <Button onClick={() => void leave()}>{words.signOut}</Button>}
    </div>
  );
}
