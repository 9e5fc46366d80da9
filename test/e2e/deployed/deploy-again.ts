import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Caller, overLoopback } from './call-api.ts';
import type { CdkCli, Deployment } from './cdk-cli.ts';
import { changedCopy } from './changed-copy.ts';
import { eventually } from './eventually.ts';
import type { Retailers } from './register-market.ts';
import { tell } from './tell.ts';
import { SHOCK, SHOPS, WARD } from './the-market.ts';

interface Scene {
  readonly cdk: CdkCli;
  readonly first: Deployment;
  readonly folder: string;
  readonly admin: Caller;
  readonly retailers: Retailers;
  readonly alert: string;
  readonly today: BusinessDay;
}

/** Deploys the next release over the first: what was there is there, word for word, and the work goes on. */
export async function deployAgain(scene: Scene): Promise<void> {
  const before = await everything(scene);
  const second = await scene.cdk.deploy(await changedCopy(scene.folder));
  const changed = Object.keys(second.resources).filter(
    (id) => !isDeepStrictEqual(second.resources[id], scene.first.resources[id]),
  );
  assert.equal(changed.length, 1, `more than the one function changed: ${changed.join(', ')}`);
  assert.deepEqual(second.outputs, scene.first.outputs);
  await eventually('the changed function answers', async () => {
    const answer = await overLoopback(new URL('/healthz', second.outputs.ApiUrl).href);
    return (await answer.text()).includes('"release":"second"');
  });
  tell(`cdk deploy changed ${changed.join()} and nothing else; it answers anew`);
  assert.deepEqual(await everything(scene), before);
  tell('alert, market, coverage, suggestions, register and report read word for word as before');
  await correctReport(scene);
}

/** All that the API tells of the day. */
async function everything({ admin, retailers, alert, today }: Scene): Promise<unknown[]> {
  const [{ retailer, store }] = SHOPS;
  return [
    await admin.call('GET /v1/alerts/{id}', { params: { id: alert } }),
    await admin.call('GET /v1/market/{place}', { params: { place: WARD }, query: { date: today } }),
    await admin.call('GET /v1/coverage', { query: { date: today } }),
    await admin.call('GET /v1/suggestions'),
    await admin.call('GET /v1/retailers'),
    await retailers[retailer].call('GET /v1/reports/{store}/{date}', { params: { store, date: today } }),
  ];
}

/** A correction wakes the streams of the second deployment: the same alert now counts one shop less. */
async function correctReport({ admin, retailers, alert, today }: Scene): Promise<void> {
  const { retailer, store } = SHOPS[3];
  const receipt = await retailers[retailer].call('POST /v1/reports', {
    body: { store, date: today, rows: [{ ...SHOCK, price: 146_000 }] },
  });
  assert.equal(receipt.revision, 2);
  const corrected = await eventually('the correction reaches the alert', async () => {
    const now = await admin.call('GET /v1/alerts/{id}', { params: { id: alert } });
    return now.agreeing === SHOPS.length - 1 && now;
  });
  assert.equal(corrected.state, 'acknowledged');
  tell(
    `a shop corrects its report: the alert, still acknowledged, now counts ${corrected.agreeing} of ${corrected.reporting}`,
  );
}
