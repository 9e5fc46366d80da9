import { businessDayOf } from '#domain/business-day.ts';
import { onColdStart } from '#runtime/cold-start.ts';
import { lambdaPlatform } from '#runtime/lambda-platform.ts';
import { type Platform, requireSettings } from '#runtime/platform.ts';
import { contentHash } from '#storage/packed.ts';
import { registryStore } from '#storage/registry.ts';
import { trailStore } from '#storage/trail.ts';
import { trailArchive } from '#storage/trail-archive.ts';
import { exportTrail } from './export-trail.ts';

/** Woken by the clock each night: exports the trail of the days before. */
export const createHandler = ({ env, dynamodb, clock }: Platform) => {
  const { TRAIL_TABLE, REGISTRY_TABLE } = requireSettings(env, ['TRAIL_TABLE', 'REGISTRY_TABLE']);
  const run = exportTrail({
    linesOfDay: trailStore(dynamodb, TRAIL_TABLE).linesOfDay,
    formerLinesOfDay: registryStore(dynamodb, REGISTRY_TABLE).formerLinesOfDay,
    keep: trailArchive(env),
    hashOf: contentHash,
  });
  return async (_event: object): Promise<void> => run(businessDayOf(clock()));
};

export const handler = onColdStart(() => createHandler(lambdaPlatform()));
