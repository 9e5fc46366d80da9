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

test('the look of the clock notes the news of each event, whatever fails of another or of the search for supply', async () => {
  const { platform } = tables;
  const { DESK_TABLE } = requireSettings(platform.env, ['DESK_TABLE']);
  const desk = deskStore(platform.dynamodb, DESK_TABLE);
  const alerts = [anAlert(), anAlert({ place: 'soc-son', episode: anEpisode({ product: RICE.id }) })];
  for (const alert of alerts) await desk.putAlert(alert, (await desk.readAlert(alert.id))?.hash);
  await registryStore(platform.dynamodb, platform.env['REGISTRY_TABLE'] ?? '').putPerson(somePerson({ id: 'p-new' }));
  const lookFailing = async (failing: string) => {
    const asked: string[] = [];
    const deliverLater = async ({ event }: { readonly event: string }) => {
      asked.push(event);
      if (event.startsWith(failing)) throw new Error('The queue is away');
    };
    const dynamodb = Object.create(platform.dynamodb, {
      send: {
        value: (command: { readonly input: object }, ...rest: never[]) =>
          JSON.stringify(command.input).includes('search')
            ? Promise.reject(new Error('No search can be read'))
            : platform.dynamodb.send(command as never, ...rest),
      },
    });
    await registryStore(platform.dynamodb, platform.env['REGISTRY_TABLE'] ?? '').putPerson(somePerson({ id: failing }));
    const look = createHandler({ ...platform, dynamodb, deliverLater }, SMALL_CITY)({}, {} as Context);
    await expect(look).rejects.toThrow();
    return new Set(asked.map((event) => event.slice(0, 7)));
  };
  for (const { product } of alerts) expect((await lookFailing(product)).size).toBe(2);
});
