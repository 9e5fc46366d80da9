import { useLocation } from 'preact-iso/router';
import mark from '#web/brand/mark.svg';
import { useWords } from '#web/language/language.tsx';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import { AccountMenu } from './account-menu.tsx';
import { isOnPage } from './is-on-page.ts';
import { PlaceChoice } from './place-choice.tsx';
import { SHELL_WORDS } from './words.ts';

/** The name, the pages where there is room for them, the place and the account. */
export function TopBar({ isStranger }: { readonly isStranger: boolean }) {
  const words = useWords(SHELL_WORDS);
  const { path } = useLocation();
  const [place] = usePlace();
  const to = (address: string) => withQuery(address, { 'dia-ban': place });
  const pages = [
    [ADDRESS.thisMorning(), words.thisMorning],
    [ADDRESS.map(), words.map],
    [ADDRESS.goods(), words.goods],
    [ADDRESS.supply(), words.supply],
    [ADDRESS.data(), words.data],
    [ADDRESS.thresholds(), words.thresholds],
    [ADDRESS.log(), words.log],
  ] as const;
  return (
    <header class="top-bar">
      <div class="top-bar-inside">
        <a class="brand" lang="vi" href={to('/')}>
          <img src={mark} width="22" height="22" alt="" />
          Bình Ổn
        </a>
        {!isStranger && (
          <>
            <nav class="top-nav" aria-label={words.main}>
              {pages.map(([address, name]) => (
                <a key={address} href={to(address)} aria-current={isOnPage(path, address) ? 'page' : undefined}>
                  {name}
                </a>
              ))}
            </nav>
            <PlaceChoice />
          </>
        )}
        <AccountMenu isStranger={isStranger} />
      </div>
    </header>
  );
}
