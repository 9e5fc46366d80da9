import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { followRebuilds } from '#infra/local/follow-rebuilds.ts';
import { type RebuildAsked, RebuildRefused, rebuildsWanted, tellDone } from '#infra/local/rebuilds-wanted.ts';
import { marketStore } from '#storage/market.ts';
import { registryStore } from '#storage/registry.ts';

interface Deployment {
  readonly tables: { readonly market: string; readonly registry: string };
  readonly catalogue: Catalogue;
  readonly clock: () => number;
  readonly pause: () => Promise<void>;
  readonly tell: (line: string) => void;
  readonly dynamodb?: DynamoDBDocumentClient;
}

/** Longer than an invocation may take: each leaves word of the day that it has reached. */
const PATIENCE_MS = 20 * 60_000;

/** Puts requests into the registry of a deployment, which wake its function, and waits until they are done. */
export async function rebuildDeployed(deployment: Deployment, asked: RebuildAsked): Promise<string> {
  const { tables, catalogue, clock, pause, tell } = deployment;
  const dynamodb = deployment.dynamodb ?? DynamoDBDocumentClient.from(new DynamoDBClient());
  const registry = registryStore(dynamodb, tables.registry);
  const { isOpen } = marketStore(dynamodb, tables.market, clock);
  const wanted = await rebuildsWanted({ ...registry, isOpen }, catalogue, asked, businessDayOf(clock()));
  for (const { place, from } of wanted) tell(`${place}: asked for, from ${from} on`);
  const left = await followRebuilds({ ...registry, pause, clock, patienceMs: PATIENCE_MS, progress: tell }, wanted);
  if (left.length === 0) return tellDone(wanted);
  throw new RebuildRefused(
    `${left.join(', ')} did not get on for ${PATIENCE_MS / 60_000} minutes; what is asked for stays asked for: see infra/RUNBOOK.md, "rebuild-places fails".`,
  );
}
