import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, isTetClosing } from '#domain/catalogue.ts';
import type { DailyEvent, DailyKind, DailyWork, ReportingShop } from '#domain/duty/daily-mail.ts';
import { actsWithin, type EventAct } from '#domain/event/event-act.ts';
import type { EventBoard } from '#domain/event/event-board.ts';
import { type FoodSafetyHold, heldOn } from '#domain/matching/food-safety-hold.ts';
import { isOvertaken, type Suggestion, stateOn } from '#domain/matching/suggestion.ts';
import type { Conversation } from '#domain/notification/conversation.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import { toldEventOn } from '#telling/event-for-reader.ts';
import { type ExpectedShopsPorts, expectedShops } from '#telling/expected-shops.ts';

export interface DailyWorkPorts extends ExpectedShopsPorts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly liveBoards: () => Promise<readonly EventBoard[]>;
  readonly conversationsOf: (event: string) => Promise<readonly { readonly value: Conversation }[]>;
  readonly actsOf: (event: string) => Promise<readonly EventAct[]>;
  readonly suggestionsOf: (subject: string) => Promise<readonly Suggestion[]>;
  readonly foodSafetyHolds: () => Promise<readonly FoodSafetyHold[]>;
}

const AT_ONCE = 8;

/** Reads what the mails of a day are written from; who has called whom, and who has reported, for a digest alone. */
export async function readDailyWork(
  ports: DailyWorkPorts,
  catalogue: Catalogue,
  day: BusinessDay,
  kinds: ReadonlySet<DailyKind>,
): Promise<DailyWork> {
  const live = (await ports.liveBoards()).flatMap((board) =>
    board.events
      .filter(({ endedAt, joinedInto }) => endedAt === undefined && joinedInto === undefined)
      .map((known) => toldEventOn(board, known)),
  );
  const isDigest = kinds.has('digest');
  const heldBy = heldOn(day, isDigest ? await ports.foodSafetyHolds() : [], catalogue);
  const isOpen = (one: Suggestion) =>
    stateOn(one, day) === 'proposed' && !isOvertaken(one) && !heldBy(one.product, one.from);
  const events = await aFewAtOnce(live, AT_ONCE, async ({ joined, ...event }): Promise<DailyEvent> => {
    const ids = [event.known.id, ...joined];
    const [acts, talks, offers] = await Promise.all([
      ports.actsOf(event.known.id),
      Promise.all(ids.map(ports.conversationsOf)),
      isDigest ? Promise.all(ids.map(ports.suggestionsOf)) : [],
    ]);
    const holding = actsWithin(catalogue, acts, event.members);
    return {
      ...event,
      acts: holding,
      talks: talks.flat().map(({ value }) => value),
      offers: offers.flat().filter(isOpen),
    };
  });
  return { events, shops: isDigest ? await reportingShops(ports, catalogue, day) : [] };
}

/** The shops of a day; none on the days of Tết, when silence is no outage. */
async function reportingShops(ports: DailyWorkPorts, catalogue: Catalogue, day: BusinessDay): Promise<ReportingShop[]> {
  return isTetClosing(catalogue, day) ? [] : expectedShops(ports, catalogue, day);
}
