// The people of a simulated desk, and every assumption about them. None is measured: each is a guess that errs to the side
// of a sleeping office, and what counts is how settings compare under the same guesses.

import { hanoi } from '#catalog/hanoi.ts';
import { addDays, type BusinessDay, cutOffOf } from '#domain/business-day.ts';
import type { DeskSettings } from '#domain/duty/desk-settings.ts';
import type { Desk } from '#domain/duty/who-is-on-duty.ts';
import type { Level } from '#domain/level.ts';
import type { Person } from '#domain/people/person.ts';
import { somePerson } from '#support/some-person.ts';

/** First channel an SMS, then mail: what staff are told to set for crises. */
export const WAYS = ['sms', 'mail'] as const;
export type WayName = (typeof WAYS)[number];

export const ASSUMED = {
  /** People sleep from about 22:30 to 06:00, each up to an hour off: shops and markets of Hanoi open at six. */
  sleepsFrom: '22:30',
  sleepsTo: '06:00',
  sleepSpreadMinutes: 60,
  /** A text message beside the bed wakes every second sleeper, a mail one in eight: phones mute mail at night. */
  wakes: { sms: 0.5, mail: 0.125 },
  /** Awake, one in ten messages is seen only with the next one: meetings, the road. */
  seesAwake: 0.9,
  /** Who has duty, or is asked by a step, acts nine times in ten; who is one of many leaves it to others every second time. */
  actsWhenAsked: 0.9,
  actsAmongMany: 0.5,
  /** From being woken to the act: ten minutes on average, by an exponential law; awake four. */
  reactsAsleepMinutes: 10,
  reactsAwakeMinutes: 4,
  /** Phones that are off or empty over night. */
  phoneOff: 0.08,
  /** On leave, as the desk's settings say: five weeks of a year. */
  onLeave: 0.1,
  /** Ill or away, and nobody has entered it. */
  awayUnsaid: 0.02,
  /** An address that refuses what is sent to it: a number that has changed. */
  deadWay: 0.02,
  /** Nights on which the mail service accepts nothing. */
  mailOutage: 0.005,
  /** Every so manieth night whoever has duty has no phone and the lead is away unsaid: two failures at once. */
  twoFailuresEvery: 10,
  /** Crisis nights of an office in a year of storms and feasts: one in two weeks. Only wakings a week depend on it. */
  crisisNightsPerWeek: 0.5,
} as const;

/** Four officers who take turns by the week, a lead and a director. Two of the officers ask for crises themselves. */
export const OFFICERS = ['p-an', 'p-binh', 'p-chi', 'p-dung'] as const;
export const EVERYBODY = [...OFFICERS, 'p-lead', 'p-director'] as const;
const ASKS_FOR_CRISES: readonly string[] = ['p-an', 'p-binh'];

/** How one person is on one night. */
export interface PersonTonight {
  readonly id: string;
  /** Asleep between, milliseconds since the epoch. */
  readonly asleep: readonly [from: number, to: number];
  /** Hears nothing before this instant. */
  readonly deafUntil: number;
  readonly deadWays: ReadonlySet<WayName>;
  readonly isOnLeave: boolean;
  /** Drawn once, so that every setting meets the same people. */
  readonly draws: readonly number[];
}

const MINUTE_MS = 60_000;
const DRAWS = 40;

/** The people of a night between two days, by seeded draws. */
export function peopleOf(day: BusinessDay, night: number, draw: () => number): PersonTonight[] {
  const isOut = draw() < ASSUMED.mailOutage;
  const isDouble = night % ASSUMED.twoFailuresEvery === 0;
  const duty = OFFICERS[night % OFFICERS.length];
  const tomorrow = addDays(day, 1);
  return EVERYBODY.map((id) => {
    const off = () => (draw() - 0.5) * 2 * ASSUMED.sleepSpreadMinutes * MINUTE_MS;
    const [from, to] = [cutOffOf(day, ASSUMED.sleepsFrom) + off(), cutOffOf(tomorrow, ASSUMED.sleepsTo) + off()];
    const isOff = draw() < ASSUMED.phoneOff || (isDouble && id === duty);
    const isAway = draw() < ASSUMED.awayUnsaid || (isDouble && id === 'p-lead');
    const isOnLeave = draw() < ASSUMED.onLeave;
    const dead = WAYS.filter((way) => draw() < ASSUMED.deadWay || (isOut && way === 'mail'));
    return {
      id,
      asleep: [from, to],
      deafUntil: isAway ? cutOffOf(tomorrow, '12:00') : isOff ? to : Number.NEGATIVE_INFINITY,
      deadWays: new Set(dead),
      isOnLeave,
      draws: Array.from({ length: DRAWS }, draw),
    };
  });
}

/** The desk of a night: the rota's officer, leave as it was entered, and deputies in a ring. */
export function deskOf(
  settings: DeskSettings,
  tonight: readonly PersonTonight[],
  day: BusinessDay,
  night: number,
): Desk & { readonly people: readonly Person[] } {
  const days = { from: addDays(day, -1), to: addDays(day, 1) };
  return {
    settings: {
      ...settings,
      lead: 'p-lead',
      director: 'p-director',
      rota: [{ ...days, who: OFFICERS[night % OFFICERS.length] as string }],
      leave: tonight.filter(({ isOnLeave }) => isOnLeave).map(({ id }) => ({ ...days, who: id })),
    },
    people: EVERYBODY.map((id, index) =>
      somePerson({
        id,
        group: id === 'p-lead' ? 'lead' : id === 'p-director' ? 'admin' : 'staff',
        levels: levelsOf(id),
        deputy: EVERYBODY[(index + 1) % OFFICERS.length] as string,
      }),
    ),
    lunarYears: hanoi.lunarYears,
  };
}

function levelsOf(id: string): readonly Level[] {
  if (id === 'p-lead' || id === 'p-director') return [];
  return ASKS_FOR_CRISES.includes(id) ? ['alert', 'crisis'] : ['alert'];
}

/** When a person acts on a message, and whether it woke him; no instant where he does not. */
export function reactionOf(
  person: PersonTonight,
  {
    at,
    way,
    n,
    isAsked,
  }: { readonly at: number; readonly way: WayName; readonly n: number; readonly isAsked: boolean },
): { readonly actsAt?: number; readonly isWoken: boolean } {
  const [hears = 1, acts = 1, pace = 1] = [0, 1, 2].map((index) => person.draws[(3 * n + index) % DRAWS]);
  if (at < person.deafUntil) return { isWoken: false };
  const isAsleep = at >= person.asleep[0] && at < person.asleep[1];
  const isHeard = hears < (isAsleep ? ASSUMED.wakes[way] : ASSUMED.seesAwake);
  const doesAct = acts < (isAsked ? ASSUMED.actsWhenAsked : ASSUMED.actsAmongMany);
  const minutes = -Math.log(1 - pace * 0.999) * (isAsleep ? ASSUMED.reactsAsleepMinutes : ASSUMED.reactsAwakeMinutes);
  // What was slept through is read on getting up.
  const heardAt = isHeard ? at : Math.max(at, person.asleep[1]);
  const isRead = isHeard || heardAt > at;
  return {
    ...(isRead && doesAct ? { actsAt: heardAt + minutes * MINUTE_MS } : {}),
    isWoken: isAsleep && isHeard,
  };
}
