import { type BusinessDay, isBusinessDay } from '#domain/business-day.ts';
import { Problem } from '#runtime/problem.ts';

/** A price that is held back, by its shop, day and product. */
export interface NamedDoubt {
  readonly date: BusinessDay;
  readonly retailer: string;
  readonly store: string;
  readonly product: string;
  readonly price: number;
}

/** No id of the system has it. */
const BETWEEN = '~';

export function doubtId({ date, retailer, store, product, price }: NamedDoubt): string {
  return [date, retailer, store, product, price].join(BETWEEN);
}

/** What an id names. Raises `unknown-doubt` (404) for a text that is none. */
export function requireDoubt(id: string): NamedDoubt {
  const [date = '', retailer = '', store = '', product = '', written = '', ...more] = id.split(BETWEEN);
  const price = Number(written);
  const isWhole = [retailer, store, product].every((part) => part !== '') && more.length === 0;
  if (isBusinessDay(date) && isWhole && written !== '' && price > 0 && Number.isFinite(price)) {
    return { date, retailer, store, product, price };
  }
  throw unknownDoubt();
}

export function unknownDoubt(): Problem {
  return new Problem(404, 'unknown-doubt', {
    vi: 'Không có giá chờ này. Xem /v1/doubts.',
    en: 'There is no such doubtful price. See /v1/doubts.',
  });
}
