import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';

/** Where a process stands: about to read, write or send, or done with it and waiting for the answer. */
export type Moment = 'read' | 'write' | 'written' | 'send' | 'accepted';

/** Resolves when its caller may go on; rejects where his request fails; never resolves where he dies. */
export type Step = (moment: Moment) => Promise<void>;

export const AT_ONCE: Step = async () => undefined;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export type Item = Key & Readonly<Record<string, unknown>>;

export type TablesInSteps = ReturnType<typeof tablesInSteps>;

/**
 * Tables that the product's own stores read and write, one step per request: before each request, and between a write
 * and its answer, the schedule may let others run, raise an error or let the process die. A query is answered with one
 * item a page, because no partition is ever read at one instant.
 */
export function tablesInSteps(onWrite: (table: string, item: Item) => void) {
  const partitions = new Map<string, Map<string, Item>>();

  const partitionOf = (table: unknown, pk: unknown): Map<string, Item> => {
    const name = `${table}|${pk}`;
    const known = partitions.get(name);
    if (known) return known;
    const partition = new Map<string, Item>();
    partitions.set(name, partition);
    return partition;
  };

  function itemsOf(table: string): Item[] {
    return [...partitions]
      .filter(([name]) => name.startsWith(`${table}|`))
      .flatMap(([, partition]) => [...partition.values()])
      .sort((a, b) => (`${a.pk}|${a.sk}` < `${b.pk}|${b.sk}` ? -1 : 1));
  }

  const nextPage = (input: QueryCommandInput) => {
    const { pk, isWanted } = keyConditionOf(input);
    const after = input.ExclusiveStartKey?.['sk'] as string | undefined;
    const partition = partitionOf(input.TableName, pk);
    const isBackwards = input.ScanIndexForward === false;
    const [first, second] = [...partition.keys()]
      .filter((sk) => isWanted(sk) && (after === undefined || (isBackwards ? sk < after : sk > after)))
      .sort((a, b) => (a < b === isBackwards ? 1 : -1));
    if (first === undefined) return { Items: [] };
    return { Items: [partition.get(first)], ...(second === undefined ? {} : { LastEvaluatedKey: { pk, sk: first } }) };
  };

  /** One item a page of a list over all partitions, as the index of the lists has them: oldest first from one on, or newest first. */
  const nextOfList = (input: QueryCommandInput) => {
    const {
      ':list': list,
      ':from': from = '',
      ':after': newer,
      ':before': later,
    } = input.ExpressionAttributeValues ?? {};
    const isNewestFirst = input.ScanIndexForward === false;
    const after = input.ExclusiveStartKey?.['listSk'] ?? newer;
    const isNext = (listSk: string) =>
      (later === undefined || listSk < later) &&
      (after === undefined || (isNewestFirst ? listSk < after : listSk > after));
    const [first, second] = itemsOf(String(input.TableName))
      .filter(({ listPk, listSk }) => listPk === list && String(listSk) >= from && isNext(String(listSk)))
      .sort((a, b) => (String(a['listSk']) < String(b['listSk']) === isNewestFirst ? 1 : -1));
    if (first === undefined) return { Items: [] };
    const { pk, sk, listPk, listSk } = first;
    return { Items: [first], ...(second === undefined ? {} : { LastEvaluatedKey: { pk, sk, listPk, listSk } }) };
  };

  const put = (input: PutCommandInput, ignoresConditions: boolean) => {
    const item = input.Item as Item;
    const partition = partitionOf(input.TableName, item.pk);
    if (!ignoresConditions && !holds(input, partition.get(item.sk))) {
      throw new ConditionalCheckFailedException({ message: 'The condition does not hold', $metadata: {} });
    }
    partition.set(item.sk, item);
    onWrite(String(input.TableName), item);
  };

  const answer = async (step: Step, command: unknown, ignoresConditions: boolean) => {
    await step(command instanceof PutCommand ? 'write' : 'read');
    if (command instanceof GetCommand) {
      const { TableName, Key } = command.input;
      return { Item: partitionOf(TableName, Key?.['pk']).get(String(Key?.['sk'])) };
    }
    if (command instanceof QueryCommand) {
      return LIST_CONDITIONS.includes(command.input.KeyConditionExpression ?? '')
        ? nextOfList(command.input)
        : nextPage(command.input);
    }
    if (!(command instanceof PutCommand)) throw new Error('The tables in steps know get, query and put only');
    put(command.input, ignoresConditions);
    await step('written');
    return {};
  };

  return {
    /** A client of one process, which asks `step` before it goes on. */
    connect(step: Step, ignoresConditions = false): DynamoDBDocumentClient {
      return clientThat((command) => answer(step, command, ignoresConditions));
    },

    /** Everything that a table keeps, in the order of its keys. */
    itemsOf,
  };
}

/** A client that sends all that it is given to a function; the SDK's paginators take nothing but a client. */
export function clientThat(send: (command: unknown) => Promise<unknown>): DynamoDBDocumentClient {
  return Object.assign(Object.create(DynamoDBDocumentClient.prototype), { send });
}

const LIST_CONDITIONS = [
  'listPk = :list',
  'listPk = :list AND listSk >= :from',
  'listPk = :list AND listSk < :after',
  'listPk = :list AND listSk < :before',
];

function keyConditionOf({ KeyConditionExpression, ExpressionAttributeValues: values = {} }: QueryCommandInput) {
  const [pk, prefix, from, to] = [':pk', ':prefix', ':from', ':to'].map((name) => String(values[name]));
  switch (KeyConditionExpression) {
    case 'pk = :pk':
      return { pk, isWanted: () => true };
    case 'pk = :pk AND begins_with(sk, :prefix)':
      return { pk, isWanted: (sk: string) => sk.startsWith(prefix as string) };
    case 'pk = :pk AND sk BETWEEN :from AND :to':
      return { pk, isWanted: (sk: string) => (from as string) <= sk && sk <= (to as string) };
    default:
      throw new Error(`The tables in steps do not know "${KeyConditionExpression}"`);
  }
}

/** The few conditions that the stores use. */
function holds(input: PutCommandInput, kept?: Item): boolean {
  const { ConditionExpression, ExpressionAttributeValues: values } = input;
  const [, other, lines] =
    /^\((.*)\) AND (\S+unpublished\)|unpublished = :carried)$/.exec(ConditionExpression ?? '') ?? [];
  if (lines !== undefined) {
    const carried = lines.startsWith('unpublished') ? values?.[':carried'] : undefined;
    return kept?.['unpublished'] === carried && holds({ ...input, ConditionExpression: other }, kept);
  }
  switch (ConditionExpression) {
    case undefined:
      return true;
    case 'attribute_not_exists(pk)':
    case 'attribute_not_exists(pk) OR expiresAt <= :now':
      return kept === undefined;
    case 'h = :expected':
    case '#h = :expected':
      return kept?.['h'] === values?.[':expected'];
    case 'attribute_not_exists(v) OR v <= :v':
      return kept === undefined || Number(kept['v']) <= Number(values?.[':v']);
    case 'attribute_not_exists(n) OR n < :n':
      return kept?.['n'] === undefined || Number(kept['n']) < Number(values?.[':n']);
    case 'attribute_not_exists(#since) OR #since < :since':
      return kept?.['since'] === undefined || Number(kept['since']) < Number(values?.[':since']);
    case 'attribute_not_exists(version) OR version <= :version':
      return kept === undefined || Number(kept['version']) <= Number(values?.[':version']);
    case 'attribute_not_exists(v) OR #day < :day':
      return kept?.['v'] === undefined || String(kept['day']) < String(values?.[':day']);
    case '#state = :from':
      return kept?.['state'] === values?.[':from'];
    default:
      throw new Error(`The tables in steps do not know "${ConditionExpression}"`);
  }
}
