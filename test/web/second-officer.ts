import { type ContractClient, contractClient } from '#contract/client.ts';
import type { DemoPages } from './demo-pages.ts';

/** Another officer of the whole city, who works beside the one on duty. */
interface SecondOfficer {
  readonly name: string;
  readonly person: string;
  readonly call: ContractClient;
}

/** Enters a lead, and signs in as one. */
export async function aSecondOfficer(demo: DemoPages): Promise<SecondOfficer> {
  const duty = demo.as('duty');
  const name = 'Lê Thị Trực';
  const { id } = await duty('POST /v1/people', {
    body: { name, group: 'lead', places: ['*'], emails: ['le-thi-truc@example.vn'] },
  });
  const { token = '' } = await duty('POST /v1/people/{id}/invite', { params: { id } });
  return { name, person: id, call: contractClient({ url: demo.system.url, token }) };
}
