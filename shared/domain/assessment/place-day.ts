import type { BusinessDay } from '../business-day.ts';
import type { DailyMovements } from '../detection/calendar-habit.ts';
import type { Episode, PlaceEpisodes } from '../detection/episode.ts';
import type { Rules } from '../detection/rules.ts';
import type { UsualMovement } from '../detection/usual-movement.ts';
import type { PlaceBalance } from '../history/balance.ts';
import type { StoreMemory } from '../history/store-memory.ts';
import { type MonthsMemory, NO_MONTHS } from '../indicators/screening.ts';
import type { StoreDay } from '../report/report.ts';
import type { PlaceAssessment } from './assessment.ts';
import type { StoreFacts } from './pooled-quotes.ts';

/** What earlier days hand on for a place: its episodes, its movements and its months. Plain JSON: kept as it is. */
export interface PlaceMemory {
  readonly episodes: readonly Episode[];
  readonly usual: Readonly<Record<string, UsualMovement>>;
  readonly months: MonthsMemory;
  /** By product: what habits of the calendar are learnt from. Memories that were kept before have none, and learn anew. */
  readonly movements?: Readonly<Record<string, DailyMovements>>;
}

export const EMPTY_MEMORY: PlaceMemory = { episodes: [], usual: {}, months: NO_MONTHS };

/** All that is kept about a place and a day, and the rules as of that day. */
export interface PlaceDay {
  readonly place: string;
  readonly date: BusinessDay;
  readonly memory: PlaceMemory;
  readonly stores: readonly StoreMemory[];
  readonly reports: readonly StoreDay[];
  /** Assessments of the places that lie inside this one. */
  readonly parts: readonly PlaceAssessment[];
  readonly rules: Rules;
}

/** What follows from a place-day: for the parent, for the next day, for the desk and for matching. */
export interface PlaceDayResult {
  readonly assessment: PlaceAssessment;
  /** What the place's own stores say, without those of the places inside. */
  readonly own: StoreFacts;
  readonly memory: PlaceMemory;
  readonly stores: readonly StoreMemory[];
  readonly episodes: PlaceEpisodes;
  /** True when the day before handed episodes on: that none is left of them is news, too. */
  readonly hadOpenEpisodes: boolean;
  readonly balance: PlaceBalance;
}
