import assert from 'node:assert/strict';
import type { ReceivedFrom } from '#contract/client.ts';
import { SENDER } from './cdk-cli.ts';
import type { Emulator } from './emulator.ts';
import { eventually } from './eventually.ts';
import type { ListeningQueue } from './listening-queue.ts';
import { DUTY_ADDRESS } from './register-market.ts';
import { sentMails } from './sent-mails.ts';
import type { Colleague, Staff } from './staff.ts';
import { tell } from './tell.ts';
import { PORK, SHOCK_PRICE, SHOPS, SUPPLIER, WARD } from './the-market.ts';

type AlertDetail = ReceivedFrom<'GET /v1/alerts/{id}'>;
export type EventDetail = ReceivedFrom<'GET /v1/events/{id}'>;

interface Queues {
  readonly crises: ListeningQueue;
  readonly others: ListeningQueue;
}

/** The alert is an event, and the people and the topic were told of it: once the wider judgement is in. */
export async function seeEvent(officer: Colleague, alert: AlertDetail): Promise<EventDetail> {
  const event = await eventually('an event is told to people and to the topic', async () => {
    const { items } = await officer.call('GET /v1/events');
    assert.ok(items.length <= 1, 'one move is one event');
    const [found] = items;
    const detail = found && (await officer.call('GET /v1/events/{id}', { params: { id: found.id } }));
    const ways = detail?.timeline.flatMap(({ kind, channel }) => (kind === 'message-sent' ? [channel] : []));
    return ways?.includes('mail') && ways.includes('sns') && detail;
  });
  assert.deepEqual([event.level, event.members.map(({ id }) => id)], [alert.level, [alert.id]]);
  tell(`one event, ${event.id}: ${event.sentence.vi}`);
  return event;
}

/** SES took one mail: what happened, the link, whom to verify. */
export async function seeMail(emulator: Emulator, event: EventDetail): Promise<void> {
  const mails = await sentMails(emulator);
  const [mail] = mails;
  assert.ok(mail);
  assert.deepEqual(
    mails.map(({ to }) => to),
    [[DUTY_ADDRESS]],
  );
  assert.equal(mail.from, SENDER);
  assert.match(mail.subject, /^\[KHẨN CẤP\] Thịt lợn nạc thăn \+30\s% · Phường Hoàn Kiếm · thiếu 192 kg$/);
  assert.match(mail.html, /<html[^>]* lang="vi"/);
  for (const part of [`https://binh-on.example/su-kien/${event.id}`, event.sentence.vi, SHOPS[0].store]) {
    assert.ok(mail.text.includes(part), mail.text);
  }
  tell(`SES took one mail to ${mail.to.join()}: ${mail.subject}`);
}

/** SNS told who listens for crises here, with the attributes to filter by, and nobody who listens for others. */
export async function seeTopic({ id, level, direction }: EventDetail, queues: Queues): Promise<void> {
  const [message] = await eventually('the topic tells its subscriber', async () => {
    const messages = await queues.crises.received();
    return messages.length > 0 && messages;
  });
  assert.ok(message);
  const lists = { product: JSON.stringify([PORK]), place: JSON.stringify([WARD]) };
  assert.deepEqual(message.attributes, { level, direction, kind: 'opened', event: id, ...lists });
  // SNS takes subjects in ASCII only.
  assert.match(message.subject, /^\[KHAN CAP\] Thit lon nac than \+30 % - Phuong Hoan Kiem - thieu 192 kg$/);
  assert.deepEqual(await queues.others.received(), []);
  tell('SNS told the queue that listens for crises here, and nothing to that for another ward');
}

/** An officer is on it from now on: everybody sees who, on the event and on its alert. */
export async function takeOver({ officer, admin }: Staff, { id }: EventDetail, alert: string): Promise<void> {
  const note = 'Đã gọi ban quản lý chợ';
  await officer.call('POST /v1/events/{id}/acknowledge', { params: { id }, body: { note } });
  const { state, owner, timeline } = await admin.call('GET /v1/events/{id}', { params: { id } });
  assert.equal(state, 'acknowledged');
  assert.match(owner?.person ?? '', /^p-[a-z2-9]{16}$/);
  assert.ok(timeline.some((entry) => entry.kind === 'acknowledge' && entry.note === note));
  await eventually('the alert is acknowledged with its event', async () => {
    const member = await admin.call('GET /v1/alerts/{id}', { params: { id: alert } });
    return member.state === 'acknowledged';
  });
  tell(`${officer.email} takes it over: ${note}`);
}

/** A shop is looked at, by a phone that sends twice. */
export async function verifyShop({ officer, admin }: Staff, { id }: EventDetail): Promise<void> {
  const { items } = await officer.call('GET /v1/events/{id}/shops', { params: { id } });
  assert.equal(items.length, SHOPS.length);
  const store = items[0]?.store ?? '';
  const seen = { verdict: 'right' as const, seenPrice: SHOCK_PRICE, at: new Date().toISOString() };
  for (let again = 0; again < 2; again++) {
    await officer.call('POST /v1/verifications', { body: { event: id, store, product: PORK, ...seen } });
  }
  const { timeline } = await admin.call('GET /v1/events/{id}', { params: { id } });
  assert.equal(timeline.filter(({ kind }) => kind === 'verified').length, 1);
  tell(`${officer.email} verifies ${store}: the price is right`);
}

/** One call to the supplier covers all its lines, and is accepted as one. */
export async function acceptCall(officer: Colleague, { id }: EventDetail): Promise<void> {
  const plan = await eventually('there is a plan of the event', async () => {
    const found = await officer.call('GET /v1/events/{id}/plan', { params: { id } });
    return found.calls.length > 0 && found;
  });
  assert.deepEqual(
    plan.calls.map((call) => call.id),
    [SUPPLIER.retailer],
  );
  const { done, lines } = await officer.call('POST /v1/events/{id}/plan/calls/{call}/accept', {
    params: { id, call: SUPPLIER.retailer },
    body: {},
  });
  assert.deepEqual([done, new Set(lines.map(({ state }) => state))], [SHOPS.length, new Set(['accepted'])]);
  tell(`one call to ${SUPPLIER.retailer} is accepted: ${done} lines of the plan`);
}

/** The event is closed: who heard of it hears of that, by mail and by the topic, and of nothing else. */
export async function seeTheEnd(emulator: Emulator, { officer }: Staff, id: string, queues: Queues): Promise<void> {
  const note = 'Hàng đã về chợ';
  await officer.call('POST /v1/events/{id}/resolve', { params: { id }, body: { note } });
  const mails = await eventually('the end is told', async () => {
    const sent = await sentMails(emulator);
    return sent.length > 1 && sent;
  });
  assert.deepEqual(
    mails.map(({ to }) => to),
    [[DUTY_ADDRESS], [DUTY_ADDRESS]],
  );
  assert.ok(mails[1]?.text.includes(note), mails[1]?.text);
  const kinds = await eventually('the topic tells the end', async () => {
    const messages = await queues.crises.received();
    return messages.length > 1 && messages.map(({ attributes }) => attributes['kind']);
  });
  assert.deepEqual(kinds, ['opened', 'closed']);
  assert.deepEqual(await queues.others.received(), []);
  tell(`in all of this an opening and an end were told, nothing else: ${mails[1]?.subject}`);
}
