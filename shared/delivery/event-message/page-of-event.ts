import { FIGURES } from '#domain/figures.ts';
import type { Language } from '#domain/language.ts';
import { isOver } from '#domain/notification/event-news.ts';
import { present } from '#domain/present.ts';
import { eventSentence, SHORT_COVER_DAYS } from '#domain/wording/events.ts';
import { ALERTS } from '#domain/wording/languages.ts';
import { goodNamed, placeNamed } from '#domain/wording/names.ts';
import { agreementLines } from './agreement-lines.ts';
import { amountsInWords, leftOf } from './amounts.ts';
import { courseOf, endTold } from './how-it-ended.ts';
import type { EventPage, Tone } from './mail-html/event-page.ts';
import { definitionsOf, priceRowsOf } from './price-rows.ts';
import { tagOf } from './tags.ts';
import { thingsToDo } from './things-to-do.ts';
import type { ToldEvent } from './told-event.ts';
import { whatIsNew } from './what-is-new.ts';
import { WORDS } from './words.ts';

/** So many places are named among the details. */
const MOST_PLACES = 12;

/** What a message says of an event in one language; `url` is the event's page. */
export function pageOfEvent(told: ToldEvent, url: string | undefined): EventPage {
  const { news, language, delivery } = told;
  const words = WORDS[language];
  const over = isOver(news.kind);
  return present<EventPage>({
    language,
    tag: tagOf(told),
    tone: over ? 'calm' : toneOf(told),
    figuresOf: figuresOf(told),
    repeat: delivery.repeat ? words.repeat : undefined,
    whatIsNew: whatIsNew(told),
    sentence: `${sentenceOf(told)}.`,
    grounds: over ? courseOf(told) : groundsOf(told),
    ...(over ? { prices: [], priceNotes: [] } : priceRowsOf(told)),
    toDoTitle: words.toDo,
    tasks: over ? [] : thingsToDo(told, url),
    nothingToDo: over ? words.over.nothingToDo : undefined,
    link: url === undefined ? undefined : { label: words.open, url },
    details: detailsOf(told),
    footer: [
      over ? words.footer.over : words.footer.live,
      ...(url === undefined ? [] : [words.footer.signIn]),
      words.footer.nobodyAccused,
    ],
  });
}

/** What has happened, or that it is over, in one sentence without its full stop. */
export function sentenceOf(told: ToldEvent): string {
  const { news, catalogue, language } = told;
  return isOver(news.kind) ? endTold(told) : eventSentence(news.strand, news.face, catalogue)[language];
}

function toneOf({ news }: ToldEvent): Tone {
  const { level, direction } = news.face;
  return level === 'normal' ? 'calm' : `${level}-${direction}`;
}

function groundsOf(told: ToldEvent): string {
  const words = WORDS[told.language];
  return [
    words.since(FIGURES[told.language].day(told.news.face.since)),
    ...agreementLines(told),
    words.pleaseVerify,
  ].join(' ');
}

/** The day of the figures that are told: the one on which each good's level was reached; at the end the latest. */
function figuresOf({ news, language }: ToldEvent): string {
  const words = WORDS[language];
  const { goods, asOf } = news.face;
  const days = isOver(news.kind) ? [asOf] : goods.map(({ figuresOn }) => figuresOn).toSorted();
  const [least = asOf, greatest = asOf] = [days[0], days.at(-1)];
  const { day } = FIGURES[language];
  const figures = words.figuresOf({ least: day(least), greatest: day(greatest) });
  return news.figures === undefined ? figures : `${figures}, ${words.dayState[news.figures]}`;
}

function detailsOf(told: ToldEvent): EventPage['details'] {
  const { news, language } = told;
  const { details, alerts } = WORDS[language];
  const { supply, face } = news;
  const live = !isOver(news.kind);
  const left = supply ? leftOf(supply) : [];
  const all: (readonly [string, string | undefined])[] = [
    [details.where, namesOfPlaces(told)],
    [details.what, live ? definitionsOf(told).join(' ') : undefined],
    [details.stock, live ? coversOf(told) : undefined],
    [details.cause, live ? causesOf(told, language) : undefined],
    [details.missing, live && supply ? amountsInWords(supply.missing, language) : undefined],
    [details.left, live && supply?.calls.length ? amountsInWords(left, language) : undefined],
    [details.alerts, alerts(face.members)],
    [details.id, news.event],
  ];
  return all.flatMap(([label, words]) => (words ? [[label, words] as const] : []));
}

function namesOfPlaces({ news, catalogue, language }: ToldEvent): string {
  const { wards, places } = news.face;
  const names = (wards.length > 0 ? wards : places).map((place) => placeNamed(place, catalogue)[language]);
  const rest = names.length - MOST_PLACES;
  const named = names.slice(0, MOST_PLACES).join(', ');
  return rest > 0 ? `${named} ${WORDS[language].moreNames(rest)}` : named;
}

function coversOf({ news, catalogue, language }: ToldEvent): string {
  const { lasts } = WORDS[language];
  return news.face.goods
    .flatMap(({ product, evidence: { coverDays } }) =>
      coverDays === undefined
        ? []
        : [
            `${goodNamed(product, catalogue).name[language]} ${lasts(FIGURES[language].cover(coverDays, SHORT_COVER_DAYS))}`,
          ],
    )
    .join('; ');
}

function causesOf({ news }: ToldEvent, language: Language): string {
  const { goods, direction } = news.face;
  return [...new Set(goods.map(({ evidence }) => ALERTS[language].causes[direction][evidence.cause]))].join(' ');
}
