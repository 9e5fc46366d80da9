import type { Context, DynamoDBRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import { createHandler } from '#functions/respond-to-alert/handler.ts';
import { requireSettings } from '#runtime/platform.ts';
import { deskStore } from '#storage/desk.ts';
import { registryStore } from '#storage/registry.ts';
import { tablesOfFile } from '#support/embedded-tables.ts';
import { anAlert, anEpisode, RICE, SMALL_CITY } from '#support/small-city.ts';
import { somePerson } from '#support/some-person.ts';

const tables = tablesOfFile();

function aRecord(sequence: string, pk: string, sk: string): DynamoDBRecord {
  return { eventName: 'MODIFY', dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: sequence } };
}

test('a batch is answered once per alert, its readers are asked for, and the first record that failed is handed back', async () => {
  const { platform } = tables;
  const names = requireSettings(platform.env, ['DESK_TABLE', 'REGISTRY_TABLE']);
  const desk = deskStore(platform.dynamodb, names.DESK_TABLE);
  await registryStore(platform.dynamodb, names.REGISTRY_TABLE).putPerson(somePerson({ id: 'lan' }));
  const good = anAlert();
  const failing = anAlert({ place: 'soc-son', episode: anEpisode({ product: RICE.id }) });
  for (const alert of [good, failing]) await desk.putAlert(alert);
  const asked: string[] = [];
  const deliverLater = async ({ event, reader }: { readonly event: string; readonly reader: string }) => {
    if (event.startsWith(RICE.id)) throw new Error('The queue is away');
    asked.push(`${event} ${reader}`);
  };
  const handler = createHandler({ ...platform, deliverLater }, SMALL_CITY);
  const Records = [
    aRecord('1', good.place, `alert#${good.id}`),
    aRecord('2', good.place, `alert#${good.id}`),
    aRecord('3', good.place, 'now'),
    aRecord('4', failing.place, `alert#${failing.id}`),
    aRecord('5', failing.place, `alert#${failing.id}`),
  ];
  expect(await handler({ Records }, {} as Context)).toEqual({ batchItemFailures: [{ itemIdentifier: '4' }] });
  expect(asked).toEqual([`${good.product}-up-2026-11-21 lan`]);
  expect(await desk.conversationsDue(Number.MAX_SAFE_INTEGER - 1, 10)).toHaveLength(2);
});
