import { type ContractClient, contractClient } from '#contract/client.ts';
import type { DemoPages } from './demo-pages.ts';

/** The name of a lead whom the demo has not. */
export const SECOND_LEAD = 'Lê Thu Trang';

/** Registers a second person who may all that the first may, and asks the API as that one. */
export async function secondLead(demo: DemoPages): Promise<ContractClient> {
  const duty = demo.as('duty');
  const person = { name: SECOND_LEAD, emails: ['trang@example.vn'], places: ['*'], group: 'lead' as const };
  const { id } = await duty('POST /v1/people', { body: person });
  const { token } = await duty('POST /v1/people/{id}/invite', { params: { id } });
  return contractClient({ url: demo.system.url, token: token ?? '' });
}
