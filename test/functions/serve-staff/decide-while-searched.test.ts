import { expect, test } from 'vitest';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import { type DecideSuggestionPorts, decideSuggestion } from '#functions/serve-staff/suggestions/decide-suggestion.ts';
import { requireSettings } from '#runtime/platform.ts';
import { deskStore } from '#storage/desk.ts';
import { balancesByProduct } from '#storage/registry/balances.ts';
import { registryStore } from '#storage/registry.ts';
import { emptyTablesEachTest } from '#support/embedded-tables.ts';
import { anAlert, SMALL_CITY } from '#support/small-city.ts';
import { someSuggestion } from '#support/some-suggestion.ts';

const tables = emptyTablesEachTest();

/** Somebody accepts a suggestion, and just before it is written something else becomes of it. */
async function acceptWhile(meanwhile: (one: Suggestion) => Suggestion) {
  const { dynamodb, env, clock } = tables.platform;
  const names = requireSettings(env, ['DESK_TABLE', 'REGISTRY_TABLE']);
  const desk = deskStore(dynamodb, names.DESK_TABLE);
  const alert = anAlert();
  const made = someSuggestion(alert.id);
  await desk.putAlert(alert);
  await desk.putSuggestion(made);
  let isFirst = true;
  const registry = registryStore(dynamodb, names.REGISTRY_TABLE);
  const ports: DecideSuggestionPorts = {
    ...registry,
    ...balancesByProduct(registry, SMALL_CITY),
    ...desk,
    replaceSuggestion: async (decided, read) => {
      if (isFirst) await desk.replaceSuggestion(meanwhile(made), made);
      isFirst = false;
      return desk.replaceSuggestion(decided, read);
    },
    clock,
    catalogue: SMALL_CITY,
  };
  const answer = await decideSuggestion(
    ports,
    'accept',
  )({ staff: { id: 'lan', groups: ['staff'], places: ['*'] }, params: { id: made.id }, body: {} }).then(
    () => 'accepted',
    ({ code }: { readonly code: string }) => code,
  );
  return [answer, (await desk.readSuggestion(made.id))?.state];
}

test('who accepts while a search makes the proposal anew, or does not make it any more, has accepted it', async () => {
  expect(await acceptWhile((one) => ({ ...one, spareMilli: one.spareMilli + 1_000 }))).toEqual([
    'accepted',
    'accepted',
  ]);
});

test('a proposal that is overtaken in this moment may be accepted', async () => {
  expect(await acceptWhile((one) => ({ ...one, overtaken: true }))).toEqual(['accepted', 'accepted']);
});

test('what somebody has declined is not accepted', async () => {
  expect(await acceptWhile((one) => ({ ...one, state: 'declined' }))).toEqual(['already-decided', 'declined']);
});

test('what has ended and stands again in this moment is not accepted unread', async () => {
  expect(await acceptWhile((one) => ({ ...one, again: 1 }))).toEqual(['already-decided', 'proposed']);
});
