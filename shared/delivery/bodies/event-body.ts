import type { EventGood } from '#domain/event/event-face.ts';
import { headlineOf } from '#domain/evidence/headline.ts';
import type { Direction } from '#domain/level.ts';
import type { Amount, EventNews, ShopToVerify, SupplyInSums } from '#domain/notification/event-news.ts';
import { present } from '#domain/present.ts';
import { goodNamed, placeNamed } from '#domain/wording/names.ts';
import type { ToldEvent } from '../event-message/told-event.ts';
import type { EventMessage } from '../event-message.ts';

/** The form of these bodies: its number rises when a member changes its meaning or goes; new members do not raise it. */
export const EVENT_BODY_FORM = 'binh-on.event/1';

/**
 * What our own signed webhook sends of an event: the facts, and the message as people read it. Its schema is
 * docs/schemas/event-message-1.json.
 */
export function eventBody({ told, subject, text, sms, link }: EventMessage): object {
  const { news, delivery, language } = told;
  const { owner, supply, verify } = news;
  return present({
    form: EVENT_BODY_FORM,
    id: delivery.id,
    kind: news.kind,
    mayBeRepeat: delivery.repeat ?? false,
    language,
    sentAt: instant(delivery.claimedAt),
    event: describeEvent(told),
    owner: owner && { name: owner.name, since: instant(owner.since) },
    escalatesAt: news.escalatesAt === undefined ? undefined : instant(news.escalatesAt),
    supply: supply && describeSupply(supply, told),
    verify: verify && { count: verify.count, shops: verify.shops.map((shop) => describeShop(shop, told)) },
    ending: news.ending,
    subject,
    text,
    sms,
    link,
  });
}

function describeEvent(told: ToldEvent): object {
  const { event, version, face, figures } = told.news;
  return present({
    id: event,
    version,
    level: face.level,
    direction: face.direction,
    ceiling: face.ceiling,
    since: face.since,
    asOf: face.asOf,
    figures,
    wards: face.wards.map((place) => describePlace(place, told)),
    places: face.places.map((place) => describePlace(place, told)),
    cityWide: face.cityWide,
    coverDays: face.coverDays,
    changes: face.changes && { least: face.changes.least.changePct, greatest: face.changes.greatest.changePct },
    goods: face.goods.map((good) => describeGood(good, face.direction, told)),
    alerts: face.members,
  });
}

function describeGood(
  { product, alert, place, level, figuresOn, evidence }: EventGood,
  direction: Direction,
  told: ToldEvent,
) {
  const { name, unit } = goodNamed(product, told.catalogue);
  const { rung, agreeing, reporting, retailers, thresholdPct, coverDays, middle } = evidence;
  return present({
    product,
    name: name[told.language],
    unit: unit[told.language],
    alert,
    place: describePlace(place, told),
    level,
    rung,
    figuresOn,
    changePct: headlineOf(evidence, direction)?.changePct,
    middle,
    agreeing,
    reporting,
    retailers,
    thresholdPct,
    coverDays,
  });
}

function describeSupply({ missing, covered, calls }: SupplyInSums, told: ToldEvent): object {
  const amounts = (of: readonly Amount[]) =>
    of.map(({ unit, milli }) => ({ unit: unit[told.language], quantity: milli / 1000 }));
  return {
    missing: amounts(missing),
    covered: amounts(covered),
    calls: calls.map((call) => ({ ...call, amounts: amounts(call.amounts) })),
  };
}

function describeShop({ product, place, ...shop }: ShopToVerify, told: ToldEvent): object {
  const { name, unit } = goodNamed(product, told.catalogue);
  return {
    ...shop,
    place: describePlace(place, told),
    product,
    productName: name[told.language],
    unit: unit[told.language],
  };
}

function describePlace(id: string, { catalogue, language }: ToldEvent): { readonly id: string; readonly name: string } {
  return { id, name: placeNamed(id, catalogue)[language] };
}

/** Milliseconds since the epoch as an ISO instant. */
function instant(at: NonNullable<EventNews['openedAt']>): string {
  return new Date(at).toISOString();
}
