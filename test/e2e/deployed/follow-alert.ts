import assert from 'node:assert/strict';
import type { ReceivedFrom } from '#contract/client.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Caller } from './call-api.ts';
import { SENDER } from './cdk-cli.ts';
import type { Emulator } from './emulator.ts';
import { eventually } from './eventually.ts';
import type { ListeningQueue } from './listening-queue.ts';
import { DUTY_ADDRESS } from './register-market.ts';
import { sentMails } from './sent-mails.ts';
import type { Staff } from './staff.ts';
import { tell } from './tell.ts';
import { PORK, SHOCK_PRICE, SHOPS, SUPPLIER, THRESHOLDS, WARD } from './the-market.ts';

type AlertDetail = ReceivedFrom<'GET /v1/alerts/{id}'>;
type Suggestions = ReceivedFrom<'GET /v1/suggestions'>['items'];

/** Waits for the alert, and sees in the market, the map and the coverage what it says. */
export async function seeAlert(officer: Caller, today: BusinessDay): Promise<AlertDetail> {
  const alert = await eventually('an alert counts all shops and its messages are sent', async () => {
    const { items } = await officer.call('GET /v1/alerts');
    assert.ok(items.length <= 1, 'one event is one alert');
    const [found] = items;
    if (found?.agreeing !== SHOPS.length) return undefined;
    const detail = await officer.call('GET /v1/alerts/{id}', { params: { id: found.id } });
    // Messages come last: by then every suggestion is kept, too.
    const channels = detail.timeline.flatMap(({ kind, channel }) => (kind === 'message-sent' ? [channel] : []));
    const isMailed = channels.some((channel) => /^mail-p-[a-z2-9]{16}$/.test(channel ?? ''));
    return isMailed && channels.includes('sns') && detail;
  });
  const { place, product, direction, level, state, observed, threshold, openedOn, cause } = alert;
  assert.deepEqual(
    { place, product, direction, level, state, observed, threshold, openedOn, cause },
    {
      place: WARD,
      product: PORK,
      direction: 'up',
      level: 'crisis',
      state: 'open',
      observed: SHOCK_PRICE,
      threshold: THRESHOLDS.crisis,
      openedOn: today,
      cause: 'scarcity',
    },
  );
  tell(`one alert, a crisis: ${alert.explanation.vi}`);
  await seeMarket(officer, today);
  return alert;
}

async function seeMarket(officer: Caller, today: BusinessDay): Promise<void> {
  const query = { date: today };
  const market = await officer.call('GET /v1/market/{place}', { params: { place: WARD }, query });
  const pork = market.products.find(({ product }) => product === PORK);
  assert.equal(pork?.level, 'crisis');
  assert.deepEqual(
    { median: pork.retail?.median, stores: pork.retail?.stores, retailers: pork.retail?.retailers },
    { median: SHOCK_PRICE, stores: SHOPS.length, retailers: new Set(SHOPS.map(({ retailer }) => retailer)).size },
  );
  // The ward tells the zone, and the zone the city, each a moment later.
  const zone = await eventually('the map knows of it', async () => {
    const { items: map } = await officer.call('GET /v1/places', { query });
    const ward = map.find(({ id }) => id === WARD);
    const around = map.find(({ id }) => id === ward?.parent);
    return ward?.worst?.level === 'crisis' && around?.storesReported === SHOPS.length && around;
  });
  const { total } = await officer.call('GET /v1/coverage', { query });
  // Reported or late: which of them depends on the hour of the run.
  assert.deepEqual(
    { stores: total.stores, notReported: total.notReported },
    { stores: SHOPS.length + 1, notReported: 0 },
  );
  tell(`the market shows the same, the map too up to ${zone.name.vi}; all ${total.stores} stores have reported`);
}

/** The supplier is suggested to the shops that run out; an officer takes the first suggestion up. */
export async function takeSuggestion(officer: Caller, { id: alert, suggestions }: AlertDetail): Promise<Suggestions> {
  const { items } = await officer.call('GET /v1/suggestions');
  assert.deepEqual(items.map(({ id }) => id).sort(), [...suggestions].sort());
  for (const suggestion of items) {
    assert.equal(suggestion.alert, alert);
    assert.equal(suggestion.from.retailer, SUPPLIER.retailer);
    assert.equal(suggestion.to.place, WARD);
  }
  const [first] = items;
  assert.ok(first);
  tell(`${items.length} suggestions, such as: ${first.explanation.vi}`);
  const accepted = await officer.call('POST /v1/suggestions/{id}/accept', { params: { id: first.id }, body: {} });
  assert.equal(accepted.state, 'accepted');
  tell('an officer accepts the first');
  return items;
}

/** SES took one mail, Vietnamese first, that says who could supply whom. */
export async function seeMail(emulator: Emulator, alert: AlertDetail, suggestions: Suggestions): Promise<void> {
  const [mail] = await eventually('the mail is sent', async () => {
    const mails = await sentMails(emulator);
    return mails.length > 0 && mails;
  });
  assert.ok(mail);
  assert.deepEqual({ from: mail.from, to: mail.to }, { from: SENDER, to: [DUTY_ADDRESS] });
  assert.match(mail.subject, /^\[KHẨN CẤP\] Thịt lợn nạc thăn \+30(,0)?\s% · Phường Hoàn Kiếm$/);
  assert.match(mail.html, /^<!doctype html>\s*<html lang="vi">/);
  const [vietnamese = ''] = mail.text.split('-'.repeat(72));
  assert.ok(vietnamese.includes(`https://binh-on.example/alerts/${alert.id}`), vietnamese);
  for (const { explanation } of suggestions) assert.ok(vietnamese.includes(explanation.vi), vietnamese);
  tell(`SES took one mail to ${mail.to.join()}: ${mail.subject}`);
}

/** SNS told who listens for crises here, with the attributes to filter by, and nobody who listens for others. */
export async function seeTopic(
  alert: AlertDetail,
  queues: { readonly crises: ListeningQueue; readonly others: ListeningQueue },
): Promise<void> {
  const [message] = await eventually('the topic tells its subscriber', async () => {
    const messages = await queues.crises.received();
    return messages.length > 0 && messages;
  });
  assert.ok(message);
  const { level, product, place, direction, id } = alert;
  assert.deepEqual(message.attributes, { level, product, place, direction, kind: 'opened', alert: id });
  // SNS takes subjects in ASCII only.
  assert.match(message.subject, /^\[KHAN CAP\] Thit lon nac than \+30(,0)? % - Phuong Hoan Kiem$/);
  tell(
    `SNS told the queue that listens for crises here: ${Object.entries(message.attributes)
      .map((pair) => pair.join('='))
      .join(', ')}`,
  );
  assert.deepEqual(await queues.others.received(), []);
  tell('SNS told nothing to the queue that listens for another ward');
}

/** An officer takes the alert in hand; everybody sees who did. */
export async function acknowledge({ officer, admin }: Staff, { id }: AlertDetail): Promise<void> {
  const note = 'Đã gọi ban quản lý chợ';
  await officer.call('POST /v1/alerts/{id}/acknowledge', { params: { id }, body: { note } });
  const alert = await admin.call('GET /v1/alerts/{id}', { params: { id } });
  assert.equal(alert.state, 'acknowledged');
  assert.ok(
    alert.timeline.some((entry) => isOwn(entry, note)),
    JSON.stringify(alert.timeline),
  );
  tell(`${officer.email} acknowledges: ${note}`);
}

/** What is kept says who by an opaque id, also of an account that was made by hand. */
function isOwn(entry: AlertDetail['timeline'][number], note: string): boolean {
  return entry.kind === 'acknowledge' && /^p-[a-z2-9]{16}$/.test(entry.by ?? '') && entry.note === note;
}
