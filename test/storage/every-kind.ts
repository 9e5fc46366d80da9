/** One story in which something of every kind is kept, the same each time: what its items look like is their form. */
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { assess } from '#domain/assessment/assess.ts';
import { EMPTY_MEMORY, type PlaceDay, type PlaceMemory } from '#domain/assessment/place-day.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import { emptyBoard, type KnownEvent, withAlerts } from '#domain/event/event-board.ts';
import { faceOf } from '#domain/event/event-face.ts';
import { seriesKey } from '#domain/history/series-key.ts';
import { emptyMemory, remember, type StoreMemory } from '#domain/history/store-memory.ts';
import type { StoreDay } from '#domain/report/report.ts';
import type { StoreKey } from '#domain/store.ts';
import { deskStore } from '#storage/desk.ts';
import { marketStore } from '#storage/market.ts';
import { registryStore } from '#storage/registry.ts';
import { packStoreDay, reportStore } from '#storage/reports.ts';
import { trailStore } from '#storage/trail.ts';
import { keepDelivery } from '#support/kept-deliveries.ts';
import { anAlert, anEpisode, PORK, RICE, SMALL_CITY, someEvidence } from '#support/small-city.ts';
import { someSuggestion } from '#support/some-suggestion.ts';
import { retailerOfShop, storeOfShop } from '#support/supply-world.ts';

export const TODAY: BusinessDay = '2026-11-23';
export const WARD = 'hoan-kiem';
export const NOW = Date.parse(`${TODAY}T06:30:00+07:00`);
export const STORES: readonly StoreKey[] = ['hoa-sen/1', 'binh-minh/1'];
const RULES = rulesAsOf({ thresholds: [], ceilings: [] }, SMALL_CITY, TODAY);
const NAMES = { market: 'market', desk: 'desk', registry: 'registry', trail: 'trail' };

/** Evidence with all that it may hold of shops. */
const EVIDENCE = someEvidence({
  thresholds: { watch: 5, alert: 10, crisis: 15 },
  middle: { store: 'hoa-sen/1', price: 172_000, comparedWith: 145_250, changePct: 18.416523236 },
  furthest: [{ store: 'binh-minh/1', price: 190_000, comparedWith: 145_000, changePct: 31.034482759, daysAgo: 2 }],
});

/** What the ward remembers of its past: a month under way, one that is closed, and an episode. */
export const MEMORY: PlaceMemory = {
  ...EMPTY_MEMORY,
  episodes: [anEpisode({ product: RICE.id, openedOn: '2026-11-20', lastDay: '2026-11-22', evidence: EVIDENCE })],
  months: {
    running: { month: 24_323, sums: { [PORK.id]: [145_000, 1, 0, 0, 0, 0] } },
    past: { [PORK.id]: { first: 24_320, months: [140_000, null, 145_000], thirds: [140_000, null, 145_000] } },
    screening: { [PORK.id]: { month: 24_322, season: [1.01, null, 0.99] } },
  },
};

/** A store's memory of two weeks of pork and rice, with stock. */
export function twoWeeksOf(store: StoreKey): StoreMemory {
  let memory = emptyMemory(store, 'supermarket');
  for (let day = -14; day < 0; day++) {
    const prices = new Map([
      [seriesKey(PORK.id, 'retail'), 145_000],
      [seriesKey(RICE.id, 'retail'), day < -7 ? 18_000 : 18_500],
    ]);
    const stock = [{ product: PORK.id, price: 145_000, stock: 80_000 + 100 * day, sold: 30_000 }];
    memory = remember(memory, addDays(TODAY, day), { prices, stock }) ?? memory;
  }
  return memory;
}

export const REPORTS: readonly StoreDay[] = STORES.map((store, index) => ({
  store,
  channel: 'supermarket',
  place: WARD,
  date: TODAY,
  reportedAt: NOW - 60_000,
  source: 'live',
  rows: [
    { product: PORK.id, priceType: 'retail', price: 145_000 + 1_000 * index, stockMilli: 70_500, soldMilli: 31_000 },
    { product: PORK.id, priceType: 'promo', price: 139_000, gtin: '8930000000010' },
    { product: RICE.id, priceType: 'retail', price: 18_500, incomingMilli: 1_000, confirmed: true },
  ],
}));

export const WARD_DAY: PlaceDay = {
  place: WARD,
  date: TODAY,
  memory: MEMORY,
  stores: STORES.map(twoWeeksOf),
  reports: REPORTS,
  parts: [],
  rules: RULES,
};

/** Keeps one of each kind that other functions than the assessor write, and the ward's reports. */
export async function keepAllButAssessed(dynamodb: DynamoDBDocumentClient): Promise<void> {
  const market = marketStore(dynamodb, NAMES.market, () => NOW);
  const desk = deskStore(dynamodb, NAMES.desk);
  const registry = registryStore(dynamodb, NAMES.registry);
  for (const place of [WARD, SMALL_CITY.city]) await market.open(place, TODAY, 'rules');
  await market.close(PORK.id, TODAY);
  const number = await registry.requestRebuild(SMALL_CITY.city, '2026-09-25', { more: true, rewrites: true });
  await registry.resumeLater(SMALL_CITY.city, { at: '2026-11-01', number });
  await registry.noteRebuilt(SMALL_CITY.city, number);
  const reports = reportStore(dynamodb, NAMES.market, () => NOW);
  for (const report of REPORTS) await reports.putReport(packStoreDay(report), 1, undefined);
  // A day of its own: what the ward makes of its reports stays as it is.
  const byPhone: StoreDay = {
    store: 'hoa-sen/2',
    channel: 'market',
    place: 'cua-nam',
    date: addDays(TODAY, -1),
    reportedAt: NOW - 60_000,
    source: 'live',
    rows: [
      { product: PORK.id, priceType: 'retail', price: 146_000, entered: 'typed' },
      { product: RICE.id, priceType: 'retail', price: 18_500, entered: 'carried' },
    ],
  };
  await reports.putReport(packStoreDay(byPhone), 1, undefined);

  await registry.putArticles(
    'hoa-sen',
    [
      { article: '1000234', product: RICE.id, gtin: '8930000000019', factor: 5 },
      { article: 'THIT-01', product: PORK.id },
    ],
    [],
  );
  await registry.putUnmapped({
    store: 'hoa-sen/1',
    day: TODAY,
    articles: [{ article: '1000999', name: 'Gạo nếp 2kg', unit: 'túi' }, { article: '77' }],
  });

  await market.putCompared({
    place: WARD,
    day: TODAY,
    goods: [
      {
        product: PORK.id,
        lower: 140_000,
        middle: 150_000,
        upper: 150_000,
        retailers: [
          ['binh-minh', 1],
          ['hoa-sen', 2],
        ],
      },
    ],
  });
  await desk.putAsked({ day: TODAY, at: NOW, shops: 2 });

  const alert = anAlert({ episode: anEpisode({ evidence: EVIDENCE }) });
  const suggestion = someSuggestion(alert.id);
  await desk.putAlert(alert);
  await desk.putAction({ alert: alert.id, kind: 'acknowledge', at: NOW, by: 'lan', version: 1, level: 'crisis' });
  const falseAlarm = { kind: 'false-alarm', reason: 'promotion', note: 'Khuyến mại', by: 'lan' } as const;
  await desk.putAction({ alert: alert.id, at: NOW + 1, version: 1, level: 'crisis', ...falseAlarm });
  await desk.putSuggestion(suggestion);
  await desk.putSearch({
    subject: alert.id,
    version: 1,
    suggestions: [suggestion],
    unmet: [
      {
        product: PORK.id,
        to: suggestion.to,
        quantityMilli: 40_000,
        cause: 'supply-exhausted',
        figures: suggestion.figures.from,
      },
    ],
    gapPercent: 0,
    gaps: [
      {
        product: PORK.id,
        receivers: 2,
        estimated: { places: 1, sharedBy: 2 },
        unmet: [{ cause: 'supply-exhausted', quantityMilli: 40_000 }],
        notShown: 1,
        unknown: { 'stock-unknown': 3 },
        held: { stockMilli: 8_000, places: 1, documents: ['12/QĐ-SCT'] },
        pending: 0,
      },
    ],
  });
  await keepDelivery(dynamodb, NAMES.desk, {
    id: 'message',
    alert: alert.id,
    version: 1,
    channel: 'mail-lan',
    kind: 'opened',
    level: 'crisis',
    state: 'sent',
    attempts: 1,
    claimedAt: NOW,
    sentAt: NOW,
    told: alert,
  });
  await keepDelivery(dynamodb, NAMES.desk, {
    id: 'quiet',
    alert: alert.id,
    version: 2,
    channel: 'mail-lan',
    kind: 'escalated',
    level: 'crisis',
    state: 'muted',
    attempts: 0,
    claimedAt: NOW,
    unsent: { because: 'silenced', until: TODAY },
    told: { ...alert, version: 2 },
  });
  const board = withAlerts(emptyBoard(`${PORK.id}-up`), [alert], { catalogue: SMALL_CITY, now: NOW });
  const over = withAlerts(board, [{ ...alert, status: 'resolved' }], { catalogue: SMALL_CITY, now: NOW + 60_000 });
  const [event] = over.events as [KnownEvent];
  await desk.putBoard(over);
  await desk.keepPastEvent({ strand: over.strand, known: event, members: over.alerts });
  await desk.putAct({ event: event.id, kind: 'assign', at: NOW, by: 'lan', version: 1, level: 'crisis', to: 'ann' }, 0);
  await desk.putFinding(
    {
      event: `${PORK.id}-up-2026-11-21`,
      store: 'hoa-sen/1',
      place: WARD,
      product: PORK.id,
      verdict: 'wrong',
      reported: 154_000,
      usual: 130_000,
      seenPrice: 150_000,
      isStillBeyond: true,
      note: 'Giá niêm yết',
      at: NOW,
      by: 'lan',
      alerts: [alert.id],
    },
    NOW + 1,
  );
  const heard = { kind: 'opened', level: 'crisis', depth: 2, supply: false } as const;
  const failures = [{ at: NOW, channel: 'webhook', cause: 'NotAccepted: The receiver answered 500' }];
  await desk.putReminder({
    day: TODAY,
    store: 'hoa-sen/1',
    at: NOW,
    by: 'p-anbacucdunghakha',
    note: 'Chợ có mở cửa không?',
    state: 'waiting',
    attempts: 0,
    notBefore: NOW,
  });
  await desk.putDailyMail({
    day: TODAY,
    kind: 'digest',
    reader: 'p-anbacucdunghakha',
    state: 'sending',
    claimedAt: NOW,
    attempts: 1,
    notBefore: NOW + 900_000,
    facts: { kind: 'digest', day: TODAY, lines: [], more: 0, live: 1 },
  });
  await desk.putConversation({
    event: event.id,
    reader: 'p-anbacucdunghakha',
    told: [{ n: 1, ...heard, at: NOW, channel: 'mail', unsure: true, returned: { kind: 'bounced', at: NOW } }],
    due: { since: NOW, notBefore: NOW + 45_000 },
    sending: {
      n: 3,
      news: heard,
      content: { kind: 'opened', event: event.id, strand: over.strand, face: faceOf(SMALL_CITY, [alert]) },
      claimedAt: NOW,
      attempts: 2,
      notBefore: NOW + 120_000,
      channel: 0,
      failures,
      unsure: true,
    },
    givenUp: [{ n: 2, ...heard, at: NOW, failures }],
  });
  await desk.noteReturned('lan@example.vn', { since: NOW, kind: 'bounced' });
  await desk.wakeAlert(alert.id, 'because');
  await desk.putPromises('hoa-sen/1', PORK.id, [{ suggestion: suggestion.id, quantityMilli: 5_000, at: NOW }]);

  const shop = { key: 'hoa-sen/1', place: WARD, lat: 21.03, lon: 105.85 } as const;
  const recorded = { by: 'lan', at: NOW };
  await registry.putRetailer({
    ...retailerOfShop(shop),
    keys: [{ id: 'key', hash: 'hash', createdAt: NOW, revokedAt: NOW }],
  });
  const contact = { name: 'Chị Mai', phone: '0900 000 200' };
  const closures = [{ from: '2026-11-10', until: '2026-11-12', reason: 'Sửa chữa' }];
  await registry.putEnrolment({
    store: 'hoa-sen/1',
    codeHash: 'hash',
    createdAt: NOW,
    createdBy: 'lan',
    expiresAt: NOW + 1,
    phones: 3,
    keys: ['hoa-sen_k7m2p9qdk7m2'],
  });
  await registry.putPhoneKey({
    id: 'hoa-sen_k7m2p9qdk7m2',
    store: 'hoa-sen/1',
    name: 'Android',
    hash: 'hash',
    createdAt: NOW,
    revokedAt: NOW,
  });
  await registry.putStore({ ...storeOfShop(shop), address: '1 phố Mẫu', contact, closures });
  // Whoever an earlier version told is taken over at the first change, and her item blanked.
  const kept = { email: 'lan@example.vn', places: ['*'], levels: ['crisis'], language: 'vi' };
  await dynamodb.send(
    new PutCommand({ TableName: NAMES.registry, Item: { pk: 'recipient', sk: 'lan', v: 1, ...kept } }),
  );
  const [lan] = await registry.people();
  if (lan) {
    const webhook = { kind: 'webhook', address: 'https://hook.example/', secret: 'a-secret-of-the-webhook' } as const;
    const channels = [
      ...(lan.personal?.channels ?? []),
      { kind: 'sms', address: '0900 000 200' } as const,
      webhook,
      { ...webhook, form: 'slack' } as const,
      { ...webhook, form: 'zalo', phone: '0900 000 200', template: '284100' } as const,
    ];
    const personal = { name: 'lan', emails: ['lan@example.vn'], channels };
    await registry.putPerson(
      { ...lan, personal, group: 'lead', deputy: 'p-anbacucdunghakha', account: 'account-1', active: false },
      (await registry.readPerson(lan.id))?.hash,
    );
  }
  const thresholds = { watch: 5, alert: 10, crisis: 20 };
  const rule = { product: PORK.id, validFrom: TODAY, thresholds, ...recorded };
  await registry.putThresholds([rule], 0);
  await registry.putThresholds([rule, { ...rule, product: RICE.id }], 1);
  const ceiling = { product: RICE.id, effectiveFrom: NOW, price: 20_000, recordedOn: TODAY, ...recorded };
  await registry.putCeilings([ceiling], 2);
  const pair = {
    product: PORK.id,
    from: 'hoa-sen/1',
    to: 'binh-minh/1',
    reason: 'no-contract',
    through: TODAY,
  } as const;
  await registry.putRefusedPair({ ...pair, ...recorded });
  await registry.putHold({
    id: 'hold',
    product: PORK.id,
    place: WARD,
    from: TODAY,
    reason: 'Chờ xét nghiệm',
    document: '12/QĐ-SCT',
    ...recorded,
  });
  await registry.putMatchSettings({ changes: { refusalDays: 30 }, ...recorded }, undefined);
  await registry.putOpenedThrough(TODAY);
  await registry.signingKey(() => Uint8Array.of(1, 2, 3));
  const line = { action: 'set-threshold', subject: PORK.id, after: thresholds, ...recorded };
  // As versions before 0.3 kept the trail.
  const former = { v: 1, pk: 'audit#2026-11', sk: `${NOW}#Lst_lwA3W8juIoSUFKR1kA`, ...line };
  await dynamodb.send(new PutCommand({ TableName: NAMES.registry, Item: former }));
  const trail = trailStore(dynamodb, NAMES.trail);
  await trail.addLine(line);
  await trail.addLine({ action: 'look-at-evidence', subject: `alert/${alert.id}`, ...recorded }, 'look');
}

export const ASSESSED = assess(WARD_DAY);
