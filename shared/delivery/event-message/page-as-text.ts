import type { CalleeLine, EventPage, PriceRow, Task } from './mail-html/event-page.ts';

/** A page as plain text that reads by itself: no columns, one thing a line. */
export function pageAsText(page: EventPage): string {
  return [
    ...(page.repeat ? [page.repeat, ''] : []),
    `[${page.tag}] ${page.figuresOf}`,
    '',
    page.sentence,
    ...(page.whatIsNew ? [page.whatIsNew] : []),
    '',
    page.grounds,
    ...(page.nothingToDo ? ['', page.nothingToDo] : []),
    ...(page.prices.length > 0 ? ['', ...page.prices.map(priceLine), ...page.priceNotes] : []),
    ...(page.tasks.length > 0
      ? ['', page.toDoTitle.toLocaleUpperCase(page.language), ...page.tasks.flatMap(taskLines)]
      : []),
    ...(page.link ? ['', `${page.link.label}: ${page.link.url}`] : []),
    '',
    ...page.details.map(([label, words]) => `${label}: ${words}`),
    '',
    ...page.footer,
    '',
  ].join('\n');
}

function priceLine({ goods, prices, change }: PriceRow): string {
  return prices === undefined ? `${goods}: ${change}` : `${goods}: ${prices} (${change})`;
}

function taskLines({ head, says, callees, more }: Task, index: number): string[] {
  const begins = `${index + 1}. ${head}`;
  const isList = callees.length > 0;
  const first = isList ? `${begins}${says === '' ? ':' : ` ${says}`}` : `${begins}: ${says}`;
  return [first, ...callees.flatMap(calleeLines), ...(more ? [`   ${more}`] : [])];
}

function calleeLines({ name, about, phones, noPhone, says }: CalleeLine): string[] {
  const numbers = phones.map(({ words }) => words).join(', ') || noPhone;
  return [`   ${[name, about].filter(Boolean).join(', ')}`, `   ${[numbers, says].filter(Boolean).join(': ')}`];
}
