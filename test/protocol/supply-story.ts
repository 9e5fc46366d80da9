import type { Alert } from '#domain/alert/alert.ts';
import type { PlaceBalance } from '#domain/history/balance.ts';
import { deskStore } from '#storage/desk.ts';
import { registryStore } from '#storage/registry.ts';
import { keepBalance } from '#support/kept-balances.ts';
import { anAlert, anEpisode, PORK } from '#support/small-city.ts';
import { balancesOf, type Shop } from '#support/supply-world.ts';
import { DESK, PERSON, REGISTRY, type Simulation, simulationOf } from './simulation.ts';
import { pickFrom, type TellStory } from './story.ts';
import { AT_ONCE } from './tables-in-steps.ts';
import { FIRST_DAY, SHOPS, settingsOf, WARDS } from './two-wards.ts';

const TURNS = 4;
const ANSWERS = 6;

/**
 * The story of supply alone: shops run short, get goods and give them away while an event is on, rises, falls and may end,
 * and somebody answers what is proposed.
 */
export const tellSupplyStory: TellStory = (draw) => {
  const settings = settingsOf(2);
  const alerts = alertsOf(draw);
  const balances = WARDS.map((ward) => Array.from({ length: TURNS }, () => balanceOf(draw, ward)));
  const answers = Array.from({ length: ANSWERS }, () => ({
    which: draw(),
    answer: pickFrom(draw, ['accept', 'accept', 'decline']),
  }));
  return {
    settings,
    begin: async (simulation) => {
      const [first, ...later] = alerts;
      if (first) await keepAlert(simulation, first);
      return [
        // What a place reports, and what becomes of an alert, is in order for itself.
        ...inOrder(later, (alert) => keepAlert(simulation, alert)),
        ...balances.flatMap((turns) => inOrder(turns, (balance) => keepBalanceIn(simulation, balance))),
        ...answers.map(
          ({ which, answer }) =>
            () =>
              answerAny(simulation, which, answer),
        ),
      ];
    },
    playInOrder: async () => {
      const simulation = simulationOf(settings);
      for (const alert of alerts) await keepAlert(simulation, alert);
      for (const balance of balances.flatMap((turns) => turns.slice(-1))) await keepBalanceIn(simulation, balance);
      return simulation;
    },
  };
};

function inOrder<Turn>(turns: readonly Turn[], happen: (turn: Turn) => Promise<unknown>): (() => Promise<unknown>)[] {
  const left = [...turns];
  return turns.map(() => () => happen(left.shift() as Turn));
}

/** The versions of an alert at the ward that runs short. */
function alertsOf(draw: () => number): Alert[] {
  const faces = [
    { status: 'open', level: 'alert' },
    { status: 'open', level: 'crisis' },
    { status: 'resolved', level: 'crisis' },
  ] as const;
  const versions = Array.from({ length: pickFrom(draw, [1, 2, 3]) }, (_, index) => ({
    version: index + 1,
    ...pickFrom(draw, index === 0 ? faces.slice(0, 2) : faces),
  }));
  return versions.map(({ version, status, level }) =>
    anAlert({
      version,
      status,
      level,
      place: 'hoan-kiem',
      asOf: FIRST_DAY,
      episode: anEpisode({ level, lastLevel: level, openedOn: FIRST_DAY, lastDay: FIRST_DAY }),
    }),
  );
}

function balanceOf(draw: () => number, ward: (typeof WARDS)[number]): PlaceBalance {
  const stocks = ward === 'hoan-kiem' ? [5, 10, 20, 400] : [0, 120, 180, 280, 600];
  const shops = SHOPS.filter(({ place }) => place === ward).map(
    (shop): Shop => ({ ...shop, stock: pickFrom(draw, stocks), demand: 50, date: FIRST_DAY }),
  );
  return { ...(balancesOf(shops)[0] as PlaceBalance), asOf: FIRST_DAY };
}

async function keepAlert({ tables }: Simulation, alert: Alert): Promise<void> {
  const desk = deskStore(tables.connect(AT_ONCE), DESK);
  await desk.putAlert(alert, (await desk.readAlert(alert.id))?.hash);
}

function keepBalanceIn({ tables }: Simulation, balance: PlaceBalance): Promise<void> {
  return keepBalance(registryStore(tables.connect(AT_ONCE), REGISTRY), balance);
}

/** Somebody begins to answer one of the event's suggestions, also one that has been overtaken. */
async function answerAny({ tables, wake }: Simulation, which: number, answer: string): Promise<void> {
  const desk = deskStore(tables.connect(AT_ONCE), DESK);
  const { value: board } = await desk.readBoard(`${PORK.id}-up`);
  const suggestions = (await Promise.all(board.events.map(({ id }) => desk.suggestionsOf(id)))).flat();
  const one = suggestions[Math.floor(which * suggestions.length)];
  if (one) wake({ function: PERSON, key: { pk: one.id, sk: answer } });
}
