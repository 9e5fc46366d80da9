import { PlaceDayBusy } from '#functions/assess-place/assess-place.ts';
import { ConversationBusy } from '#functions/deliver-messages/deliver-message.ts';
import { RebuildBusy } from '#functions/rebuild-places/rebuild-place.ts';
import { DeskBusy } from '#functions/reconcile-alerts/reconcile-alerts.ts';
import { StrandBusy } from '#functions/respond-to-alert/gather-events.ts';
import { AlertBusy } from '#functions/respond-to-alert/respond-to-alert.ts';
import { SuggestionsBusy } from '#functions/respond-to-alert/supply-events.ts';
import { SearchOvertaken } from '#supply-search/find-supply.ts';
import { answer, type LeftOut, NotYet } from './functions-in-steps.ts';
import { ConnectionLost, type Faults, OVERSLEPT_MS, scheduleOf, settled } from './schedule.ts';
import { A_LOOK, type Simulation, simulationOf, type Trigger } from './simulation.ts';
import { pickFrom, type Story, type TellStory } from './story.ts';
import { MORNING } from './two-wards.ts';
import { waitingTriggers } from './waiting-triggers.ts';

const MOST_AT_ONCE = 3;
/** The clock's looks in the midst of a story; all together they take less than a lease. */
const MOST_LOOKS = 6;
const BETWEEN_LOOKS_MS = 60_000;
/** Far more than any story takes that comes to an end. */
const MOST_TURNS = 200_000;

const LONGER_THAN_ANY_PAUSE_MS = 2 * OVERSLEPT_MS;

/** Errors that send a trigger back to wait; any other is a mistake. */
const EXPECTED = [
  ConnectionLost,
  PlaceDayBusy,
  RebuildBusy,
  DeskBusy,
  AlertBusy,
  StrandBusy,
  ConversationBusy,
  NotYet,
  SearchOvertaken,
  SuggestionsBusy,
];

export interface Playing {
  readonly tellStory: TellStory;
  readonly faults: Faults;
  readonly leftOut?: LeftOut;
}

/** A story and the simulation in which it was played to its end. */
export interface Played {
  readonly story: Story;
  readonly simulation: Simulation;
  readonly faults: Faults;
}

/**
 * Plays a story in an order drawn from the seed: what happens, whom it wakes and who goes on are mixed; triggers come
 * late, twice or in another order, and again whenever they were not worked through. Ends when nothing is left to do.
 */
export async function play(seed: number, { tellStory, faults, leftOut }: Playing): Promise<Played> {
  const schedule = scheduleOf(seed, faults, MORNING);
  const { draw } = schedule;
  const story = tellStory(draw);
  const hurry = pickFrom(draw, [0.02, 0.1]);
  const triggers = waitingTriggers(draw);
  let looks = 0;
  let nothingNewSinceLook = false;
  const wake = (trigger: Trigger) => {
    nothingNewSinceLook = false;
    triggers.add(trigger);
  };
  const simulation = simulationOf(story.settings, schedule.clock, wake, story.today, () => draw() < 0.2);
  const look = (passingMs: number) => {
    schedule.letTimePass(passingMs);
    triggers.add(A_LOOK);
  };
  const events = await story.begin(simulation);
  let mistake: unknown;

  const startTrigger = (trigger: Trigger) => {
    if (draw() < 0.1) triggers.add(trigger);
    schedule.start(
      (step) => answer(trigger, simulation, step, leftOut),
      (ending) => {
        if (ending.kind === 'done') return;
        const error = ending.kind === 'raised' ? ending.error : undefined;
        if (error !== undefined && !isExpected(error)) mistake = error;
        // Whoever died may have left something to the next look.
        nothingNewSinceLook = false;
        // A trigger that was not worked through is never dropped.
        if (!leftOut?.redelivery) triggers.add(trigger, error instanceof NotYet);
      },
    );
  };
  const isOver = () => events.length === 0 && triggers.isEmpty() && schedule.running() === 0;
  for (let turn = 0; !(isOver() && nothingNewSinceLook); turn++) {
    if (turn > MOST_TURNS) throw new Error(`Schedule ${seed} does not come to an end`);
    if (isOver()) {
      // The clock goes on looking; a look that wakes nobody is the last one here.
      nothingNewSinceLook = true;
      look(LONGER_THAN_ANY_PAUSE_MS);
    }
    const dice = draw();
    if (dice > 0.99 && looks++ < MOST_LOOKS) look(BETWEEN_LOOKS_MS);
    const isQuiet = schedule.running() === 0 && triggers.allWaitForLeases();
    if (events.length > 0 && (dice < hurry || isQuiet)) {
      const [happen] = events.splice(Math.floor(draw() * events.length), 1) as [() => Promise<unknown>];
      await happen();
    } else if (isQuiet) {
      schedule.letLeasesRunOut();
      triggers.leasesHaveRunOut();
    } else if (dice < 0.4 && schedule.running() < MOST_AT_ONCE) {
      const trigger = triggers.take();
      if (trigger) startTrigger(trigger);
    } else schedule.takeStep();
    await settled();
    if (mistake !== undefined) throw mistake;
  }
  // Nothing above lets Node turn to its timers: the test runner would not notice how long it takes.
  await new Promise((resolve) => setImmediate(resolve));
  return { story, simulation, faults };
}

export function isExpected(error: unknown): boolean {
  return EXPECTED.some((known) => error instanceof known);
}
