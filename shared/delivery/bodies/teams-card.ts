import { present } from '#domain/present.ts';
import type { CalleeLine, EventPage, Task, Tone } from '../event-message/mail-html/event-page.ts';
import type { EventMessage } from '../event-message.ts';

/** Teams refuses what is longer than 28 KB. */
const MOST_BYTES = 27 * 1024;

const COLOURS: Readonly<Record<Tone, string>> = {
  'watch-up': 'warning',
  'alert-up': 'warning',
  'crisis-up': 'attention',
  'watch-down': 'accent',
  'alert-down': 'accent',
  'crisis-down': 'accent',
  calm: 'good',
};

/**
 * A message as a workflow of Microsoft Teams takes it ("When a Teams webhook request is received"): one adaptive card.
 * Unproved: checked against the schema that we made of the documentation, never sent.
 */
export function teamsCard({ page, subject, link }: EventMessage): object {
  const body = elementsOf(page);
  const written = () => card(page, subject, link, body);
  // The last elements are the least important ones.
  while (Buffer.byteLength(JSON.stringify(written())) > MOST_BYTES && body.length > 1) body.pop();
  return written();
}

function card(page: EventPage, subject: string, link: string | undefined, body: readonly object[]): object {
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: present({
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          lang: page.language,
          fallbackText: subject,
          msteams: { width: 'Full' },
          body,
          actions:
            link === undefined
              ? undefined
              : [{ type: 'Action.OpenUrl', title: page.link?.label ?? subject, url: link }],
        }),
      },
    ],
  };
}

function elementsOf(page: EventPage): object[] {
  const { tag, tone, figuresOf, sentence, whatIsNew, grounds, nothingToDo, prices, priceNotes, tasks, footer } = page;
  return [
    textBlock(`${tag} · ${figuresOf}`, { color: COLOURS[tone], weight: 'bolder' }),
    textBlock(sentence, { size: 'large', weight: 'bolder' }),
    ...(whatIsNew ? [textBlock(whatIsNew, { weight: 'bolder' })] : []),
    textBlock(grounds),
    ...(nothingToDo ? [textBlock(nothingToDo, { weight: 'bolder' })] : []),
    ...(prices.length > 0
      ? [{ type: 'FactSet', facts: prices.map(({ goods, prices: both, change }) => fact(goods, [both, change])) }]
      : []),
    ...priceNotes.map((note) => textBlock(note, { isSubtle: true, size: 'small' })),
    ...(tasks.length > 0 ? [textBlock(page.toDoTitle, { weight: 'bolder' }), ...tasks.flatMap(taskElements)] : []),
    ...footer.slice(-1).map((words) => textBlock(words, { isSubtle: true, size: 'small' })),
  ];
}

function taskElements({ head, says, callees, more }: Task, index: number): object[] {
  const begins = `${index + 1}. ${head}`;
  return [
    textBlock(callees.length > 0 ? `${begins} ${says}`.trim() : `${begins}: ${says}`),
    ...(callees.length > 0 ? [{ type: 'FactSet', facts: callees.map(calleeFact) }] : []),
    ...(more ? [textBlock(more, { isSubtle: true, size: 'small' })] : []),
  ];
}

function calleeFact({ name, about, phones, noPhone, says }: CalleeLine): object {
  return fact(name, [about, phones.map(({ words }) => words).join(', ') || noPhone, says]);
}

function fact(title: string, values: readonly (string | undefined)[]): object {
  return { title: unmarked(title), value: unmarked(values.filter(Boolean).join(' · ')) };
}

function textBlock(text: string, look: Readonly<Record<string, string | boolean>> = {}): object {
  return { type: 'TextBlock', text: unmarked(text), wrap: true, ...look };
}

/** Cards read Markdown: a name must bring neither links nor lists of its own. A number and a full stop begin a list. */
function unmarked(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#~|]/g, '\\$&').replace(/^(\d+)\./, '$1\\.');
}
