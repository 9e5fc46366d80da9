import type { Catalogue } from '../catalogue.ts';
import type { EventFace } from '../event/event-face.ts';
import { goodsOf, type Strand } from '../event/strand.ts';
import { FIGURES } from '../figures.ts';
import type { Bilingual, Language } from '../language.ts';
import type { Direction } from '../level.ts';
import type { PlaceKind } from '../place.ts';
import { present } from '../present.ts';
import { EVENTS, HEADLINES, inEachLanguage } from './languages.ts';
import { goodNamed, placeNamed } from './names.ts';
import type { CountedPlaces, EventWords } from './vi/events.ts';

export type EventNames = Pick<Catalogue, 'products' | 'places' | 'eventGroups'>;

/** Stock that lasts longer than this is no part of the sentence; days of cover are not rounded over it. */
export const SHORT_COVER_DAYS = 2;
/** So many places are named; of more only the number is said. */
const MOST_NAMED = 2;

/**
 * What has happened, in one sentence without its full stop: "Rau ăn lá tăng 68–74 % ở 10 phường; hàng còn đủ bán khoảng
 * 1 ngày".
 */
export function eventSentence(strand: Strand, face: EventFace, catalogue: EventNames): Bilingual {
  return inEachLanguage(EVENTS, (events, language) => events.happened(wordsOf(strand, face, catalogue, language)));
}

/** That an event is over, in one sentence without its full stop. */
export function endSentence(strand: Strand, face: EventFace, isWithdrawn: boolean, catalogue: EventNames): Bilingual {
  return inEachLanguage(EVENTS, (events, language) =>
    events[isWithdrawn ? 'takenBack' : 'over'](wordsOf(strand, face, catalogue, language)),
  );
}

/** The goods of an event: its group where it has more than one of them. */
export function eventGoods(strand: Strand, { goods }: Pick<EventFace, 'goods'>, catalogue: EventNames): Bilingual {
  const group = catalogue.eventGroups.get(goodsOf(strand));
  const [only] = goods;
  return group && goods.length > 1 ? group : goodNamed(only?.product ?? goodsOf(strand), catalogue).name;
}

/** Where an event is. */
export function eventPlaces(face: EventFace, catalogue: EventNames): Bilingual {
  return inEachLanguage(EVENTS, (_, language) => whereOf(face, catalogue, language));
}

/** Where an event is, for a heading: no word before it, and no names where their number is shorter. */
export function eventPlacesCounted(face: EventFace, catalogue: EventNames, mostNamed: number): Bilingual {
  const named = namedPlaces(face);
  return inEachLanguage(EVENTS, (events, language) => {
    if (face.cityWide) return events.wholeCity;
    if (named.length > mostNamed) return events.wards(countByKind(named, catalogue));
    return named.map((place) => placeNamed(place, catalogue)[language]).join(', ');
  });
}

function wordsOf(strand: Strand, face: EventFace, catalogue: EventNames, language: Language): EventWords {
  const { changes, coverDays } = face;
  const isShort = coverDays !== undefined && coverDays < SHORT_COVER_DAYS;
  return present<EventWords>({
    goods: eventGoods(strand, face, catalogue)[language],
    direction: face.direction,
    ceiling: face.ceiling,
    changes: changes && rangeOf(changes, face.direction, language),
    cover:
      coverDays !== undefined && (isShort || !changes)
        ? FIGURES[language].cover(coverDays, SHORT_COVER_DAYS)
        : undefined,
    where: whereOf(face, catalogue, language),
  });
}

function rangeOf(
  { least, greatest }: NonNullable<EventFace['changes']>,
  direction: Direction,
  language: Language,
): string {
  if (least === greatest) return HEADLINES[language].size({ ...least, direction });
  return FIGURES[language].headlineRange(least, greatest);
}

function whereOf(face: EventFace, catalogue: EventNames, language: Language): string {
  const words = EVENTS[language];
  if (face.cityWide) return words.inCity;
  const named = namedPlaces(face);
  if (named.length > MOST_NAMED) return words.inWards(countByKind(named, catalogue));
  return words.inPlaces(named.map((place) => placeNamed(place, catalogue)[language]));
}

function namedPlaces({ wards, places }: EventFace): readonly string[] {
  return wards.length > 0 ? wards : places;
}

function countByKind(named: readonly string[], catalogue: EventNames): CountedPlaces {
  const count = (kind: PlaceKind) => named.filter((place) => catalogue.places.get(place)?.kind === kind).length;
  const [wards, communes] = [count('ward'), count('commune')];
  return { wards, communes, others: named.length - wards - communes };
}
