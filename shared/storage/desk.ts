import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  paginateQuery,
} from '@aws-sdk/lib-dynamodb';
import { type Alert, type AlertAction, isLive, placeOfAlert } from '#domain/alert/alert.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { PlaceEpisodes } from '#domain/detection/episode.ts';
import type { StockPromise } from '#domain/matching/promised-stock.ts';
import { dayPrefix, placeOfSuggestion, type Suggestion, type SuggestionState } from '#domain/matching/suggestion.ts';
import type { SupplySearch } from '#domain/matching/supply-search.ts';
import type { Delivery } from '#domain/notification/delivery.ts';
import { present } from '#domain/present.ts';
import { succeeded } from './conditional.ts';
import type { Kept } from './kept.ts';
import { contentHash, pack, unpack } from './packed.ts';
import { type Attributes, queryAll } from './query-all.ts';
import { LIST_INDEX } from './tables.ts';

/** States in which goods are promised, or have moved. */
const AGREED_STATES = ['accepted', 'changed', 'completed'] as const satisfies readonly SuggestionState[];
/** States in which nobody has promised anything; a proposal that has expired is kept as one. */
const OPEN_STATES = ['proposed', 'declined'] as const satisfies readonly SuggestionState[];

/** Where a list goes on: one page, newest first. */
export interface ListPage<T> {
  readonly items: T[];
  /** Pass it as `after` for the next page; absent on the last. */
  readonly next?: string;
}

export interface ListRequest {
  readonly limit: number;
  readonly after?: string;
}

export type DeskStore = ReturnType<typeof deskStore>;

/**
 * The desk table: per place its current episodes, the alerts made from them, and what was done, suggested and sent.
 * Reads are strongly consistent, lists over all places are not; every write is one item and conditional.
 */
export function deskStore(dynamodb: DynamoDBDocumentClient, table: string) {
  async function read(pk: string | undefined, sk: string): Promise<Attributes | undefined> {
    if (!pk) return undefined;
    const { Item } = await dynamodb.send(
      new GetCommand({
        TableName: table,
        Key: { pk, sk },
        ConsistentRead: true,
      }),
    );
    return Item;
  }

  async function readAll(pk: string | undefined, prefix: string): Promise<Attributes[]> {
    if (!pk) return [];
    return queryAll(dynamodb, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      ConsistentRead: true,
    });
  }

  function put(item: Attributes, condition: Condition): Promise<boolean> {
    return succeeded(dynamodb.send(new PutCommand({ TableName: table, Item: item, ...condition })));
  }

  /** Items of one list, newest first; `after` is the list's sort key of the last item of the page before. */
  async function list<T>(listPk: string, { limit, after }: ListRequest): Promise<ListPage<T>> {
    const items: Attributes[] = [];
    const pages = paginateQuery(
      { client: dynamodb },
      {
        TableName: table,
        IndexName: LIST_INDEX.name,
        KeyConditionExpression: after === undefined ? 'listPk = :list' : 'listPk = :list AND listSk < :after',
        ExpressionAttributeValues: present({ ':list': listPk, ':after': after }),
        ScanIndexForward: false,
        Limit: limit + 1,
      },
    );
    for await (const { Items = [] } of pages) {
      items.push(...Items);
      if (items.length > limit) break;
    }
    const shown = items.slice(0, limit);
    const last = shown.at(-1)?.['listSk'] as string | undefined;
    return present({
      items: shown.map(fromJson<T>),
      next: items.length > limit && last !== undefined ? last : undefined,
    });
  }

  /** All items of one list from a sort key on. */
  async function listSince<T>(listPk: string, from: string): Promise<T[]> {
    const items = await queryAll(dynamodb, {
      TableName: table,
      IndexName: LIST_INDEX.name,
      KeyConditionExpression: 'listPk = :list AND listSk >= :from',
      ExpressionAttributeValues: { ':list': listPk, ':from': from },
    });
    return items.map(fromJson<T>);
  }

  /** Suggestions in some states, of those made since a day; in no order. */
  async function suggestionsSince(day: BusinessDay, states: readonly SuggestionState[]): Promise<Suggestion[]> {
    const lists = states.map((state) => listSince<Suggestion>(suggestionList(state), day));
    return (await Promise.all(lists)).flat();
  }

  return {
    async readEpisodes(place: string): Promise<Kept<PlaceEpisodes> | undefined> {
      const item = await read(place, 'now');
      return (
        item && {
          value: unpack(item['data'] as Uint8Array) as PlaceEpisodes,
          hash: item['h'] as string,
        }
      );
    },

    /** False when another assessment came between; the caller reads again. */
    putEpisodes(value: PlaceEpisodes, hash: string, expected?: string): Promise<boolean> {
      const item = {
        pk: value.place,
        sk: 'now',
        asOf: value.asOf,
        data: pack(value).bytes,
        h: hash,
      };
      return put(item, over(expected));
    },

    async alertsOf(place: string): Promise<Kept<Alert>[]> {
      return (await readAll(place, 'alert#')).map(keptJson<Alert>);
    },

    async readAlert(id: string): Promise<Kept<Alert> | undefined> {
      const item = await read(placeOfAlert(id), alertKey(id));
      return item && keptJson<Alert>(item);
    },

    /** False when the alert was changed between; the caller reads again. */
    putAlert(alert: Alert, expected?: string): Promise<boolean> {
      return put(
        {
          pk: alert.place,
          sk: alertKey(alert.id),
          listPk: alertList(isLive(alert)),
          listSk: `${alert.episode.openedOn}#${alert.id}`,
          version: alert.version,
          ...jsonOf(alert),
        },
        over(expected),
      );
    },

    listAlerts({ live, ...request }: ListRequest & { readonly live: boolean }): Promise<ListPage<Alert>> {
      return list<Alert>(alertList(live), request);
    },

    /** Wakes the responder of an alert; `because` tells one waking from another. */
    async wakeAlert(id: string, because: string): Promise<void> {
      await dynamodb.send(
        new PutCommand({ TableName: table, Item: { pk: partitionOf(id), sk: `wake#${id}`, because } }),
      );
    },

    /** What people did with an alert, oldest first. */
    async actionsOf(alertId: string): Promise<AlertAction[]> {
      return (await readAll(placeOfAlert(alertId), `action#${alertId}#`)).map(fromJson<AlertAction>);
    },

    /** Appends an action; false when the very same one is kept already. Raises on an id that is no alert's. */
    putAction(action: AlertAction): Promise<boolean> {
      const content = jsonOf(action);
      const sk = `action#${action.alert}#${String(action.at).padStart(13, '0')}#${content.h}`;
      return put({ pk: partitionOf(action.alert), sk, ...content }, over());
    },

    /** The suggestions made for an alert or a day's search, in the order of their ids. */
    async suggestionsOf(subject: string): Promise<Suggestion[]> {
      return (await readAll(placeOfAlert(subject), `suggestion#${subject}_`)).map(fromJson<Suggestion>);
    },

    async readSuggestion(id: string): Promise<Suggestion | undefined> {
      const item = await read(placeOfSuggestion(id), suggestionKey(id));
      return item && fromJson<Suggestion>(item);
    },

    /** False when the suggestion is kept already, in whatever state: it stays as it is. */
    putSuggestion(suggestion: Suggestion): Promise<boolean> {
      return put(suggestionItem(suggestion), over());
    },

    /** Puts the decided suggestion in place of the one in state `from`; false when somebody decided before. */
    decideSuggestion(suggestion: Suggestion, from: SuggestionState): Promise<boolean> {
      return put(suggestionItem(suggestion), {
        ConditionExpression: '#state = :from',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':from': from },
      });
    },

    /** What a giver has promised of a product; none before the first promise. */
    async readPromises(giver: string, product: string): Promise<Kept<StockPromise[]> | undefined> {
      const item = await read(promisesPartition(giver), promisesKey(product));
      return item && keptJson<StockPromise[]>(item);
    },

    /** False when the promises were changed between; the caller reads again. */
    putPromises(
      giver: string,
      product: string,
      promises: readonly StockPromise[],
      expected?: string,
    ): Promise<boolean> {
      const key = { pk: promisesPartition(giver), sk: promisesKey(product) };
      return put({ ...key, ...jsonOf(promises) }, over(expected));
    },

    listSuggestions({
      state,
      ...request
    }: ListRequest & { readonly state: SuggestionState }): Promise<ListPage<Suggestion>> {
      return list<Suggestion>(suggestionList(state), request);
    },

    /** What was accepted, changed or completed, of suggestions made since a day; in no order. */
    agreedSince: (day: BusinessDay) => suggestionsSince(day, AGREED_STATES),

    /** What stands proposed or was declined, of suggestions made since a day; in no order. */
    notAgreedSince: (day: BusinessDay) => suggestionsSince(day, OPEN_STATES),

    /** The suggestions made at a place after the cut-off of a day, family by family. */
    async suggestionsOfDay(place: string, day: BusinessDay): Promise<Suggestion[]> {
      return (await readAll(place, `suggestion#${dayPrefix(place, day)}`)).map(fromJson<Suggestion>);
    },

    /** What was found when somebody looked for supply for this version of an alert, or for a day; none before that. */
    async readSearch(subject: string, version: number): Promise<SupplySearch | undefined> {
      const item = await read(placeOfAlert(subject), searchKey(subject, version));
      return item && searchFrom(item);
    },

    /** The latest search for an alert; none when nobody has looked for supply. */
    async latestSearch(alertId: string): Promise<SupplySearch | undefined> {
      return (await readAll(placeOfAlert(alertId), `search#${alertId}#`)).map(searchFrom).at(-1);
    },

    /** The searches at a place after the cut-off of a day, one for each family that has been searched. */
    async searchesOfDay(place: string, day: BusinessDay): Promise<SupplySearch[]> {
      return (await readAll(place, `search#${dayPrefix(place, day)}`)).map(searchFrom);
    },

    /** Keeps the outcome of a search as a whole where none is kept, or over exactly the one that was read. */
    putSearch(search: SupplySearch, read?: SupplySearch): Promise<boolean> {
      const key = {
        pk: partitionOf(search.subject),
        sk: searchKey(search.subject, search.version),
      };
      // That of a city tells hundreds of names: as plain text it might pass what an item may hold.
      const { bytes, hash } = pack(search);
      return put({ ...key, data: bytes, h: hash }, over(read && pack(read).hash));
    },

    /** The deliveries of all versions of an alert, oldest version first. */
    async deliveriesOf(alertId: string): Promise<Delivery[]> {
      return (await readAll(placeOfAlert(alertId), `delivery#${alertId}#`)).map(fromJson<Delivery>);
    },

    /** Writes a delivery where none is kept, or over exactly the one that was read; false when it has changed. */
    putDelivery(delivery: Delivery, read?: Delivery): Promise<boolean> {
      return put(
        {
          pk: partitionOf(delivery.alert),
          sk: `delivery#${delivery.alert}#${sixDigits(delivery.version)}#${delivery.channel}`,
          state: delivery.state,
          ...jsonOf(delivery),
        },
        over(read && jsonOf(read).h),
      );
    },
  };
}

type Condition = Pick<
  PutCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** Only over the item with the hash that was read, or, without one, only where nothing is kept yet. */
function over(expected?: string): Condition {
  return expected === undefined
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: 'h = :expected',
        ExpressionAttributeValues: { ':expected': expected },
      };
}

/** A value as JSON text, which keeps the order of members: what is read hashes as what was written. */
function jsonOf(value: unknown): { json: string; h: string } {
  const json = JSON.stringify(value);
  return { json, h: contentHash(json) };
}

function fromJson<T>(item: Attributes): T {
  return JSON.parse(item['json'] as string) as T;
}

function searchFrom(item: Attributes): SupplySearch {
  return unpack(item['data'] as Uint8Array) as SupplySearch;
}

function keptJson<T>(item: Attributes): Kept<T> {
  return { value: fromJson<T>(item), hash: item['h'] as string };
}

/** The place in an id of an alert or of a day's search, under which all that belongs to it lies. */
function partitionOf(subject: string): string {
  const place = placeOfAlert(subject);
  if (!place) throw new Error(`"${subject}" is no id of an alert or of a day`);
  return place;
}

function alertKey(id: string): string {
  return `alert#${id}`;
}

function suggestionKey(id: string): string {
  return `suggestion#${id}`;
}

function searchKey(subject: string, version: number): string {
  return `search#${subject}#${sixDigits(version)}`;
}

/** Apart from the places: a store may move, and what it has promised goes with it. */
function promisesPartition(giver: string): string {
  return `giver ${giver}`;
}

function promisesKey(product: string): string {
  return `promises#${product}`;
}

function alertList(live: boolean): string {
  return live ? 'alert#live' : 'alert#past';
}

function suggestionList(state: SuggestionState): string {
  return `suggestion#${state}`;
}

function suggestionItem(suggestion: Suggestion): Attributes {
  const place = placeOfSuggestion(suggestion.id);
  if (!place) throw new Error(`"${suggestion.id}" is no id of a suggestion`);
  return {
    pk: place,
    sk: suggestionKey(suggestion.id),
    listPk: suggestionList(suggestion.state),
    listSk: `${suggestion.madeOn}#${suggestion.id}`,
    state: suggestion.state,
    ...jsonOf(suggestion),
  };
}

function sixDigits(version: number): string {
  return String(version).padStart(6, '0');
}
