import fc from 'fast-check';
import { PORK, RICE } from '#support/small-city.ts';
import { DAYS, PATCHED_SHOP, type RunningCity, SHOPS, type Shop, USUAL_PRICE } from './convergence-city.ts';

/** One report or correction, with an instant that no other bears. */
export interface Sent {
  readonly shop: Shop;
  readonly mode: 'full' | 'patch';
  readonly body: { readonly date: string; readonly reportedAt: string; readonly rows: readonly object[] };
}

/** What happens after a report is on its way: the next goes out at once, after the answer or after all is done. */
type Pause = 'together' | 'answered' | 'idle';

export interface Plan {
  /** In the order of their instants. */
  readonly sent: readonly Sent[];
  /** In the order of their arrival, some more than once. */
  readonly arrivals: readonly { readonly sent: Sent; readonly then: Pause }[];
}

type Unsent = Omit<Sent, 'body'> & { readonly date: string; readonly rows: readonly object[] };

/** Prices that rise together, fall back to the usual, or are too far off to be accepted alone. */
const factor = fc.oneof(
  { arbitrary: fc.constant(1.3), weight: 6 },
  { arbitrary: fc.constant(1), weight: 3 },
  { arbitrary: fc.constantFrom(0.7, 1.12, 1.6, 4), weight: 3 },
);

const fullRows = fc
  .record({
    pork: factor,
    rice: fc.option(factor),
    stock: fc.option(fc.constantFrom(0, 12.5, 50)),
    confirm: fc.boolean(),
  })
  .map(({ pork, rice, stock, confirm }) => [
    {
      product: PORK.id,
      price: priceOf(PORK.id, pork),
      ...(stock === null ? {} : { stock, sold: 10 }),
      ...(confirm ? { confirm } : {}),
    },
    ...(rice === null ? [] : [{ product: RICE.id, price: priceOf(RICE.id, rice) }]),
  ]);

const patchRows = fc
  .record({ pork: factor, rice: fc.constantFrom('stays', 'withdrawn', 'on offer') })
  .map(({ pork, rice }) => [
    { product: PORK.id, price: priceOf(PORK.id, pork) },
    ...(rice === 'withdrawn' ? [{ product: RICE.id, withdraw: true }] : []),
    ...(rice === 'on offer' ? [{ product: RICE.id, priceType: 'promo', price: priceOf(RICE.id, 0.7) }] : []),
  ]);

function priceOf(product: string, times: number): number {
  return Math.round((USUAL_PRICE[product] as number) * times);
}

/** Store-days with one to three versions each; the second day is the busiest, so that stores agree on it. */
const fullReports = fc
  .uniqueArray(
    fc.record({
      shop: fc.constantFrom(...SHOPS),
      date: fc.constantFrom(...DAYS, DAYS[1] as string, DAYS[1] as string),
      versions: fc.array(fullRows, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 3, maxLength: 5, selector: ({ shop, date }) => `${shop.store} ${date}` },
  )
  .map((days) =>
    days.flatMap(({ shop, date, versions }): Unsent[] =>
      versions.map((rows) => ({ shop, mode: 'full' as const, date, rows })),
    ),
  );

/**
 * Patches change what is kept when they arrive, and the latest instant stands for the whole store-day, not row by row:
 * a full report that is older than a patch but comes after it is superseded, and so is the older of two patches, even
 * of different rows. They take effect in any order only where nothing else touches their store-day after its full
 * report: here each day of one store is reported in full beforehand and patched at most once.
 */
const patches = fc
  .uniqueArray(fc.record({ date: fc.constantFrom(...DAYS), rows: patchRows }), {
    maxLength: 2,
    selector: ({ date }) => date,
  })
  .map((days) => days.map(({ date, rows }): Unsent => ({ shop: PATCHED_SHOP, mode: 'patch', date, rows })));

const pause = fc.constantFrom<Pause>('together', 'together', 'together', 'answered', 'answered', 'idle');

export const plan: fc.Arbitrary<Plan> = fc
  .tuple(fullReports, patches)
  .chain(([full, patched]) => shuffled([...full, ...patched]))
  .map((unsent) => unsent.map(dated))
  .chain((sent) =>
    fc
      .array(fc.constantFrom(...sent), { maxLength: 4 })
      .chain((again) => shuffled([...sent, ...again]))
      .chain((order) => fc.tuple(...order.map((each) => pause.map((then) => ({ sent: each, then })))))
      .map((arrivals) => ({ sent, arrivals, [fc.toStringMethod]: () => describeArrivals(arrivals) })),
  );

/** One line per arrival, so that a plan that fails can be read. */
function describeArrivals(arrivals: Plan['arrivals']): string {
  return arrivals
    .map(({ sent: { shop, mode, body }, then }) =>
      [shop.store, mode, body.date, body.reportedAt.slice(11, 16), JSON.stringify(body.rows), then].join(' '),
    )
    .join('\n');
}

function shuffled<Item>(items: readonly Item[]): fc.Arbitrary<Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
}

/** The instant grows with the position, and says nothing about the business day. */
function dated({ shop, mode, date, rows }: Unsent, position: number): Sent {
  const minute = String(position).padStart(2, '0');
  return { shop, mode, body: { date, reportedAt: `${DAYS.at(-1)}T06:${minute}:00+07:00`, rows } };
}

export interface Answer {
  readonly status: number;
  readonly code?: string;
}

/** Sends a plan's reports in the order of their arrival; returns the answers. */
export async function sendAsPlanned(city: RunningCity, { arrivals }: Plan): Promise<Answer[]> {
  const answers: Answer[] = [];
  let under: Promise<Answer>[] = [];
  for (const { sent, then } of arrivals) {
    under.push(send(city, sent));
    if (then === 'together') continue;
    answers.push(...(await Promise.all(under)));
    under = [];
    if (then === 'idle') await city.system.idle();
  }
  return [...answers, ...(await Promise.all(under))];
}

/** Sends a plan's reports in the order of their instants, each after all is done that the one before has caused. */
export async function sendInOrder(city: RunningCity, { sent }: Plan): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const each of sent) {
    answers.push(await send(city, each));
    await city.system.idle();
  }
  return answers;
}

async function send(city: RunningCity, { shop, mode, body }: Sent): Promise<Answer> {
  const { url, retailers } = city.system;
  const bearer = retailers().find(({ id }) => id === shop.retailer)?.bearer;
  const answer = await fetch(`${url}/v1/reports?mode=${mode}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify({ store: shop.store, ...body }),
  });
  const { code } = (await answer.json()) as { code?: string };
  return { status: answer.status, ...(code === undefined ? {} : { code }) };
}
