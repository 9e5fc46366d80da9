import type { ReceivedFrom, RequestTo } from '#contract/client.ts';
import { call } from '#web/asking/answers.ts';

export type Retailer = ReceivedFrom<'GET /v1/retailers'>['items'][number];
export type Store = Retailer['stores'][number];
/** Codes of printed sheets, shown once. */
export type Sheets = ReceivedFrom<'POST /v1/retailers/{id}/enrolments'>;
export type Contact = Retailer['contact'];
export type StoreBody = Extract<RequestTo<'PUT /v1/retailers/{id}/stores/{store}'>, { readonly body: unknown }>['body'];
type RetailerBody = Extract<RequestTo<'PUT /v1/retailers/{id}'>, { readonly body: unknown }>['body'];
type Face = Pick<Retailer, 'name' | 'contact'> & { readonly webhook: Retailer['webhook'] };

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
export function faceOf({ name, contact, webhook }: Retailer): Face {
  return { name, contact, webhook };
}

/** Where reminders are posted to, as it is typed: the secret is never shown again. */
export interface TypedWebhook {
  readonly address: string;
  readonly secret: string;
}

/** True where the address is another one: then its secret must be said, too. */
export function isNewAddress(before: Retailer | undefined, { address }: TypedWebhook): boolean {
  return address.trim() !== '' && address.trim() !== before?.webhook?.address;
}

/** What is asked for: nothing where all stays, null where an address is taken away. */
export function webhookFrom(before: Retailer | undefined, typed: TypedWebhook): Pick<RetailerBody, 'webhook'> {
  const [address, secret] = [typed.address.trim(), typed.secret.trim()];
  if (address === '') return before?.webhook ? { webhook: null } : {};
  return secret === '' && !isNewAddress(before, typed) ? {} : { webhook: { address, secret } };
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
