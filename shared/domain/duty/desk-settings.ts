import type { BusinessDay, TimeOfDay } from '../business-day.ts';
import type { Level } from '../level.ts';

/** Whom a step is told: whoever is on duty, the lead, the director, or a person by id. */
export type StepTarget = 'duty' | 'lead' | 'director' | (string & {});

/** What happens with an event of one level while nobody is on it, or somebody is and nothing happens. In minutes. */
export interface LevelSteps {
  /** Since the level was reached: then whoever was told is reminded; after the last one, once each 24 hours. */
  readonly remindAfter: readonly number[];
  /** Since the level was reached: whom else it is told. */
  readonly escalate: readonly { readonly afterMinutes: number; readonly tell: StepTarget }[];
  /** Since the last thing that was done: then whoever is on it is reminded. */
  readonly stalledAfter: number;
  /** After that reminder: then the lead is told. */
  readonly stalledNextAfter: number;
  /** After the first failed try: then the next person is told in place of who cannot be reached. */
  readonly insteadAfter: number;
}

/** From one day to another, both included. A duty ends when the next one begins, at `handOverAt`. */
export interface DaysOf {
  readonly who: string;
  readonly from: BusinessDay;
  readonly to: BusinessDay;
}

/** When people are left in peace. */
export interface QuietHours {
  readonly from: TimeOfDay;
  readonly to: TimeOfDay;
  /** Levels that are told at any hour. */
  readonly except: readonly Level[];
  /** True where who is not on duty hears of what is no exception on the next working day. */
  readonly daysOff: boolean;
}

/** How the desk works: who is told when, and who stands behind whom. The administration's own, changed by a lead. */
export interface DeskSettings {
  readonly crisis: LevelSteps;
  readonly alert: LevelSteps;
  readonly lead?: string;
  readonly director?: string;
  /** Of entries for the same day the one that begins last counts: a day stands over its week. */
  readonly rota: readonly DaysOf[];
  readonly leave: readonly DaysOf[];
  readonly handOverAt: TimeOfDay;
  readonly quietHours: QuietHours | null;
  /** Days off beside the public holidays, and days off that are worked: the yearly decisions. */
  readonly daysOff: readonly BusinessDay[];
  readonly workingDays: readonly BusinessDay[];
  /** At the cut-off: what has changed and was not told. */
  readonly digest: boolean;
  /** When nothing is on, a mail says so in the morning; at 06:30, or at no time. */
  readonly calmMailAt: TimeOfDay | null;
  /** When shops without a report are reminded, once a day before the cut-off; at no time before somebody has set one. */
  readonly remindShopsAt: TimeOfDay | null;
}

/**
 * What docs/duty.md recommends by simulated nights: the duty officer hears of a crisis at once and again after 10 minutes,
 * the lead after 30, the director after 2 hours. An alert may wait for the working day.
 */
const STEPS: Pick<DeskSettings, 'crisis' | 'alert'> = {
  crisis: {
    remindAfter: [10, 25, 60],
    escalate: [
      { afterMinutes: 0, tell: 'duty' },
      { afterMinutes: 30, tell: 'lead' },
      { afterMinutes: 120, tell: 'director' },
    ],
    stalledAfter: 120,
    stalledNextAfter: 60,
    insteadAfter: 10,
  },
  alert: {
    remindAfter: [240],
    escalate: [
      { afterMinutes: 240, tell: 'duty' },
      { afterMinutes: 1440, tell: 'lead' },
    ],
    stalledAfter: 1440,
    stalledNextAfter: 1440,
    insteadAfter: 60,
  },
};

const NOBODY_NAMED = { rota: [], leave: [], daysOff: [], workingDays: [] } as const;

/** Of one machine, and of a city that has set nothing: no quiet hours. */
export const DEFAULT_DESK: DeskSettings = {
  ...STEPS,
  ...NOBODY_NAMED,
  handOverAt: '07:30',
  quietHours: null,
  digest: true,
  calmMailAt: null,
  remindShopsAt: null,
};

/** Of Hanoi's own system: at night only a crisis is told. */
export const HANOI_DESK: DeskSettings = {
  ...DEFAULT_DESK,
  quietHours: { from: '21:00', to: '06:30', except: ['crisis'], daysOff: true },
};

/** What staff have set, over the defaults of the deployment. */
export function deskSettingsWith(defaults: DeskSettings, changes: Partial<DeskSettings> = {}): DeskSettings {
  return { ...defaults, ...changes };
}

/** The steps of a level; none below `alert`. */
export function stepsOfLevel(settings: DeskSettings, level: Level): LevelSteps | undefined {
  return level === 'crisis' || level === 'alert' ? settings[level] : undefined;
}
