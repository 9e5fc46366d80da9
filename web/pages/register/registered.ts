import type { ReceivedFrom, RequestTo } from '#contract/client.ts';
import { call } from '#web/asking/answers.ts';

export type Retailer = ReceivedFrom<'GET /v1/retailers'>['items'][number];
export type Store = Retailer['stores'][number];
/** Codes of printed sheets, shown once. */
export type Sheets = ReceivedFrom<'POST /v1/retailers/{id}/enrolments'>;
export type Contact = Retailer['contact'];
export type StoreBody = Extract<RequestTo<'PUT /v1/retailers/{id}/stores/{store}'>, { readonly body: unknown }>['body'];

/** What tells of the register. */
export const REGISTER_ANSWERS = ['GET /v1/retailers', 'GET /v1/today', 'GET /v1/coverage'] as const;

const PAGE = 200;

/** A retailer as it is kept now, without what of it changes by itself. */
export async function readRetailer(id: string): Promise<Retailer | undefined> {
  for (let cursor: string | undefined; ; ) {
    const page = await call('GET /v1/retailers', {
      query: { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) },
    });
    const found = page.items.find((retailer) => retailer.id === id);
    if (found || page.cursor === undefined) return found;
    cursor = page.cursor;
  }
}

/** What names a retailer, without its keys and stores. */
export function faceOf({ name, contact }: Retailer): Pick<Retailer, 'name' | 'contact'> {
  return { name, contact };
}

/** A store as it would be kept again; a move that is entered stays. */
export function bodyOf({ id: _, nextPlace, place, ...face }: Store): StoreBody {
  return { ...face, place: nextPlace?.place ?? place };
}

/** A contact as it was typed; nothing where nobody was named. */
export function contactFrom({ name, phone = '', email = '' }: Contact): Contact | undefined {
  if (name.trim() === '') return undefined;
  return {
    name,
    ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
    ...(email.trim() === '' ? {} : { email: email.trim() }),
  };
}
