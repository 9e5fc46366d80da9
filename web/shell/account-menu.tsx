import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Name } from '#web/components/name/name.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { useSession } from '#web/sign-in/session.tsx';
import { Preferences } from './preferences.tsx';
import { SHELL_WORDS } from './words.ts';

/** Who is signed in, the pages of rarer use, language and theme. */
export function AccountMenu({ isStranger }: { readonly isStranger: boolean }) {
  const words = useWords(SHELL_WORDS);
  const told = useTold();
  const { who } = useSession();
  const { url } = useLocation();
  const menu = useRef<HTMLDetailsElement>(null);
  const { data } = useAnswer('GET /v1/people/{id}', { params: { id: who?.person ?? '' } }, { when: who != null });
  useEffect(() => {
    menu.current?.removeAttribute('open');
  }, [url]);
  useEffect(() => {
    const close = ({ target }: Event) => {
      if (!(target instanceof Node && menu.current?.contains(target))) menu.current?.removeAttribute('open');
    };
    addEventListener('click', close);
    return () => removeEventListener('click', close);
  }, []);
  return (
    <details
      class={`account ${isStranger ? 'account-stranger' : ''}`}
      ref={menu}
      onKeyDown={({ key }) => key === 'Escape' && menu.current?.removeAttribute('open')}
    >
      <summary>{isStranger ? words.language : data ? <Name>{told(data.name)}</Name> : words.account}</summary>
      <div class="account-menu">
        <Preferences isStranger={isStranger} />
      </div>
    </details>
  );
}
