import { FIGURES } from '#domain/figures.ts';
import type { Language } from '#domain/language.ts';
import type { SupplyInSums } from '#domain/notification/event-news.ts';
import { eventPlacesCounted } from '#domain/wording/events.ts';
import { placeNamed } from '#domain/wording/names.ts';
import { sharesOf } from './amounts.ts';
import { timeTold } from './things-to-do.ts';
import type { ToldEvent } from './told-event.ts';
import { WORDS } from './words.ts';

/** So many new places are named. */
const MOST_NEW_NAMED = 4;
/** So many places are named rather than counted. */
export const MOST_NAMED = 2;

/** What has changed since the reader was told last; nothing at an opening, and nothing once it is over. */
export function whatIsNew(told: ToldEvent): string | undefined {
  const { news, catalogue, language, delivery } = told;
  const words = WORDS[language].news;
  const where = eventPlacesCounted(news.face, catalogue, MOST_NAMED)[language];
  const { step } = news;
  if (step?.kind === 'assigned') return words.assigned;
  if (step?.kind === 'handed-over') return words.handedOver(step.name);
  if (step?.kind === 'instead') return words.instead(step.name);
  switch (news.kind) {
    case 'escalated':
      return news.toldLevel === undefined || news.toldLevel === news.face.level
        ? undefined
        : words.escalated(news.toldLevel, news.face.level);
    case 'spread': {
      const names = (news.newWards ?? []).map((place) => placeNamed(place, catalogue)[language]);
      return names.length > 0 && names.length <= MOST_NEW_NAMED
        ? words.spreadTo(names.join(', '), where)
        : words.spread(where);
    }
    case 'supply-found': {
      const { supply } = news;
      if (!supply || supply.calls.length === 0) return undefined;
      return words.supplyFound(String(supply.calls.length), coveredShares(supply, language));
    }
    case 'goes-on':
      return words.goesOn(news.silencedUntil && FIGURES[language].day(news.silencedUntil));
    case 'reminder':
      return news.owner
        ? words.nothingDone(news.owner.name, timeTold(news.owner.since, delivery.claimedAt, language))
        : words.nobody(passedSince(news.openedAt, told));
    default:
      return undefined;
  }
}

/** "đủ 93 % số bó, 79 % số kg"; nothing where nothing is known to be missing. */
export function coveredShares(supply: SupplyInSums, language: Language): string {
  const { shareShort, coveredShare } = WORDS[language];
  const shares = sharesOf(supply).map(({ unit, percent }) =>
    shareShort(FIGURES[language].percent(percent), unit[language]),
  );
  return shares.length === 0 ? '' : coveredShare(shares.join(', '));
}

function passedSince(from: number | undefined, { delivery, language }: ToldEvent): string | undefined {
  if (from === undefined || from > delivery.claimedAt) return undefined;
  return WORDS[language].passed(Math.floor((delivery.claimedAt - from) / 60_000));
}
