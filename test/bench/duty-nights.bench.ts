/** Whether a crisis finds somebody at night, and what that costs sleep: 10,000 simulated duty nights. */
import { HANOI_DESK } from '#domain/duty/desk-settings.ts';
import { PAUSE_MS } from '#telling/readers.ts';
import { EVERYBODY } from './desk-people.ts';
import { calmWeek, messagesByDay, playNight, SETTINGS, stormWeek, summaryOf } from './duty-nights.ts';
import { printRow, quantileOf } from './measure.ts';

const NIGHTS = 10_000;
const WEEKS = 1000;

for (const [name, settings] of Object.entries(SETTINGS)) {
  const nights = Array.from({ length: NIGHTS }, (_, night) => playNight(settings, night));
  const { within, never, doubleWithin120, wakingsPerPersonWeek, messagesPerNight } = summaryOf(nights);
  const shares = [15, 30, 120].map((minutes) => within[minutes as 15 | 30 | 120].toFixed(1)).join(' / ');
  printRow(
    `${NIGHTS} crisis nights; ${name}: taken over within 15 / 30 / 120 min, never`,
    `${shares} %, ${never.toFixed(2)} %`,
    '',
  );
  printRow('the same: within 120 min with two failures at once', `${doubleWithin120.toFixed(1)} %`, '');
  printRow(
    'the same: wakings a person and week, messages a crisis night',
    `${wakingsPerPersonWeek.toFixed(2)}, ${messagesPerNight.toFixed(1)}`,
    '',
  );
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = (values: readonly number[]) =>
  `${mean(values).toFixed(2)} mean, ${quantileOf(values, 0.95)} p95, ${quantileOf(values, 1)} most`;

for (const pauseMinutes of [30, 120, PAUSE_MS / 60_000]) {
  const storms = Array.from({ length: WEEKS }, (_, week) =>
    messagesByDay(HANOI_DESK, stormWeek(week), week, pauseMinutes * 60_000),
  );
  const on = (days: readonly number[]) =>
    storms.flatMap((counts) => days.flatMap((day) => EVERYBODY.map((id) => counts.get(`${id} ${day}`) ?? 0)));
  const name = `${WEEKS} storm weeks, ${pauseMinutes} min between news that are no rise`;
  printRow(`${name}: messages a reader on the first day`, spread(on([0])), 'at most 3');
  printRow('the same: on each of the next four days', spread(on([1, 2, 3, 4])), '');
}

const calm = Array.from({ length: WEEKS }, (_, week) => {
  const sums = new Map<string, number>();
  const first = calmWeek(week);
  for (const [index, story] of first.entries()) {
    const offset = Math.floor(((story.turns[0]?.at ?? 0) - (first[0]?.turns[0]?.at ?? 0)) / 86_400_000);
    for (const [key, count] of messagesByDay(HANOI_DESK, story, week * 7 + index)) {
      const [reader, day] = key.split(' ');
      const own = `${reader} ${Number(day) + offset}`;
      sums.set(own, (sums.get(own) ?? 0) + count);
    }
  }
  return EVERYBODY.flatMap((reader) => [0, 1, 2, 3, 4, 5, 6].map((day) => sums.get(`${reader} ${day}`) ?? 0));
}).flat();
printRow(`${WEEKS} calm weeks: messages a reader and day`, spread(calm), 'at most 1');
