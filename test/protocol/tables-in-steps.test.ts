import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  type GetCommandOutput,
  PutCommand,
  QueryCommand,
  type QueryCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { tableNameOf } from '#infra/local/embedded-database.ts';
import type { TableName } from '#storage/tables.ts';
import { startTables } from '#support/embedded-tables.ts';
import { answer, NotYet } from './functions-in-steps.ts';
import { tellMarketStory } from './market-story.ts';
import { NO_FAULTS, scheduleOf } from './schedule.ts';
import { type Simulation, simulationOf, type Trigger } from './simulation.ts';
import { AT_ONCE, clientThat } from './tables-in-steps.ts';
import { MORNING } from './two-wards.ts';

type Command = GetCommand | PutCommand | QueryCommand;
type Answer = Partial<GetCommandOutput & QueryCommandOutput>;

interface Heard {
  readonly command: Command;
  readonly answer: Answer | 'refused';
}

async function ask(dynamodb: DynamoDBDocumentClient, command: Command): Promise<Heard['answer']> {
  try {
    return (await dynamodb.send(command as GetCommand)) as Answer;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'refused';
    throw error;
  }
}

/** Plays a story one function after the other, asks for every write twice, and returns what was asked and answered. */
async function listenToAStory(): Promise<Heard[]> {
  const heard: Heard[] = [];
  const triggers: Trigger[] = [];
  let now = MORNING;
  const story = tellMarketStory(scheduleOf(1, NO_FAULTS, MORNING).draw);
  const { tables, ...rest } = simulationOf(
    story.settings,
    () => now,
    (trigger) => triggers.push(trigger),
  );
  const listenTo = (dynamodb: DynamoDBDocumentClient) =>
    clientThat(async (sent) => {
      const command = sent as Command;
      // A paginator writes the next page's start into the request that it has sent.
      const first = { command: forTheEngine(command), answer: await ask(dynamodb, command) };
      heard.push(first);
      if (command instanceof PutCommand) heard.push({ ...first, answer: await ask(dynamodb, command) });
      if (first.answer === 'refused') throw new ConditionalCheckFailedException({ message: '', $metadata: {} });
      return first.answer;
    });
  const simulation: Simulation = { ...rest, tables: { ...tables, connect: (step) => listenTo(tables.connect(step)) } };
  for (const happen of await story.begin(simulation)) await happen();
  for (let trigger = triggers.shift(); trigger; trigger = triggers.shift()) {
    const waiting = trigger;
    await answer(trigger, simulation, AT_ONCE).catch((error: unknown) => {
      if (!(error instanceof NotYet)) throw error;
      now += 60_000;
      triggers.push(waiting);
    });
  }
  return heard;
}

/** The same request for the embedded engine, with one item a page as in the tables in steps. */
function forTheEngine({ input }: Command): Command {
  const TableName = tableNameOf(input.TableName as TableName);
  if ('Item' in input) return new PutCommand({ ...input, TableName });
  if ('Key' in input) return new GetCommand({ ...input, TableName });
  return new QueryCommand({ ...(input as QueryCommand['input']), TableName, Limit: 1 });
}

test('the tables in steps answer every request of a story as the embedded engine does', async () => {
  const { platform, close } = await startTables();
  try {
    const heard = await listenToAStory();
    expect(heard.filter(({ answer: given }) => given === 'refused').length).toBeGreaterThan(50);
    for (const [index, { command, answer: given }] of heard.entries()) {
      const expected = await ask(platform.dynamodb, command);
      const about = `request ${index}: ${JSON.stringify(command.input).slice(0, 200)}`;
      if (given === 'refused' || expected === 'refused') expect(given, about).toBe(expected);
      else {
        // The engine leaves out what was not asked for, the tables in steps do not.
        expect({ item: given.Item, items: given.Items ?? [] }, about).toMatchObject({
          item: expected.Item,
          items: expected.Items ?? [],
        });
      }
    }
  } finally {
    await close();
  }
});
