import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context, DynamoDBRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import { createHandler } from '#functions/respond-to-alert/handler.ts';
import { requireSettings } from '#runtime/platform.ts';
import { deskStore } from '#storage/desk.ts';
import { registryStore } from '#storage/registry.ts';
import { startTables } from '#support/embedded-tables.ts';
import { anAlert, SMALL_CITY } from '#support/small-city.ts';
import { somePerson } from '#support/some-person.ts';

function aRecord(sequence: string, pk: string, sk: string): DynamoDBRecord {
  return { eventName: 'MODIFY', dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: sequence } };
}

test('a batch is answered once per alert, and the first record that failed is handed back', async () => {
  const outbox = await mkdtemp(join(tmpdir(), 'respond-'));
  const { platform, close } = await startTables({ env: { OUTBOX_DIR: outbox } });
  try {
    const tables = requireSettings(platform.env, ['DESK_TABLE', 'REGISTRY_TABLE']);
    const desk = deskStore(platform.dynamodb, tables.DESK_TABLE);
    const registry = registryStore(platform.dynamodb, tables.REGISTRY_TABLE);
    await registry.putPerson(somePerson({ id: 'lan' }));
    const hook = { kind: 'webhook', address: 'http://not-on-this-machine.example/', secret: 's' } as const;
    await registry.putPerson(somePerson({ id: 'hook', places: ['soc-son'], personal: { channels: [hook] } }));
    const good = anAlert();
    const failing = anAlert({ place: 'soc-son' });
    await desk.putAlert(good);
    await desk.putAlert(failing);
    const handler = createHandler(platform, SMALL_CITY);
    const Records = [
      aRecord('1', good.place, `alert#${good.id}`),
      aRecord('2', good.place, `alert#${good.id}`),
      aRecord('3', good.place, 'now'),
      aRecord('4', failing.place, `alert#${failing.id}`),
      aRecord('5', failing.place, `alert#${failing.id}`),
    ];
    expect(await handler({ Records }, {} as Context)).toEqual({ batchItemFailures: [{ itemIdentifier: '4' }] });
    expect(await readdir(outbox)).toEqual([`${good.id}-1-mail-lan.eml`, `${failing.id}-1-mail-lan.eml`].sort());
    const called = (await desk.deliveriesOf(failing.id)).find(({ channel }) => channel === 'webhook-hook');
    expect(called).toMatchObject({ state: 'failed', cause: expect.stringContaining('neither https') });
  } finally {
    await close();
    await rm(outbox, { recursive: true });
  }
});
