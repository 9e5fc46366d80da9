import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import { Preferences } from '#web/shell/preferences.tsx';
import { SHELL_WORDS } from '#web/shell/words.ts';

/** On a phone: the pages that have no tab, language and theme. */
export function MorePage() {
  const words = useWords(SHELL_WORDS);
  return (
    <>
      <PageHead title={words.more} />
      <ul class="preferences-links">
        <li>
          <a href={ADDRESS.goods()}>{words.goods}</a>
        </li>
        <li>
          <a href={ADDRESS.thresholds()}>{words.thresholds}</a>
        </li>
        <li>
          <a href={ADDRESS.log()}>{words.log}</a>
        </li>
      </ul>
      <Preferences isStranger={false} />
    </>
  );
}
