import type { EventGood } from '#domain/event/event-face.ts';
import { comparesPrices, type PriceRung } from '#domain/evidence/headline.ts';
import { FIGURES } from '#domain/figures.ts';
import { present } from '#domain/present.ts';
import { SHORT_COVER_DAYS } from '#domain/wording/events.ts';
import { headlineWords } from '#domain/wording/headlines.ts';
import { goodNamed } from '#domain/wording/names.ts';
import type { EventPage, PriceRow } from './mail-html/event-page.ts';
import type { ToldEvent } from './told-event.ts';
import { WORDS } from './words.ts';

/** So many goods fit on one phone screen with what is to be done. */
const MOST_ROWS = 5;

/** The goods of an event with their middle shops' prices, and what these prices are. */
export function priceRowsOf(told: ToldEvent): Pick<EventPage, 'prices' | 'priceNotes'> {
  const { news, catalogue, language } = told;
  const words = WORDS[language];
  const { goods } = news.face;
  const [first, rest] = [goods.slice(0, MOST_ROWS), goods.slice(MOST_ROWS)];
  const names = rest.map(({ product }) => goodNamed(product, catalogue).name[language]);
  return {
    prices: first.map((good) => rowOf(good, told)),
    priceNotes: [
      ...(rest.length > 0 ? [words.moreGoods(rest.length, names.join(', '))] : []),
      ...new Set(first.flatMap((good) => noteOn(good, told) ?? [])),
    ],
  };
}

/** What the numbers of an event's goods are, each in one line. */
export function definitionsOf({ news, catalogue, language }: ToldEvent): string[] {
  const { goods, direction } = news.face;
  return [
    ...new Set(
      goods.flatMap(
        ({ evidence, product }) =>
          headlineWords(evidence, direction, goodNamed(product, catalogue))?.definition[language] ?? [],
      ),
    ),
  ];
}

function rowOf({ product, evidence }: EventGood, { news, catalogue, language }: ToldEvent): PriceRow {
  const { name, unit } = goodNamed(product, catalogue);
  const told = headlineWords(evidence, news.face.direction, { unit });
  const cover = FIGURES[language].cover(evidence.coverDays ?? 0, SHORT_COVER_DAYS);
  const lasts = evidence.coverDays === undefined ? WORDS[language].subject.runsOut : WORDS[language].lasts(cover);
  return present<PriceRow>({
    goods: name[language],
    prices: told?.prices && WORDS[language].pricesInTable(told.prices[language]),
    change: told?.percent[language] ?? lasts,
  });
}

function noteOn({ product, evidence }: EventGood, { news, catalogue, language }: ToldEvent): string | undefined {
  const told = headlineWords(evidence, news.face.direction, goodNamed(product, catalogue));
  const { rung, lagDays = 0 } = evidence;
  if (!told?.prices || !comparesPrices(rung)) return told?.definition[language];
  const { priceNotes } = WORDS[language];
  const notes: Readonly<Record<PriceRung, string>> = { ...priceNotes, drift: priceNotes.drift(String(lagDays)) };
  return notes[rung];
}
