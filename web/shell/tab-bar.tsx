import { useLocation } from 'preact-iso/router';
import { useWords } from '#web/language/language.tsx';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import { isOnPage } from './is-on-page.ts';
import { TabIcon, type TabName } from './tab-icons.tsx';
import { SHELL_WORDS } from './words.ts';

/** The pages of a phone; on an event its own actions stand there instead. */
export function TabBar() {
  const words = useWords(SHELL_WORDS);
  const { path } = useLocation();
  const [place] = usePlace();
  if (/^\/su-kien\/[^/]+$/.test(path)) return null;
  const tabs: readonly (readonly [TabName, string, string])[] = [
    ['thisMorning', ADDRESS.thisMorning(), words.thisMorning],
    ['map', ADDRESS.map(), words.map],
    ['supply', ADDRESS.supply(), words.supplyShort],
    ['data', ADDRESS.data(), words.data],
    ['more', ADDRESS.more(), words.more],
  ];
  return (
    <nav class="tab-bar" aria-label={words.main}>
      {tabs.map(([name, address, text]) => (
        <a
          key={name}
          href={withQuery(address, { 'dia-ban': place })}
          aria-current={isOnPage(path, address) ? 'page' : undefined}
        >
          <TabIcon name={name} />
          {text}
        </a>
      ))}
    </nav>
  );
}
