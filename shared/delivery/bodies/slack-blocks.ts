import { present } from '#domain/present.ts';
import type { CalleeLine, PriceRow, Task } from '../event-message/mail-html/event-page.ts';
import type { EventMessage } from '../event-message.ts';

/** Longer texts of a section are refused. */
const LONGEST_TEXT = 3000;
const LONGEST_URL = 3000;

/**
 * A message as an incoming webhook of Slack takes it. Unproved: checked against the schema that we made of the
 * documentation, never sent.
 */
export function slackBlocks({ page, subject, link }: EventMessage): object {
  const { tag, figuresOf, sentence, whatIsNew, grounds, nothingToDo, prices, priceNotes, tasks, toDoTitle } = page;
  const button =
    link !== undefined && link.length <= LONGEST_URL ? { url: link, label: page.link?.label ?? '' } : undefined;
  return {
    // What notifications and screen readers say in place of the blocks.
    text: marked(subject),
    unfurl_links: false,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: subject, emoji: false } },
      { type: 'context', elements: [words(`${tag} · ${figuresOf}`)] },
      section([
        `*${marked(sentence)}*`,
        whatIsNew && marked(whatIsNew),
        marked(grounds),
        nothingToDo && `*${marked(nothingToDo)}*`,
      ]),
      ...(prices.length > 0 ? [section([...prices.map(priceLine), ...priceNotes.map(marked)])] : []),
      ...(tasks.length > 0 ? [section([`*${marked(toDoTitle)}*`]), ...tasks.map(taskSection)] : []),
      ...(button ? [openButton(button)] : []),
      ...page.footer.slice(-1).map((last) => ({ type: 'context', elements: [words(last)] })),
    ],
  };
}

function priceLine({ goods, prices, change }: PriceRow): string {
  return `${marked([goods, prices].filter(Boolean).join(': '))} *${marked(change)}*`;
}

function taskSection({ head, says, callees, more }: Task, index: number): object {
  const begins = `*${index + 1}. ${marked(head)}*${callees.length > 0 ? '' : ':'}`;
  return section([`${begins} ${marked(says)}`.trim(), ...callees.map(calleeLine), more && marked(more)]);
}

function calleeLine({ name, about, phones, noPhone, says }: CalleeLine): string {
  const numbers = phones.map(({ words: number, href }) =>
    href === undefined ? marked(number) : `<${href}|${marked(number)}>`,
  );
  const parts = [
    [name, about]
      .filter(Boolean)
      .map((part) => marked(part ?? ''))
      .join(', '),
    numbers.join(', ') || marked(noPhone ?? ''),
    marked(says),
  ];
  return `• ${parts.filter(Boolean).join(' · ')}`;
}

/** Lines of one section, as many as it takes. */
function section(lines: readonly (string | undefined)[]): object {
  let text = '';
  for (const line of lines.filter((each) => each !== undefined && each !== '')) {
    if (text.length + 1 + (line?.length ?? 0) > LONGEST_TEXT) break;
    text += `${text === '' ? '' : '\n'}${line}`;
  }
  return { type: 'section', text: { type: 'mrkdwn', text: text || '–', verbatim: true } };
}

function words(text: string): object {
  return { type: 'plain_text', text: text.slice(0, LONGEST_TEXT), emoji: false };
}

function openButton({ url, label }: { readonly url: string; readonly label: string }): object {
  return {
    type: 'actions',
    elements: [
      present({
        type: 'button',
        text: { type: 'plain_text', text: label, emoji: false },
        url,
        action_id: 'open-event',
      }),
    ],
  };
}

/** The three signs that begin links and mentions. */
function marked(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
