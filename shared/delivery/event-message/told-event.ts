import type { Bilingual, Language } from '#domain/language.ts';
import type { Delivery } from '#domain/notification/delivery.ts';
import type { Amount, Callee, EventNews, ShopToVerify, SupplyInSums } from '#domain/notification/event-news.ts';
import { present } from '#domain/present.ts';
import { canonicalise } from '#domain/reading/canonical.ts';
import type { EventNames } from '#domain/wording/events.ts';

/** All that a message on an event is written from. */
export interface ToldEvent {
  readonly news: EventNews;
  /** What goods, groups and places are called. */
  readonly catalogue: EventNames;
  readonly language: Language;
  readonly delivery: Pick<Delivery, 'id' | 'claimedAt' | 'repeat'>;
}

/** What stands for a name that shows nothing. */
const NAMELESS = '–';

/**
 * The same event with names and notes on one line, without marks that turn or hide letters: whoever enters a name must not
 * be able to write a line of the message.
 */
export function withShownNames(told: ToldEvent): ToldEvent {
  const { news, catalogue } = told;
  const { owner, step, supply, verify, ending } = news;
  return {
    ...told,
    catalogue: {
      products: mapped(catalogue.products, (product) => ({
        ...product,
        name: bothShown(product.name),
        unit: bothShown(product.unit),
      })),
      places: mapped(catalogue.places, (place) => ({ ...place, name: bothShown(place.name) })),
      eventGroups: mapped(catalogue.eventGroups, bothShown),
    },
    news: present<EventNews>({
      ...news,
      owner: owner && { ...owner, name: shown(owner.name) },
      step: step?.name === undefined ? step : { ...step, name: shown(step.name) },
      supply: supply && shownSupply(supply),
      verify: verify && { ...verify, shops: verify.shops.map(shownShop) },
      ending:
        ending && present({ ...ending, by: ending.by && shown(ending.by), note: ending.note && shown(ending.note) }),
    }),
  };
}

function shown(text: string): string {
  return canonicalise(text) || NAMELESS;
}

function bothShown({ vi, en }: Bilingual): Bilingual {
  return { vi: shown(vi), en: shown(en) };
}

function shownCallee<Named extends Callee>(callee: Named): Named {
  const { name, contact, phone } = callee;
  const others = present<Pick<Callee, 'contact' | 'phone'>>({
    contact: contact && canonicalise(contact),
    phone: phone && canonicalise(phone),
  });
  return { ...callee, name: shown(name), ...others };
}

function shownShop(shop: ShopToVerify): ShopToVerify {
  const callee = shownCallee(shop);
  return shop.address === undefined ? callee : { ...callee, address: canonicalise(shop.address) };
}

function shownSupply({ missing, covered, calls }: SupplyInSums): SupplyInSums {
  return {
    missing: missing.map(shownAmount),
    covered: covered.map(shownAmount),
    calls: calls.map((call) => ({ ...shownCallee(call), amounts: call.amounts.map(shownAmount) })),
  };
}

function shownAmount({ unit, milli }: Amount): Amount {
  return { unit: bothShown(unit), milli };
}

function mapped<Key, Value>(map: ReadonlyMap<Key, Value>, change: (value: Value) => Value): ReadonlyMap<Key, Value> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
