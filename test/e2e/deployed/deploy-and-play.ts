/**
 * `npm run e2e`: the real CDK CLI deploys the whole system onto an AWS emulator that runs the functions, and a day of
 * the market is played through the public API. Prints each step with its time; exits 1 at the first surprise.
 *
 * What the emulator cannot show (docs/deploy.md lists it) is asserted on the template, in test/infra.
 */
import { cdkCli } from './cdk-cli.ts';
import { playOnEmulator } from './on-emulator.ts';
import { playDay } from './play-day.ts';

/** What continuous integration allows for. */
const MOST_SECONDS = 360;

await playOnEmulator(MOST_SECONDS, ({ emulator, processes, folder }) =>
  playDay(emulator, cdkCli(processes, emulator, folder), folder),
);
