import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlaceEpisodes } from '#domain/detection/episode.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import type { Conversation } from '#domain/notification/conversation.ts';
import type { EventNews } from '#domain/notification/event-news.ts';
import { requireSettings } from '#runtime/platform.ts';
import { type DeskStore, deskStore } from '#storage/desk.ts';
import { pack } from '#storage/packed.ts';
import { startTables } from '#support/embedded-tables.ts';
import { anAlert, anEpisode, PORK } from '#support/small-city.ts';
import { someSuggestion } from '#support/some-suggestion.ts';

let desk: DeskStore;
let close: () => Promise<void>;

beforeAll(async () => {
  const tables = await startTables();
  close = tables.close;
  desk = deskStore(tables.platform.dynamodb, requireSettings(tables.platform.env, ['DESK_TABLE']).DESK_TABLE);
});
afterAll(() => close());

function aSuggestion(alert: string, name: string): Suggestion {
  return someSuggestion(alert, { id: `${alert}_${name}` });
}

test("a place's episodes are replaced only by who has read them", async () => {
  const value: PlaceEpisodes = {
    place: 'soc-son',
    asOf: '2026-11-23',
    knownSince: '2026-11-16',
    episodes: [anEpisode()],
  };
  const { hash } = pack(value);
  expect(await desk.readEpisodes('soc-son')).toBeUndefined();
  expect(await desk.putEpisodes(value, hash)).toBe(true);
  expect(await desk.putEpisodes(value, hash)).toBe(false);
  expect(await desk.readEpisodes('soc-son')).toEqual({ value, hash });
  const next = { ...value, asOf: '2026-11-24' };
  expect(await desk.putEpisodes(next, pack(next).hash, 'another')).toBe(false);
  expect(await desk.putEpisodes(next, pack(next).hash, hash)).toBe(true);
});

test('an alert is found by its id, also in a place with a slash', async () => {
  const alert = anAlert({ place: 'outside/hung-yen' });
  expect(await desk.putAlert(alert)).toBe(true);
  expect(await desk.putAlert(alert)).toBe(false);
  const kept = await desk.readAlert(alert.id);
  expect(kept?.value).toEqual(alert);
  expect(await desk.putAlert({ ...alert, version: 2 }, kept?.hash)).toBe(true);
  expect(await desk.putAlert({ ...alert, version: 3 }, kept?.hash)).toBe(false);
  expect((await desk.alertsOf('outside/hung-yen')).map(({ value }) => value.version)).toEqual([2]);
  expect(await desk.readAlert('no-id')).toBeUndefined();
  expect(await desk.readAlert('')).toBeUndefined();
});

test('alerts are listed newest first, page by page, and move between live and past', async () => {
  const day = (n: number) => `2026-10-${String(n).padStart(2, '0')}`;
  const alerts = Array.from({ length: 7 }, (_, i) =>
    anAlert({ place: 'cua-nam', episode: anEpisode({ openedOn: day(i + 1) }) }),
  );
  for (const alert of alerts) await desk.putAlert(alert);
  const listed: string[] = [];
  let after: string | undefined;
  let pages = 0;
  do {
    const page = await desk.listAlerts({ live: true, limit: 3, ...(after && { after }) });
    listed.push(...page.items.filter(({ place }) => place === 'cua-nam').map(({ episode }) => episode.openedOn));
    after = page.next;
    pages++;
  } while (after);
  expect(listed).toEqual([7, 6, 5, 4, 3, 2, 1].map(day));
  expect(pages).toBe(3);

  const first = await desk.readAlert(alerts[0]?.id ?? '');
  if (first) await desk.putAlert({ ...first.value, status: 'resolved', version: 2 }, first.hash);
  const past = await desk.listAlerts({ live: false, limit: 10 });
  expect(past.items.map(({ id }) => id)).toEqual([alerts[0]?.id]);
  expect(past.next).toBeUndefined();
});

test("people's actions are appended in the order of time, the very same one once", async () => {
  const { id } = anAlert();
  const action = { alert: id, kind: 'acknowledge', at: 1_795_000_000_000, by: 'lan', version: 1 } as const;
  const earlier = { ...action, at: 900_000_000_000, by: 'minh' };
  expect(await desk.putAction(action)).toBe(true);
  expect(await desk.putAction(earlier)).toBe(true);
  expect(await desk.putAction(action)).toBe(false);
  expect((await desk.actionsOf(id)).map(({ by }) => by)).toEqual(['minh', 'lan']);
  expect(() => desk.putAction({ ...action, alert: 'no-id' })).toThrow('no id of an alert');
});

test('a suggestion is made once, and decided by the first', async () => {
  const { id } = anAlert();
  const suggestion = aSuggestion(id, 'pair');
  expect(await desk.putSuggestion(suggestion)).toBe(true);
  expect(await desk.putSuggestion({ ...suggestion, quantityMilli: 1 })).toBe(false);
  const accepted: Suggestion = { ...suggestion, state: 'accepted', decision: { at: 1, by: 'lan' } };
  expect(await desk.replaceSuggestion(accepted, suggestion)).toBe(true);
  expect(await desk.replaceSuggestion({ ...suggestion, state: 'declined' }, suggestion)).toBe(false);
  expect(await desk.readSuggestion(suggestion.id)).toEqual(accepted);
  expect(await desk.suggestionsOf(id)).toEqual([accepted]);
  expect((await desk.listSuggestions({ state: 'accepted', limit: 5 })).items).toEqual([accepted]);
  expect((await desk.listSuggestions({ state: 'proposed', limit: 5 })).items).toEqual([]);
});

test('the suggestions of one alert never mix with those of another', async () => {
  const one = anAlert({ place: 'x' });
  const longer = `${one.id}1`;
  await desk.putSuggestion(aSuggestion(one.id, 'p'));
  await desk.putSuggestion(aSuggestion(longer, 'p'));
  expect((await desk.suggestionsOf(one.id)).map(({ alert }) => alert)).toEqual([one.id]);
});

test('what a reader is told of an event is written once, and changed only by who has read it', async () => {
  const one: Conversation<EventNews> = { event: `${PORK.id}-up-2026-11-21`, reader: 'p-lan', told: [] };
  const due = { ...one, due: { since: 5, notBefore: 10 } };
  const hash = await desk.putConversation(one);
  expect(await desk.putConversation(due)).toBeUndefined();
  expect(await desk.readConversation(one.event, one.reader)).toEqual({ value: one, hash });
  expect(await desk.putConversation(due, hash)).not.toBeUndefined();
  expect(await desk.putConversation(one, hash)).toBeUndefined();
  expect(await desk.conversationsOf(one.event)).toMatchObject([{ value: due }]);
  expect(await desk.conversationsDue(9, 10)).toEqual([]);
  expect(await desk.conversationsDue(10, 10)).toEqual([{ event: one.event, reader: one.reader }]);
});

test('what was found is kept as a whole, once per version', async () => {
  const { id } = anAlert();
  const suggestions = [aSuggestion(id, 'pair')];
  const search = { subject: id, version: 1, suggestions, unmet: [], gapPercent: 0, remarks: [] };
  expect(await desk.putSearch(search)).toBe(true);
  expect(await desk.putSearch({ ...search, suggestions: [] })).toBe(false);
  expect(await desk.readSearch(id, 1)).toEqual(search);
  expect(await desk.readSearch(id, 2)).toBeUndefined();
});
