import { type ContractClient, contractClient } from '#contract/client.ts';
import type { DemoPages } from './demo-pages.ts';

/** The name of a lead whom the demo has not. */
export const SECOND_LEAD = 'Lê Thu Trang';

/** Somebody whom the demo has not: by the token the person signs in, or asks the API. */
export interface NewOfficer {
  readonly id: string;
  readonly token: string;
  readonly call: ContractClient;
}

/** Registers a second person who may all that the first may. */
export function secondLead(demo: DemoPages): Promise<NewOfficer> {
  return newOfficer(demo, { name: SECOND_LEAD, emails: ['trang@example.vn'], places: ['*'], group: 'lead' });
}

interface NewPerson {
  readonly name: string;
  readonly emails: string[];
  readonly places: string[];
  readonly group: 'staff' | 'lead' | 'admin';
}

/** Registers a person, and invites that one. */
export async function newOfficer(demo: DemoPages, person: NewPerson): Promise<NewOfficer> {
  const duty = demo.as('duty');
  const { id } = await duty('POST /v1/people', { body: person });
  const { token = '' } = await duty('POST /v1/people/{id}/invite', { params: { id } });
  return { id, token, call: contractClient({ url: demo.system.url, token }) };
}
