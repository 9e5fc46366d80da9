import { businessDayOf, timeOfDayOf } from '#domain/business-day.ts';
import { FIGURES } from '#domain/figures.ts';
import type { Language } from '#domain/language.ts';
import type { ShopToVerify, SupplyInSums } from '#domain/notification/event-news.ts';
import { present } from '#domain/present.ts';
import { goodNamed, placeNamed } from '#domain/wording/names.ts';
import { amountsInWords, type Share, sharesOf, summed } from './amounts.ts';
import type { CalleeLine, Task } from './mail-html/event-page.ts';
import { phoneLinks } from './phone-links.ts';
import type { ToldEvent } from './told-event.ts';
import { WORDS } from './words.ts';

/** So many sources, and so many shops, are named; of the others only the sum is said. */
const MOST_SOURCES = 4;
const MOST_SHOPS = 3;

/** What a reader should do about an event, the first thing first; `url` is the event's page. */
export function thingsToDo(told: ToldEvent, url: string | undefined): Task[] {
  const call = callSources(told);
  return [takeIt(told, url), ...(call ? [call] : []), verifyShops(told)];
}

/** An instant as it is told: its time, with its day where that is not the message's own. */
export function timeTold(at: number, now: number, language: Language): string {
  const [time, day] = [timeOfDayOf(at), businessDayOf(at)];
  return day === businessDayOf(now) ? time : WORDS[language].timeOnDay(time, FIGURES[language].day(day));
}

function takeIt({ news, language, delivery }: ToldEvent, url: string | undefined): Task {
  const { owner, escalatesAt, escalatesTo = 'lead' } = news;
  const { take, taken, taking } = WORDS[language];
  const time = (at: number) => timeTold(at, delivery.claimedAt, language);
  const nobody = () => {
    if (escalatesAt === undefined) return taking.nobody;
    const isPast = escalatesAt <= delivery.claimedAt;
    return taking[isPast ? 'nobodySince' : 'nobodyUntil'](time(escalatesAt), escalatesTo);
  };
  const says = owner ? taking.taken(owner.name, time(owner.since)) : nobody();
  return present<Task>({ head: owner ? taken : take, says, url: owner ? undefined : url, callees: [] });
}

function callSources({ news, language }: ToldEvent): Task | undefined {
  const { supply, face } = news;
  const words = WORDS[language];
  const { head, none, unknown, enough } = words.noSource;
  const mayLack = face.direction === 'up' && !face.ceiling;
  if (!supply) return mayLack ? { head, says: unknown, callees: [] } : undefined;
  const shares = sharesOf(supply);
  if (supply.calls.length === 0) {
    if (shares.length === 0) return { head, says: enough, callees: [] };
    return { head, says: none(amountsInWords(missingOf(shares), language)), callees: [] };
  }
  const [named, rest] = [supply.calls.slice(0, MOST_SOURCES), supply.calls.slice(MOST_SOURCES)];
  const sums = amountsInWords(summed(rest.map(({ amounts }) => amounts)), language);
  return present<Task>({
    head: words.call(supply.calls.length),
    says: shares.length > 0 ? words.covers(words.listed(shares.map((share) => shareInWords(share, language)))) : '',
    callees: named.map((call) => calleeLine(call, language, amountsInWords(call.amounts, language))),
    more: rest.length > 0 ? words.moreSources(rest.length, sums) : undefined,
  });
}

function verifyShops({ news, catalogue, language }: ToldEvent): Task {
  const { verify } = news;
  const words = WORDS[language];
  const { head, none, unknown } = words.nothingToVerify;
  if (!verify) return { head, says: unknown, callees: [] };
  if (verify.count === 0) return { head, says: none, callees: [] };
  const named = verify.shops.slice(0, MOST_SHOPS);
  const priceOf = ({ product, price, usual }: ShopToVerify) => {
    const { name, unit } = goodNamed(product, catalogue);
    const figures = FIGURES[language];
    return words.shopPrice(
      name[language],
      figures.price(price, unit[language]),
      figures.workedOutPrice(usual, unit[language]),
    );
  };
  const rest = verify.count - named.length;
  return present<Task>({
    head: words.verify(verify.count),
    says: named.length > 1 ? words.farthest : '',
    callees: named.map((shop) =>
      calleeLine(
        {
          ...shop,
          contact: [shop.address, placeNamed(shop.place, catalogue)[language], shop.contact].filter(Boolean).join(', '),
        },
        language,
        priceOf(shop),
      ),
    ),
    more: rest > 0 ? words.moreShops(rest) : undefined,
  });
}

function calleeLine(
  { name, contact, phone }: Pick<ShopToVerify, 'name' | 'contact' | 'phone'>,
  language: Language,
  says: string,
): CalleeLine {
  const phones = phoneLinks(phone ?? '');
  return present<CalleeLine>({
    name,
    about: contact || undefined,
    phones,
    noPhone: phones.length === 0 ? WORDS[language].noPhone : undefined,
    says,
  });
}

/** "4.490/4.830 bó, 93 %". */
function shareInWords({ unit, missing, covered, percent }: Share, language: Language): string {
  const figures = FIGURES[language];
  const whole = figures.quantity(missing, unit[language]);
  return WORDS[language].share(figures.exact(covered / 1000), whole, figures.percent(percent));
}

function missingOf(shares: readonly Share[]): SupplyInSums['missing'] {
  return shares.map(({ unit, missing }) => ({ unit, milli: missing }));
}
