/** Solves one city in a process of its own, as a fresh Lambda would, and prints what it took as JSON. */
import { parseArgs } from 'node:util';
import { matchTransport } from '#domain/matching/transport/match-transport.ts';
import { reachLimitedCity } from '../domain/matching/transport/reach-limited-city.ts';

const { values } = parseArgs({ options: { nodes: { type: 'string', default: '100' }, fair: { type: 'boolean' } } });
const nodes = Number(values.nodes);
const problem = reachLimitedCity({ seed: 1, sources: nodes, sinks: nodes, nearest: 10 });
const started = performance.now();
const { served } = matchTransport({ ...problem, fair: values.fair ?? false }, () => false);
process.stdout.write(
  JSON.stringify({
    ms: performance.now() - started,
    maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    served,
  }),
);
