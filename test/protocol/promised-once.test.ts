import { expect, test } from 'vitest';
import { daySearchId, type Suggestion, suggestionId } from '#domain/matching/suggestion.ts';
import { decideSuggestion } from '#functions/serve-staff/suggestions/decide-suggestion.ts';
import { Problem } from '#runtime/problem.ts';
import { deskStore } from '#storage/desk.ts';
import { balancesByProduct } from '#storage/registry/balances.ts';
import { registryStore } from '#storage/registry.ts';
import { type Seeds, seedsOf } from '#support/seeds.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { someSuggestion } from '#support/some-suggestion.ts';
import { ConnectionLost, type Faults, faultsOf, NO_FAULTS, scheduleOf, settled } from './schedule.ts';
import { DESK, REGISTRY } from './simulation.ts';
import { AT_ONCE, tablesInSteps } from './tables-in-steps.ts';
import { MORNING } from './two-wards.ts';

const SPARE = 100_000;
const ALERT = 'hoan-kiem_01.0004_up_2026-11-21';

/** Suggestions of one giver to three receivers, made for an alert and on a day; together more than it could spare. */
const SUGGESTIONS: readonly Suggestion[] = [ALERT, ALERT, daySearchId('ha-noi', '2026-11-23', '01.0004')].map(
  (search, index) => {
    const made = someSuggestion(ALERT, { spareMilli: SPARE, quantityMilli: 60_000 });
    return { ...made, id: suggestionId(search, `pair${index}`), to: { ...made.to, store: `b${index}` } };
  },
);

interface Played {
  readonly agreedMilli: number;
  /** Answers of those who were answered. */
  readonly answers: readonly string[];
}

/** Five people accept at once, two of them the same suggestion; whoever is not answered asks again. */
async function acceptAtOnce(seed: number, faults: Faults, ignoresConditions = false): Promise<Played> {
  const schedule = scheduleOf(seed, faults, MORNING);
  const tables = tablesInSteps(() => undefined);
  const desk = deskStore(tables.connect(AT_ONCE), DESK);
  for (const suggestion of SUGGESTIONS) await desk.putSuggestion(suggestion);
  const quantities = [20, 30, 50, 60, 100];
  const requests = [0, 1, 2, ...[0, 1, 2].filter(() => schedule.draw() < 0.5)].map((index) => ({
    id: SUGGESTIONS[index]?.id ?? '',
    quantity: quantities[Math.floor(schedule.draw() * quantities.length)] ?? 20,
  }));
  const answers: string[] = [];
  let mistake: unknown;

  const start = ({ id, quantity }: (typeof requests)[number]) =>
    schedule.start(
      async (step) => {
        const dynamodb = tables.connect(step);
        const accept = decideSuggestion(
          {
            ...deskStore(dynamodb, DESK),
            putPromises: deskStore(tables.connect(step, ignoresConditions), DESK).putPromises,
            readBalance: balancesByProduct(registryStore(dynamodb, REGISTRY), SMALL_CITY).readBalance,
            readMatchSettings: registryStore(dynamodb, REGISTRY).readMatchSettings,
            foodSafetyHolds: async () => [],
            putRefusedPair: async () => undefined,
            clock: schedule.clock,
            catalogue: SMALL_CITY,
          },
          'accept',
        );
        await accept({ staff: { id: 'lan', groups: ['staff'], places: ['*'] }, params: { id }, body: { quantity } });
      },
      (ending) => {
        const error = ending.kind === 'raised' ? ending.error : undefined;
        if (ending.kind === 'done') answers.push('accepted');
        else if (ending.kind === 'died' || error instanceof ConnectionLost) requests.push({ id, quantity });
        else if (error instanceof Problem) answers.push(error.code);
        else mistake = error;
      },
    );
  while (requests.length > 0 || schedule.running() > 0) {
    const next = schedule.draw() < 0.5 ? requests.shift() : undefined;
    if (next) start(next);
    else schedule.takeStep();
    await settled();
    if (mistake !== undefined) throw mistake;
  }
  const kept = await Promise.all(SUGGESTIONS.map(({ id }) => desk.readSuggestion(id)));
  const agreed = kept.map((one) => (one?.state === 'proposed' ? 0 : (one?.decision?.quantityMilli ?? 0)));
  return { agreedMilli: agreed.reduce((sum, milli) => sum + milli, 0), answers };
}

const SCHEDULES: Seeds = { few: 200, all: 1_000 };

test('of people who accept in the same second, whatever fails, all together are promised no more than the giver could spare', async () => {
  const heard = new Set<string>();
  for (const seed of seedsOf(SCHEDULES)) {
    const { agreedMilli, answers } = await acceptAtOnce(seed, faultsOf(seed));
    expect(agreedMilli, `schedule ${seed}`).toBeLessThanOrEqual(SPARE);
    for (const answer of answers) heard.add(answer);
  }
  expect([...heard].sort()).toEqual(['accepted', 'already-decided', 'promised-meanwhile']);
});

test('where nothing fails somebody is accepted', async () => {
  for (const seed of seedsOf(SCHEDULES)) {
    const { answers } = await acceptAtOnce(seed, NO_FAULTS);
    expect(answers, `schedule ${seed}`).toContain('accepted');
  }
});

test('were promises written over whatever is kept, the same goods would be promised twice', async () => {
  for (let seed = 0; seed < SCHEDULES.all; seed++) {
    if ((await acceptAtOnce(seed, NO_FAULTS, true)).agreedMilli > SPARE) return;
  }
  expect.fail(`${SCHEDULES.all} schedules end as well without the condition`);
});
