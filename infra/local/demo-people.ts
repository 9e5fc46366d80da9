import type { ContractClient, ReceivedFrom, RequestTo } from '#contract/client.ts';
import type { RunningSystem } from './system.ts';

type PersonBody = Extract<RequestTo<'POST /v1/people'>, { readonly body: unknown }>['body'];

/** How both invented people are told: by mail, of all levels. */
const TOLD: Pick<PersonBody, 'channels' | 'levels' | 'language'> = {
  channels: [{ kind: 'mail' }],
  levels: ['watch', 'alert', 'crisis'],
  language: 'vi',
};
const DUTY_ADDRESS = 'can-bo-truc@binh-on.example';
const WARD_ADDRESS = 'can-bo-phuong@binh-on.example';

/** Enters the duty officer of the city; who is entered already stays. */
export function enterDutyOfficer(call: ContractClient): Promise<string> {
  return enterOnce(call, DUTY_ADDRESS, {
    name: 'Nguyễn Hải Yến (mẫu)',
    phone: '0900 000 200',
    emails: [DUTY_ADDRESS],
    group: 'admin',
    places: ['*'],
    ...TOLD,
  });
}

/** Enters and invites an officer of one ward, whom the duty officer stands in for. */
export async function enterWardOfficer(
  call: ContractClient,
  system: RunningSystem,
  ward: string,
  deputy: string,
): Promise<void> {
  const id = await enterOnce(call, WARD_ADDRESS, {
    name: 'Trần Quốc Bảo (mẫu)',
    phone: '0900 000 201',
    emails: [WARD_ADDRESS],
    group: 'staff',
    places: [ward],
    deputy,
    ...TOLD,
  });
  const { token } = await call('POST /v1/people/{id}/invite', { params: { id } });
  if (token !== undefined) await system.saveOfficers({ wardToken: token });
}

/** The id of who has the address: a loading that was cut off goes on from its beginning. */
async function enterOnce(call: ContractClient, address: string, body: PersonBody): Promise<string> {
  const { items }: ReceivedFrom<'GET /v1/people'> = await call('GET /v1/people', { query: { limit: 200 } });
  const known = items.find(({ emails }) => emails?.includes(address));
  return (known ?? (await call('POST /v1/people', { body }))).id;
}
