import assert from 'node:assert/strict';
import { callerOf, refusalOf } from './call-api.ts';
import type { Outputs } from './cdk-cli.ts';
import type { Emulator } from './emulator.ts';
import { invitedByMail } from './sent-mails.ts';
import { staffSignIn } from './sign-in.ts';
import type { Colleague } from './staff.ts';
import { tell } from './tell.ts';
import { WARD } from './the-market.ts';

const EMAIL = 'can-bo-moi@binh-on.example';

/** An administrator enters an officer, who is invited, works, loses the phone, and leaves: all by the one record. */
export async function keepPeople(emulator: Emulator, outputs: Outputs, admin: Colleague): Promise<void> {
  const body = { name: 'Trần Quốc Bảo', emails: [EMAIL], places: [WARD] };
  const { id } = await admin.call('POST /v1/people', { body });
  const { sentTo } = await admin.call('POST /v1/people/{id}/invite', { params: { id } });
  assert.equal(sentTo, EMAIL);
  assert.deepEqual(await invitedByMail(emulator), [EMAIL]);
  const { choosePassword, signIn } = staffSignIn(emulator, outputs);
  await choosePassword(EMAIL);
  const officerOf = async () => callerOf(outputs.ApiUrl, (await signIn(EMAIL)).id);
  const officer = await officerOf();
  assert.deepEqual((await officer.call('GET /v1/people/{id}', { params: { id } })).emails, [EMAIL]);
  assert.equal((await refusalOf(officer.call('GET /v1/market/{place}', { params: { place: '01' } }))).status, 403);
  tell(`${EMAIL} is invited by the record of a person, signs in, and sees the own ward`);

  await admin.call('PUT /v1/people/{id}', { params: { id }, body: { ...body, group: 'lead' } });
  await admin.call('POST /v1/people/{id}/reset-second-factor', { params: { id } });
  await assert.rejects(signIn(EMAIL));
  await choosePassword(EMAIL);
  const lead = await officerOf();
  assert.equal((await lead.call('GET /v1/people/{id}', { params: { id } })).group, 'lead');
  tell('a reset makes the account anew, for the same person');

  await admin.call('POST /v1/people/{id}/disable', { params: { id } });
  await assert.rejects(signIn(EMAIL));
  await admin.call('DELETE /v1/people/{id}', { params: { id } });
  const { name, erased } = await admin.call('GET /v1/people/{id}', { params: { id } });
  assert.deepEqual([name.vi, erased], ['người đã xoá', true]);
  tell('a disabled officer is not let in, and of an erased one nothing is left but an id');
}
