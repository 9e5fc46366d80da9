import axe from 'axe-core';
import type { Language } from '#domain/language.ts';
import type { OpenedPage } from './demo-pages.ts';

const AXE_RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Words that stand in no Vietnamese text. */
const ENGLISH = /\b(the|of|and|is|are|was|were|with|from|this|that|not|nobody|by|for|shops?|stock|prices?|since)\b/i;
/** Vietnamese words that English texts use as they are. */
const BORROWED = /\b(Tết|Hùng)\b/g;
/** Letters that stand in no English text; names are marked as Vietnamese. */
const VIETNAMESE = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** All that is wrong with a page as it is shown: none of it may be. */
export async function wrongWith(
  { page, complaints }: OpenedPage,
  language: Language,
  isReference = false,
): Promise<string[]> {
  const scrolled = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  const headings = await page.locator('h1').count();
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{ violations: readonly Violation[] }>(
    `axe.run({ runOnly: ${JSON.stringify(AXE_RULES)}, resultTypes: ['violations'], selectors: false })`,
  );
  const texts = isReference ? [] : await page.evaluate<string[]>(textsOutside(language === 'vi' ? 'en' : 'vi'));
  const foreign = texts.filter((text) =>
    (language === 'vi' ? ENGLISH : VIETNAMESE).test(text.replaceAll(BORROWED, '')),
  );
  return [
    ...(scrolled > 0 ? [`scrolls sideways by ${scrolled} px`] : []),
    ...(headings === 1 ? [] : [`has ${headings} h1`]),
    ...violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    ),
    ...foreign.map((text) => `is not in the reader's language: ${text}`),
    ...complaints.map((text) => `the browser says: ${text}`),
  ];
}

/** What can be read or heard, but for what is marked as another language. */
function textsOutside(other: Language): string {
  return `(() => {
    const marked = (element) => element.closest('[lang="${other}"], script, style') !== null;
    const texts = [document.title.replace(' · Bình Ổn', '')];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode;
      if (parentElement && data.trim() !== '' && !marked(parentElement)) texts.push(data.trim());
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [alt], [placeholder]')) {
      if (marked(element)) continue;
      for (const name of ['aria-label', 'title', 'alt', 'placeholder']) {
        const text = element.getAttribute(name);
        if (text) texts.push(text);
      }
    }
    return texts;
  })()`;
}
