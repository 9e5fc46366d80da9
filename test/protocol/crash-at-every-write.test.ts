import { describe, expect, test } from 'vitest';
import { isOvertaken } from '#domain/matching/suggestion.ts';
import { deskStore } from '#storage/desk.ts';
import { momentsOf } from '#support/seeds.ts';
import {
  alertsOf,
  conversationsIn,
  eventsOf,
  outdatedSupply,
  outputsOf,
  unfinishedWork,
  wrongRepeats,
} from './complaints.ts';
import { answer } from './functions-in-steps.ts';
import { keepReport, weekBefore } from './market-story.ts';
import { isExpected } from './play.ts';
import { ConnectionLost, OVERSLEPT_MS } from './schedule.ts';
import { untoldNews, wrongBeliefs } from './sent-messages.ts';
import { A_LOOK, DESK, type Simulation, simulationOf, type Trigger } from './simulation.ts';
import { AT_ONCE, type Step } from './tables-in-steps.ts';
import { aStoreDay, FIRST_DAY, MORNING, PLACES, SHOPS, settingsOf } from './two-wards.ts';
import type { Accepted } from './ways-in-steps.ts';

/** What happens at a write or a sending, counted from 1 over all functions: before it is made or between it and its answer. */
interface Fault {
  readonly at: number;
  readonly when: 'before' | 'after';
  readonly how: 'dies' | 'raises';
}

/** Pork becomes dear and short in Hoàn Kiếm while Cửa Nam has enough to give; then a correction takes all of it back. */
const ACTS: readonly ((simulation: Simulation) => Promise<unknown>)[] = [
  async (simulation) => {
    const market = await weekBefore(simulation);
    for (const place of PLACES) await market.open(place, FIRST_DAY, undefined);
    for (const shop of SHOPS) {
      await keepReport(simulation, aStoreDay(shop, FIRST_DAY, shop.place === 'hoan-kiem' ? 'crisis' : 'calm', 0));
    }
  },
  async (simulation) => {
    for (const shop of SHOPS) await keepReport(simulation, aStoreDay(shop, FIRST_DAY, 'calm', 1));
  },
];

/** Plays the acts one trigger after the other; a trigger whose process died or raised comes again when the leases are over. */
async function playActs(acts: typeof ACTS, fault?: Fault) {
  let now = MORNING;
  let writes = 0;
  const triggers: Trigger[] = [];
  const simulation = simulationOf(
    settingsOf(1),
    () => now,
    (trigger) => triggers.push(trigger),
  );

  const stepOf =
    (die: (fate: 'died') => void): Step =>
    async (moment) => {
      if (moment === 'read') return;
      const when = moment === 'write' || moment === 'send' ? 'before' : 'after';
      if (when === 'before') writes += 1;
      if (writes !== fault?.at || when !== fault.when) return;
      if (fault.how === 'dies') {
        die('died');
        await new Promise(() => undefined);
      }
      // A channel raises unless the message was accepted.
      if (moment !== 'accepted') throw new ConnectionLost();
    };
  const work = async (trigger: Trigger): Promise<'done' | 'raised' | 'died'> => {
    const { promise: death, resolve: die } = Promise.withResolvers<'died'>();
    const life = answer(trigger, simulation, stepOf(die)).then(
      () => 'done' as const,
      (error: unknown) => {
        if (!isExpected(error)) throw error;
        return 'raised' as const;
      },
    );
    return Promise.race([life, death]);
  };

  const workThrough = async () => {
    for (let trigger = triggers.shift(); trigger; trigger = triggers.shift()) {
      if ((await work(trigger)) === 'done') continue;
      triggers.push(trigger);
      now += OVERSLEPT_MS;
    }
  };
  for (const act of acts) {
    await act(simulation);
    await workThrough();
    // The clock goes on looking until it has nobody to wake.
    const look = async () => {
      now += 2 * OVERSLEPT_MS;
      await answer(A_LOOK, simulation, AT_ONCE);
      return triggers.length > 0;
    };
    while (await look()) await workThrough();
  }
  return { simulation, writes };
}

/** True for the first time that a message was accepted. */
function isFirst({ id }: Accepted['message'], all: readonly Accepted[], index: number): boolean {
  return all.findIndex(({ message }) => message.id === id) === index;
}

/** All that must be the same whatever happened on the way. */
async function endOf(simulation: Simulation) {
  const desk = deskStore(simulation.tables.connect(AT_ONCE), DESK);
  const alerts = await alertsOf(simulation);
  const events = await eventsOf(simulation, alerts);
  return {
    outputs: Object.fromEntries(outputsOf(simulation)),
    alerts,
    // What was proposed before more was known depends on the way; what stands does not.
    suggestions: (await Promise.all(events.map(({ known }) => desk.suggestionsOf(known.id))))
      .flat()
      .filter((one) => !isOvertaken(one)),
    outdated: await outdatedSupply(simulation, alerts),
    told: conversationsIn(simulation.tables).map(({ event, reader, told }) => ({
      event,
      reader,
      told: told.flatMap(({ kind, level, depth }) => (kind === 'reminder' ? [] : [{ kind, level, depth }])),
    })),
    // How often somebody is reminded follows from how long it all took.
    heard: simulation.accepted
      .filter(({ message }, index, all) => message.news.kind !== 'reminder' && isFirst(message, all, index))
      .map(({ message, reader }) => `${reader} ${message.news.kind} ${message.news.event}`)
      .sort(),
  };
}

const raised = await playActs(ACTS.slice(0, 1));
const whole = await playActs(ACTS);

test('the story without a crash raises an alert with a suggestion, tells everyone, and takes it back', async () => {
  const first = await endOf(raised.simulation);
  expect(first.outdated).toEqual([]);
  expect(first.alerts.map(({ place, status, level }) => [place, status, level])).toEqual([
    ['hoan-kiem', 'open', 'crisis'],
  ]);
  expect(first.suggestions.map(({ from, to }) => [from.place, to.place])).toContainEqual(['cua-nam', 'hoan-kiem']);
  // Three readers, the channel for everyone.
  expect(first.heard).toHaveLength(4);
  const last = await endOf(whole.simulation);
  expect(last.alerts.map(({ place, status }) => [place, status])).toEqual([['hoan-kiem', 'withdrawn']]);
  // Whoever heard of it, also by a reminder alone, heard last that it was taken back.
  for (const [, messages] of Map.groupBy(whole.simulation.accepted, ({ reader }) => reader)) {
    expect(messages.at(-1)?.message.news.kind).toBe('withdrawn');
  }
});

describe('a crash at any write or sending, and a replay, end as if nothing had happened', () => {
  test.each([
    { when: 'before', how: 'dies' },
    { when: 'after', how: 'dies' },
    { when: 'before', how: 'raises' },
    { when: 'after', how: 'raises' },
  ] as const)('where the process $how $when it', async (fault) => {
    const expected = await endOf(whole.simulation);
    const writes = Array.from({ length: whole.writes }, (_, before) => before + 1);
    for (const at of momentsOf(writes, 12)) {
      const { simulation } = await playActs(ACTS, { at, ...fault });
      const end = await endOf(simulation);
      expect(end, `write ${at}`).toEqual(expected);
      expect(
        [
          ...unfinishedWork(simulation),
          ...wrongRepeats(simulation),
          ...(await wrongBeliefs(simulation, end.alerts)),
          ...(await untoldNews(simulation, end.alerts)),
        ],
        `write ${at}`,
      ).toEqual([]);
    }
  });
});
