import { beforeEach, describe, expect, test } from 'vitest';
import type { Alert } from '#domain/alert/alert.ts';
import { addDays } from '#domain/business-day.ts';
import { strandOf } from '#domain/event/strand.ts';
import type { RefusedPair } from '#domain/matching/refused-pair.ts';
import { isOvertaken, partyKey, type Suggestion } from '#domain/matching/suggestion.ts';
import type { SupplySearch } from '#domain/matching/supply-search.ts';
import { answerStrand } from '#functions/respond-to-alert/answer-strand.ts';
import type { RespondPorts } from '#functions/respond-to-alert/respond-ports.ts';
import { requireSettings } from '#runtime/platform.ts';
import { type DeskStore, deskStore } from '#storage/desk.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { inWords } from '#support/in-words.ts';
import { sentencesIn } from '#support/sentences-in.ts';
import { anAlert, anEpisode, SMALL_CITY } from '#support/small-city.ts';
import { type Shop, storeOfShop } from '#support/supply-world.ts';
import { respondingPorts } from './responding-ports.ts';

const SHORT: Shop = { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 };
const GIVER: Shop = { key: 'hoa-sen/cn', place: 'cua-nam', stock: 140, demand: 20 };

const tables = emptyTablesEachTest();
let now: number;
let desk: DeskStore;
let shops: Shop[];
let refused: RefusedPair[];

beforeEach(() => {
  const { platform } = tables;
  now = Date.parse('2026-11-23T06:30:00+07:00');
  shops = [SHORT, GIVER];
  refused = [];
  desk = deskStore(platform.dynamodb, requireSettings(platform.env, ['DESK_TABLE']).DESK_TABLE);
});

async function search(alert: Alert, changes: Partial<RespondPorts> = {}): Promise<Suggestion[]> {
  const ports = respondingPorts(desk, { clock: () => now, shops, refusedPairs: async () => refused, ...changes });
  await desk.putAlert(alert, (await desk.readAlert(alert.id))?.hash);
  await answerStrand({ ...desk, ...ports }, SMALL_CITY)(strandOf(SMALL_CITY, alert), {
    alerts: [alert.id],
    woken: [eventOf(alert)],
  });
  return [...((await desk.latestSearch(eventOf(alert)))?.suggestions ?? [])];
}

/** The event of an alert that is the oldest of it. */
const eventOf = ({ product, direction, episode }: Alert) => `${product}-${direction}-${episode.openedOn}`;

const pairsOf = (suggestions: readonly Suggestion[]) =>
  suggestions.map(({ from, to, quantityMilli }) => `${partyKey(from)} ${quantityMilli / 1000} ${partyKey(to)}`);

function alertOpenedOn(openedOn: string, changes: Partial<Alert> = {}): Alert {
  return anAlert({ ...changes, episode: anEpisode({ openedOn }) });
}

async function decide(suggestion: Suggestion | undefined, state: Suggestion['state'], quantityMilli?: number) {
  if (!suggestion) throw new Error('Nothing was suggested');
  const decision = { at: now, by: 'lan', ...(quantityMilli !== undefined && { quantityMilli }) };
  expect(await desk.replaceSuggestion({ ...suggestion, state, decision }, suggestion)).toBe(true);
}

test('what was accepted for one alert is promised to no other', async () => {
  const first = await search(alertOpenedOn('2026-11-21'));
  expect(pairsOf(first)).toEqual(['hoa-sen/cn 90 hoa-sen/hk']);
  await decide(first[0], 'accepted');
  // Giver: 190 less 40 kept back less 90 promised. Receiver: 90 short, 90 promised.
  shops = [SHORT, { ...GIVER, stock: 190 }, { key: 'binh-minh/hk', place: 'hoan-kiem', stock: 0, demand: 50 }];
  expect(pairsOf(await search(alertOpenedOn('2026-11-17')))).toEqual(['hoa-sen/cn 60 binh-minh/hk']);
});

test('a smaller quantity that was agreed on leaves the rest to be suggested', async () => {
  const [made] = await search(alertOpenedOn('2026-11-21'));
  await decide(made, 'changed', 30_000);
  expect(pairsOf(await search(alertOpenedOn('2026-11-17')))).toEqual(['hoa-sen/cn 60 hoa-sen/hk']);
});

test('a pair that was refused for long is proposed for no alert until the refusal ends', async () => {
  const pair = { from: GIVER.key, to: SHORT.key };
  refused = [{ ...pair, product: '01.0004', reason: 'never', by: 'lan', at: now, through: '2026-11-23' }];
  expect(await search(alertOpenedOn('2026-11-21'))).toEqual([]);
  shops = shops.map((shop) => ({ ...shop, date: '2026-11-24' }));
  expect(await search(alertOpenedOn('2026-11-17', { asOf: '2026-11-24' }))).toHaveLength(1);
});

test('a proposal that the next version makes too keeps its id and gets the newer figures, also when it has expired', async () => {
  const alert = alertOpenedOn('2026-11-21');
  const [first] = await search(alert);
  const versionOn = async (version: number, day: string) => {
    now = Date.parse(`${day}T06:30:00+07:00`);
    shops = shops.map((shop) => ({ ...shop, date: day }));
    return (await search({ ...alert, version, asOf: day }))[0];
  };
  expect((await versionOn(2, addDays('2026-11-23', 1)))?.id).toBe(first?.id);
  expect((await desk.suggestionsOf(eventOf(alert))).map(({ madeOn }) => madeOn)).toEqual(['2026-11-24']);
  expect((await versionOn(3, addDays('2026-11-23', 4)))?.id).toBe(first?.id);
  expect((await desk.suggestionsOf(eventOf(alert))).map(({ validThrough }) => validThrough)).toEqual(['2026-11-30']);
});

test('a version that finds other givers leaves nothing standing of what the one before it proposed', async () => {
  const alert = alertOpenedOn('2026-11-21');
  expect(pairsOf(await search(alert))).toEqual(['hoa-sen/cn 90 hoa-sen/hk']);
  const others = ['binh-minh', 'ven-song'].map((retailer) => ({ ...GIVER, key: `${retailer}/cn` as const, stock: 90 }));
  shops = [{ ...SHORT, demand: 60 }, ...others];
  await search({ ...alert, version: 2, level: 'alert' });
  const proposed = (await desk.suggestionsOf(eventOf(alert))).filter(({ state }) => state === 'proposed');
  const inForce = proposed.filter((one) => !isOvertaken(one));
  expect(proposed).toHaveLength(3);
  expect(inForce.map(({ from }) => partyKey(from)).sort()).toEqual(['binh-minh/cn', 'ven-song/cn']);
  // Together no more than the receiver lacks: two days of 60, less the 10 that it has.
  expect(inForce.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0)).toBeLessThanOrEqual(110_000);
});

const standing = async (alert: Alert) =>
  pairsOf((await desk.suggestionsOf(eventOf(alert))).filter((one) => !isOvertaken(one) && one.state === 'proposed'));
const searchAfter = async (alert: Alert, seconds: number) => {
  now += seconds * 1_000;
  await search(alert);
  return standing(alert);
};

test('what a supplier reports after the alert is proposed without a new version, and the first search stays for the message', async () => {
  const alert = alertOpenedOn('2026-11-21');
  shops = [SHORT];
  expect(await search(alert)).toEqual([]);
  shops = [SHORT, { key: 'ven-song/kho', place: 'outside/hung-yen', channel: 'producer', stock: 2_000 }];
  expect(await searchAfter(alert, 60)).toEqual(['ven-song/kho 90 hoa-sen/hk']);
  expect((await desk.readSearch(eventOf(alert), 1))?.suggestions).toEqual([]);
  expect((await desk.latestSearch(eventOf(alert)))?.unmet).toEqual([]);
});

test('a proposal that a later search does not make may still be accepted, and then counts', async () => {
  const alert = alertOpenedOn('2026-11-21');
  const [first] = await search(alert);
  // The shop's own chain gives first, as soon as it has enough.
  const short = { ...SHORT, demand: 60 };
  shops = [short, { ...GIVER, stock: 100 }, { key: 'binh-minh/cn', place: 'cua-nam', stock: 200, demand: 20 }];
  expect((await searchAfter(alert, 60)).sort()).toEqual(['binh-minh/cn 50 hoa-sen/hk', 'hoa-sen/cn 60 hoa-sen/hk']);
  await decide(await desk.readSuggestion(first?.id ?? ''), 'accepted');
  // The 20 that it lacks still are too little for a trip.
  expect(await searchAfter(alert, 60)).toEqual([]);
  expect((await desk.readSuggestion(first?.id ?? ''))?.state).toBe('accepted');
});

test('what was declined is proposed by others, and is not proposed again', async () => {
  const alert = alertOpenedOn('2026-11-21');
  shops = [...shops, { key: 'binh-minh/cn', place: 'cua-nam', stock: 200, demand: 20 }];
  const [first] = await search(alert);
  await decide(first, 'declined');
  expect(await searchAfter(alert, 60)).toEqual(['binh-minh/cn 90 hoa-sen/hk']);
  expect((await desk.suggestionsOf(eventOf(alert))).map(({ state }) => state).sort()).toEqual(['declined', 'proposed']);
});

test('what changes nothing that counts is not searched again, and nothing is within a pause', async () => {
  const alert = alertOpenedOn('2026-11-21');
  await search(alert);
  const first = (await desk.latestSearch(eventOf(alert)))?.made;
  const tooFar: Shop = { key: 'sai-gon/kho', place: 'cua-nam', channel: 'producer', stock: 500, lat: 10.8, lon: 106.7 };
  const shortItself: Shop = { key: 'binh-minh/cn', place: 'cua-nam', stock: 5, demand: 20 };
  shops = [SHORT, GIVER, tooFar, shortItself];
  await searchAfter(alert, 3_600);
  expect((await desk.latestSearch(eventOf(alert)))?.made).toEqual(first);
  shops = [SHORT, { ...GIVER, stock: 100 }];
  expect(await searchAfter(alert, 1)).toEqual(['hoa-sen/cn 60 hoa-sen/hk']);
  shops = [SHORT, GIVER];
  expect(await searchAfter(alert, 1)).toEqual(['hoa-sen/cn 60 hoa-sen/hk']);
  expect(await searchAfter(alert, 60)).toEqual(['hoa-sen/cn 90 hoa-sen/hk']);
});

test('a search that takes too long ends with what it has, and says so', async () => {
  shops = Array.from({ length: 120 }, (_, i): Shop[] => [
    { ...SHORT, key: `hoa-sen/${i}`, lat: 21 + i / 1_000, lon: 105.8 },
    { ...GIVER, key: `binh-minh/${i}`, stock: 60 + i, lat: 21.1, lon: 105.8 + i / 1_000 },
  ]).flat();
  const alert = alertOpenedOn('2026-11-21');
  // Each look at the clock takes three seconds.
  const clock = () => {
    now += 3_000;
    return now;
  };
  await search(alert, { clock });
  const found = await desk.readSearch(eventOf(alert), 1);
  expect(found?.gapPercent).toBeGreaterThan(0);
  expect(found && inWords(found).remarks[0]?.words.en).toContain('The search was stopped by time');
});

test('weights that staff have set hold from the next search on', async () => {
  const readMatchSettings = async () => ({ changes: { triggerDays: 0 } });
  expect(await search(alertOpenedOn('2026-11-21'), { readMatchSettings })).toEqual([]);
  expect(await search(alertOpenedOn('2026-11-17'))).toHaveLength(1);
});

test('need that is left is kept with its cause', async () => {
  shops = [SHORT, { ...GIVER, stock: 90 }];
  const alert = alertOpenedOn('2026-11-21');
  await search(alert);
  expect((await desk.readSearch(eventOf(alert), 1))?.unmet).toEqual([
    {
      product: '01.0004',
      to: expect.objectContaining({ store: 'hk', contact: { name: 'Chị Lan (hoa-sen)', phone: '0900 000 000' } }),
      quantityMilli: 40_000,
      cause: 'supply-exhausted',
      figures: '2026-11-23',
    },
  ]);
});

test('what is kept of a search and its proposals are facts and codes, and no words of any language', async () => {
  const held = { product: '01.0004', place: 'hoan-kiem', from: '2026-11-23', reason: 'Chờ kiểm nghiệm' };
  const foodSafetyHolds = async () => [{ id: 'attp', document: '1/QĐ SCT', by: 'lan', at: now, ...held }];
  const producer: Shop = { key: 'ven-song/kho', place: 'outside/hung-yen', channel: 'producer' };
  const short: Shop = { key: 'binh-minh/cn', place: 'cua-nam', stock: 0, demand: 200 };
  shops = [{ ...SHORT, stock: 900 }, { ...GIVER, stock: 190 }, short];
  const listStores = async () => [...shops, producer].map(storeOfShop);
  // The producer's report is kept and not assessed yet.
  const readReport: RespondPorts['readReport'] = async (place, date, store) => {
    const row = { product: '01.0004', priceType: 'wholesale', price: 110_000, stockMilli: 2_000_000 } as const;
    const day = { store, channel: 'producer', place, date, reportedAt: now, source: 'live', rows: [row] } as const;
    return store === producer.key ? { day } : undefined;
  };
  const alert = alertOpenedOn('2026-11-21', { place: 'ha-noi' });
  await search(alert, { foodSafetyHolds, listStores, readReport });
  const kept = await desk.latestSearch(eventOf(alert));
  if (!kept) throw new Error('Nothing was kept');
  expect([kept.suggestions.length, kept.unmet.length]).toEqual([2, 2]);
  expect(inWords(kept).remarks[0]?.words.vi).toMatch(/^Còn thiếu .* Báo cáo của 1 điểm cung ứng .* tạm giữ vì an toàn/);
  expect(sentencesIn(kept)).toEqual([]);
  expect(sentencesIn(await desk.suggestionsOf(eventOf(alert)))).toEqual([]);
});

describe('proposals that an earlier version has kept with their words', () => {
  /** As the first form kept them: words in place of the facts that they are made of. */
  const inTheFirstForm = ({ basis: _basis, comparison, ...suggestion }: Suggestion): Suggestion => ({
    ...suggestion,
    explanation: { vi: 'Vì gần', en: 'Because it is near' },
    ...(comparison && { comparison: { ...comparison, words: { vi: 'Không còn ai.', en: 'Nobody else.' } } }),
  });

  /** What the earlier version had kept of the first search for the event of an alert. */
  async function keptByEarlierVersion(alert: Alert, state: Suggestion['state']): Promise<Suggestion | undefined> {
    const other = alertOpenedOn('2026-11-17');
    await search(other);
    const [before, event] = [eventOf(other), eventOf(alert)];
    const { gaps: _gaps, ...found } = (await desk.readSearch(before, 1)) as SupplySearch;
    const suggestions = found.suggestions.map((one) =>
      inTheFirstForm({ ...one, id: one.id.replace(before, event), event }),
    );
    await desk.putSearch({ ...found, subject: event, suggestions, remarks: [] });
    const [made] = suggestions;
    if (!made) throw new Error('Nothing was suggested');
    const answered: Suggestion =
      state === 'proposed' ? made : { ...made, state, decision: { at: now, by: 'lan', note: 'Đã gọi' } };
    await desk.putSuggestion(answered);
    return desk.readSuggestion(made.id);
  }

  test('stay as they are while nothing changes', async () => {
    const alert = alertOpenedOn('2026-11-21');
    const kept = await keptByEarlierVersion(alert, 'proposed');
    await searchAfter(alert, 3_600);
    expect(await desk.suggestionsOf(eventOf(alert))).toEqual([kept]);
    expect((await desk.latestSearch(eventOf(alert)))?.renewed).toBeUndefined();
  });

  test('become facts under their ids where supply is searched again', async () => {
    const alert = alertOpenedOn('2026-11-21');
    const kept = await keptByEarlierVersion(alert, 'proposed');
    shops = [SHORT, { ...GIVER, stock: 150 }];
    expect(await searchAfter(alert, 3_600)).toEqual(['hoa-sen/cn 90 hoa-sen/hk']);
    const [later] = await desk.suggestionsOf(eventOf(alert));
    expect(later).toMatchObject({ id: kept?.id, state: 'proposed', basis: { leftMilli: 60_000 } });
    expect(later).not.toHaveProperty('explanation');
    expect(sentencesIn(later)).toEqual([]);
  });

  test('stay accepted, with their words', async () => {
    const alert = alertOpenedOn('2026-11-21');
    const kept = await keptByEarlierVersion(alert, 'accepted');
    shops = [SHORT, { ...GIVER, stock: 150 }];
    await searchAfter(alert, 3_600);
    expect(await desk.readSuggestion(kept?.id ?? '')).toEqual(kept);
    expect(await standing(alert)).toEqual([]);
  });
});
