import { type Caller, callerOf } from './call-api.ts';
import { tell } from './tell.ts';
import { PORK, RETAILERS, type Retailer, SHOPS, SUPPLIER, THRESHOLDS, WARD } from './the-market.ts';

export const DUTY_ADDRESS = 'can-bo-truc@binh-on.example';

/** The API as each retailer sees it, with its key. */
export type Retailers = Readonly<Record<Retailer, Caller>>;

/** Registers retailers, their stores and keys, and who is mailed, as an administrator does on the first day. */
export async function registerMarket(admin: Caller, apiUrl: string): Promise<Retailers> {
  await admin.call('POST /v1/people', {
    body: {
      name: 'Nguyễn Hải Yến',
      emails: [DUTY_ADDRESS],
      channels: [{ kind: 'mail' }],
      places: ['*'],
      levels: ['watch', 'alert', 'crisis'],
    },
  });
  const callers: [Retailer, Caller][] = [];
  for (const id of RETAILERS) {
    const contact = { name: 'Nguyễn Thu An', phone: '0900 000 100' };
    await admin.call('PUT /v1/retailers/{id}', { params: { id }, body: { name: `${id} (mẫu)`, contact } });
    callers.push([id, callerOf(apiUrl, await issueKey(admin, id).then(({ bearer }) => bearer))]);
  }
  for (const { retailer, store } of SHOPS) {
    await putStore(admin, retailer, store, { name: store, place: WARD, channel: 'market' });
  }
  await putStore(admin, SUPPLIER.retailer, SUPPLIER.store, {
    name: 'Kho Ven Sông',
    place: SUPPLIER.place,
    channel: 'producer',
  });
  return Object.fromEntries(callers) as Record<Retailer, Caller>;
}

/** Sets when pork loin is worth a look: changed rules wake the function that opens days, as the clock does each morning. */
export async function setThresholds(lead: Caller): Promise<void> {
  await lead.call('PUT /v1/thresholds', { body: { product: PORK, ...THRESHOLDS } });
  const { items } = await lead.call('GET /v1/thresholds', { query: { product: PORK } });
  const { watch, alert, crisis } = THRESHOLDS;
  tell(`a lead sets the thresholds of ${items[0]?.productName.vi}: ${watch}, ${alert} and ${crisis} %`);
}

export function issueKey(admin: Caller, id: Retailer): Promise<{ keyId: string; bearer: string }> {
  return admin.call('POST /v1/retailers/{id}/keys', { params: { id } });
}

export async function putStore(
  admin: Caller,
  id: string,
  store: string,
  body: { readonly name: string; readonly place: string; readonly channel: 'market' | 'producer' },
): Promise<void> {
  await admin.call('PUT /v1/retailers/{id}/stores/{store}', { params: { id, store }, body });
}
