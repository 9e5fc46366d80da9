import { askServer } from './ask-server.ts';
import { drop, keep, kept, type PhoneKey } from './on-this-phone.ts';

/** What stands behind the # of a sheet's address: it never leaves the phone by itself. */
export interface SheetCode {
  readonly retailer: string;
  readonly store: string;
  readonly code: string;
}

/** The code of an address, if it has one: `#<retailer>/<store>/<code>`. */
export function codeIn(fragment: string): SheetCode | undefined {
  const [, retailer, store, code] = /^#([^/]+)\/([^/]+)\/([a-z0-9]+)$/.exec(fragment) ?? [];
  return retailer && store && code ? { retailer, store: decodeURIComponent(store), code } : undefined;
}

const SECRET_BYTES = 32;

/** Turns the code into a key of this phone; asked again after a lost answer it is the same key. */
export async function enrol(sheet: SheetCode): Promise<PhoneKey> {
  const secret = (await kept('secret')) ?? newSecret();
  await keep('secret', secret);
  const body = { ...sheet, secret, name: kindOfPhone(navigator.userAgent) };
  const { bearer, retailer, store } = await askServer()('POST /v1/enrolments', { body });
  const phone = { bearer, retailer, store };
  const before = await kept('phone');
  if (before && (before.store !== store || before.retailer !== retailer)) {
    await drop('latest', 'drafts', 'queue', 'draft', 'waiting', 'received', 'ownDay');
  }
  await keep('phone', phone);
  await drop('secret');
  return phone;
}

function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** By what staff tell phones apart. */
function kindOfPhone(agent: string): string {
  const [, model] = /Android [^;)]*; ([^;)]{1,40}?)(?: Build|\))/.exec(agent) ?? [];
  if (model !== undefined && model.length > 1) return `Android ${model}`;
  if (/Android/.test(agent)) return 'Android';
  if (/iPhone/.test(agent)) return 'iPhone';
  return /iPad/.test(agent) ? 'iPad' : 'Máy tính';
}
