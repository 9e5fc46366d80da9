/** How long a storm's first message takes, and what the cloud reads for it: the real handlers in a time of their own. */
import { inCloud, morning } from '../protocol/morning-settings.ts';
import { type Morning, playMorning } from '../protocol/stormy-morning.ts';
import { printRow, quantileOf } from './measure.ts';

const LOADS = [
  { name: '120 shops of a zone in a minute', shops: 120, withinMs: 60_000, seeds: 40, mostAllowed: '1' },
  { name: '3,000 shops of a zone in an hour', shops: 3_000, withinMs: 3_600_000, seeds: 3, mostAllowed: 'at most 3' },
];

for (const { name, seeds, mostAllowed, ...load } of LOADS) {
  const mornings: Morning[] = [];
  for (let seed = 1; seed <= seeds; seed++) mornings.push(await playMorning(morning({ ...load, seed })));
  const firsts = mornings.map(({ sent }) => (sent[0]?.afterMs ?? Number.POSITIVE_INFINITY) / 1_000);
  const [median, p95] = [quantileOf(firsts, 0.5).toFixed(0), quantileOf(firsts, 0.95).toFixed(0)];
  printRow(
    `${name}, ${seeds} seeds: first message after the report that made its event, p95 (median)`,
    `${p95} s (${median} s)`,
    'at most 60 s',
  );
  printRow('the same: messages to a reader, most', String(Math.max(...mornings.map(mostToOne))), mostAllowed);
  const oneLane = mornings[0]?.reads ?? 0;
  const { reads: twoLanes } = await playMorning(morning({ ...load, lanes: inCloud(2) }));
  printRow(
    'the same: strong reads with one lane, as it is deployed (with two lanes)',
    `${oneLane.toLocaleString('en')} (${(twoLanes / oneLane).toFixed(2)} times as many)`,
    'at most 1.5 times those of one lane',
  );
}

function mostToOne({ sent }: Morning): number {
  return Math.max(...[...Map.groupBy(sent, ({ reader }) => reader).values()].map(({ length }) => length));
}
