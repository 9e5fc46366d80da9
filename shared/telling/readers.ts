import { businessDayOf } from '#domain/business-day.ts';
import { type Catalogue, isWithin, withAncestors } from '#domain/catalogue.ts';
import { LEVELS } from '#domain/level.ts';
import { type FoodSafetyHold, heldOn, withoutHeld } from '#domain/matching/food-safety-hold.ts';
import { isOvertaken, type Suggestion, type SuggestionState, stateOn } from '#domain/matching/suggestion.ts';
import type { Reader, Waits } from '#domain/notification/conversation.ts';
import { ROOT_PLACE } from '#domain/place.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The reader of a topic that anybody may subscribe to. */
export const TOPIC_READER = 'topic';

/** Everybody who is told of events: people, and the topic where there is one. */
export function readersOf<Person extends Reader>(people: readonly Person[], env: Environment): (Person | Reader)[] {
  const topic: Reader = { id: TOPIC_READER, places: [ROOT_PLACE], levels: [...LEVELS] };
  return env['TOPIC_ARN'] ? [...people, topic] : [...people];
}

/** News waits so long until the wider judgement is in: an alert of a ward is that of its zone and city moments later. */
const GATHER_MS = 25_000;
/** On one machine nothing is gathered for long. */
const GATHER_ON_ONE_MACHINE_MS = 3_000;
/**
 * What is neither an opening, a rise nor an end waits so long after the message before: further changes of a day are
 * gathered. That something is all over the city waits for no pause: others are in charge of it then.
 */
export const PAUSE_MS = 4 * 60 * 60_000;

/** Once somebody could supply, that is told within the half-hour in which shops are called. */
const SUPPLY_PAUSE_MS = 30 * 60_000;

/** How long news waits in this deployment. */
export function waitsOf(env: Environment, catalogue: Catalogue): Waits {
  const set = Number(env['GATHER_MESSAGES_MS']);
  const gatherMs = env['OUTBOX_DIR'] ? GATHER_ON_ONE_MACHINE_MS : GATHER_MS;
  return {
    gatherMs: Number.isFinite(set) && env['GATHER_MESSAGES_MS'] ? set : gatherMs,
    pauseMs: PAUSE_MS,
    supplyPauseMs: SUPPLY_PAUSE_MS,
    cityDepth: cityDepthOf(catalogue),
  };
}

/** The depth of news on the whole city. */
export function cityDepthOf(catalogue: Catalogue): number {
  return withAncestors(catalogue, catalogue.city).length;
}

interface SupplyKnownPorts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly suggestionsOf: (subject: string) => Promise<readonly Suggestion[]>;
  readonly foodSafetyHolds: () => Promise<readonly FoodSafetyHold[]>;
}

/** Suggestions in these states say that somebody can supply. */
const SUPPLIES: readonly SuggestionState[] = ['proposed', 'accepted', 'changed', 'completed'];

/**
 * Whether anybody is known who could supply what an event is short of at some places: neither what was declined or is too
 * old, nor what is held back for food safety.
 */
export function supplyKnown(
  { clock, suggestionsOf, foodSafetyHolds }: SupplyKnownPorts,
  catalogue: Catalogue,
): (event: string, places: readonly string[]) => Promise<boolean> {
  return async (event, places) => {
    const today = businessDayOf(clock());
    const found = (await suggestionsOf(event)).filter(
      (one) =>
        !isOvertaken(one) &&
        SUPPLIES.includes(stateOn(one, today)) &&
        places.some((area) => isWithin(catalogue, one.to.place, area)),
    );
    if (found.length === 0) return false;
    return withoutHeld(found, heldOn(today, await foodSafetyHolds(), catalogue)).length > 0;
  };
}
