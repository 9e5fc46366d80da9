import type { Alert } from '#domain/alert/alert.ts';
import { addDays, type BusinessDay, cutOffOf } from '#domain/business-day.ts';
import { type DeskSettings, HANOI_DESK } from '#domain/duty/desk-settings.ts';
import { onDuty } from '#domain/duty/who-is-on-duty.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import { PAUSE_MS } from '#telling/readers.ts';
import { greensAlert, TWO_ZONES } from '../domain/event/event-city.ts';
import { ASSUMED, deskOf, EVERYBODY, peopleOf, reactionOf, WAYS } from './desk-people.ts';
import { type EventStory, type Outcome, playDesk } from './play-desk.ts';

const MINUTE_MS = 60_000;
const FIRST_NIGHT: BusinessDay = '2026-11-23';
/** A crisis that nobody has taken over by then is one that the morning finds. */
const NEVER_AFTER_MS = 24 * 60 * MINUTE_MS;

/** Three ways to escalate, from the least that was asked for to what wakes everybody. */
export const SETTINGS: Readonly<Record<string, DeskSettings>> = {
  'lead after 30, director after 120, one reminder': {
    ...HANOI_DESK,
    crisis: {
      ...HANOI_DESK.crisis,
      remindAfter: [30],
      escalate: [
        { afterMinutes: 30, tell: 'lead' },
        { afterMinutes: 120, tell: 'director' },
      ],
    },
  },
  'duty at once, reminders at 10, 25 and 60, lead 30, director 120': HANOI_DESK,
  'duty at once, reminders each 5 to 10, lead 15, director 45': {
    ...HANOI_DESK,
    crisis: {
      ...HANOI_DESK.crisis,
      remindAfter: [5, 10, 20, 30, 40, 50, 60],
      escalate: [
        { afterMinutes: 0, tell: 'duty' },
        { afterMinutes: 15, tell: 'lead' },
        { afterMinutes: 45, tell: 'director' },
      ],
      insteadAfter: 5,
    },
  },
};

/** One night with a crisis, and what became of it. */
export interface Night extends Outcome {
  readonly openedAt: number;
  /** Messages that woke a sleeper, by person. */
  readonly woken: readonly string[];
  readonly isDouble: boolean;
}

/** A night on which a crisis opens at some minute between nine in the evening and half past six. */
export function playNight(settings: DeskSettings, night: number): Night {
  const draw = seededNumbers(7919 * (night + 1));
  const day = addDays(FIRST_NIGHT, night % 300);
  const tonight = peopleOf(day, night, draw);
  const openedAt = cutOffOf(day, '21:00') + Math.floor(draw() * 570) * MINUTE_MS;
  const alert = greensAlert('east-1', { level: 'crisis', openedOn: day, asOf: day });
  const desk = deskOf(settings, tonight, day, night);
  const duty = onDuty(desk, openedAt);
  const woken: string[] = [];
  const outcome = playDesk({
    story: { catalogue: TWO_ZONES, turns: [{ at: openedAt, alerts: [alert] }] },
    desk,
    readers: desk.people,
    until: openedAt + NEVER_AFTER_MS,
    ways: WAYS.length,
    pauseMs: PAUSE_MS,
    isAccepted: (reader, way) => {
      const dead = tonight.find(({ id }) => id === reader)?.deadWays;
      return !dead?.has(WAYS[way] ?? 'mail');
    },
    heard: ({ at, reader, n, way, steps }) => {
      const person = tonight.find(({ id }) => id === reader);
      if (!person) return undefined;
      const isAsked = duty.includes(reader) || steps.some((step) => !step.startsWith('reminder'));
      const { actsAt, isWoken } = reactionOf(person, { at, way: WAYS[way] ?? 'mail', n, isAsked });
      if (isWoken) woken.push(reader);
      return actsAt;
    },
  });
  return { ...outcome, openedAt, woken, isDouble: night % ASSUMED.twoFailuresEvery === 0 };
}

/** What so many nights say of a setting. */
export interface NightsSummary {
  /** Shares of crises that somebody had taken over by so many minutes, percent. */
  readonly within: Readonly<Record<15 | 30 | 120, number>>;
  /** Not within a day. */
  readonly never: number;
  /** Of nights with two failures at once. */
  readonly doubleWithin120: number;
  readonly wakingsPerPersonWeek: number;
  readonly messagesPerNight: number;
}

export function summaryOf(nights: readonly Night[]): NightsSummary {
  const minutes = ({ acts: [act], openedAt }: Night) =>
    act ? (act.at - openedAt) / MINUTE_MS : Number.POSITIVE_INFINITY;
  const share = (of: readonly Night[], limit: number) =>
    (100 * of.filter((night) => minutes(night) <= limit).length) / Math.max(1, of.length);
  const woken = nights.reduce((sum, night) => sum + night.woken.length, 0) / nights.length;
  return {
    within: { 15: share(nights, 15), 30: share(nights, 30), 120: share(nights, 120) },
    never: 100 - share(nights, NEVER_AFTER_MS / MINUTE_MS),
    doubleWithin120: share(
      nights.filter(({ isDouble }) => isDouble),
      120,
    ),
    wakingsPerPersonWeek: (woken / EVERYBODY.length) * ASSUMED.crisisNightsPerWeek,
    messagesPerNight: nights.reduce((sum, { sent }) => sum + sent.length, 0) / nights.length,
  };
}

/** A calm week: now and then an alert in one ward, over after two days. */
export function calmWeek(week: number): EventStory[] {
  const draw = seededNumbers(104_729 * (week + 1));
  const first = addDays(FIRST_NIGHT, 7 * (week % 40));
  return Array.from({ length: 7 }, (_, day) => addDays(first, day)).flatMap((day) => {
    if (draw() > CALM_ALERTS_PER_DAY) return [];
    const at = cutOffOf(day, '07:00') + Math.floor(draw() * 480) * MINUTE_MS;
    const alert = greensAlert('east-1', { openedOn: day, asOf: day });
    const over: Alert = { ...alert, status: 'resolved', asOf: addDays(day, 2) };
    return [
      {
        catalogue: TWO_ZONES,
        turns: [
          { at, alerts: [alert] },
          { at: at + 2 * NEVER_AFTER_MS, alerts: [over] },
        ],
      },
    ];
  });
}

/** One alert in three days: what the demo city's calm months have for one good of one zone. */
const CALM_ALERTS_PER_DAY = 1 / 3;

/** A storm: a ward in the morning, its zone and the city within hours, a crisis by noon, calm after five days. */
export function stormWeek(week: number): EventStory {
  const draw = seededNumbers(15_485_863 * (week + 1));
  const day = addDays(FIRST_NIGHT, 7 * (week % 40));
  const begin = cutOffOf(day, '06:30') + Math.floor(draw() * 120) * MINUTE_MS;
  const after = (minutes: number) => begin + Math.floor(minutes * (0.5 + draw())) * MINUTE_MS;
  const seen = { openedOn: day, asOf: day } as const;
  const ward = greensAlert('east-1', seen);
  const zone = greensAlert('east', seen);
  const other = greensAlert('west-2', { ...seen, product: 'cai-xanh' });
  const city = greensAlert('hn', seen);
  const crisis = [ward, zone, city].map((alert) => ({ ...alert, level: 'crisis' as const }));
  const over = [...crisis, other].map((alert): Alert => ({ ...alert, status: 'resolved', asOf: addDays(day, 5) }));
  const instants = [after(30), after(90), after(150), after(240)].toSorted((a, b) => a - b);
  const alerts = [[zone], [other], [city], crisis];
  return {
    catalogue: TWO_ZONES,
    turns: [
      { at: begin, alerts: [ward] },
      ...alerts.map((changed, index) => ({ at: instants[index] as number, alerts: changed })),
      { at: begin + 5 * NEVER_AFTER_MS, alerts: over },
    ],
    supplyFrom: after(200),
  };
}

/** Messages by reader on each day of an event. */
export function messagesByDay(
  settings: DeskSettings,
  story: EventStory,
  seed: number,
  pauseMs = PAUSE_MS,
): Map<string, number> {
  const draw = seededNumbers(32_452_843 * (seed + 1));
  const begin = story.turns[0]?.at ?? 0;
  const day = new Date(begin + 7 * 60 * MINUTE_MS).toISOString().slice(0, 10);
  const tonight = peopleOf(day, 1, draw);
  const desk = deskOf(settings, [], day, seed);
  const { sent } = playDesk({
    story,
    desk,
    readers: desk.people,
    until: (story.turns.at(-1)?.at ?? begin) + NEVER_AFTER_MS,
    ways: WAYS.length,
    pauseMs,
    isAccepted: () => true,
    heard: ({ at, reader, n, way, steps }) => {
      const person = tonight.find(({ id }) => id === reader);
      const isAsked = onDuty(desk, at).includes(reader) || steps.length > 0;
      return person && reactionOf(person, { at, way: WAYS[way] ?? 'mail', n, isAsked }).actsAt;
    },
  });
  const counts = new Map<string, number>();
  for (const { at, reader } of sent) {
    const key = `${reader} ${Math.floor((at - cutOffOf(day, '00:00')) / NEVER_AFTER_MS)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
