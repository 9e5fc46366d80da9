import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { EventNews } from '#domain/notification/event-news.ts';
import { alertStore } from './desk/alerts.ts';
import { conversationStore } from './desk/conversations.ts';
import { dailyMailStore } from './desk/daily-mails.ts';
import { deliveryStore } from './desk/deliveries.ts';
import { episodeStore } from './desk/episodes.ts';
import { eventStore } from './desk/events.ts';
import { findingStore } from './desk/findings.ts';
import { promiseStore } from './desk/promises.ts';
import { reminderStore } from './desk/reminders.ts';
import { returnedAddressStore } from './desk/returned-addresses.ts';
import { searchStore } from './desk/searches.ts';
import { suggestionStore } from './desk/suggestions.ts';
import type { Table } from './table-client.ts';

export type DeskStore = ReturnType<typeof deskStore>;

/**
 * The desk table: per place its current episodes, the alerts made from them, and what was done, suggested and sent; per
 * strand its events, what was done with them, and what each reader is told of them.
 * Reads are strongly consistent unless they may lag, lists over all places never are; every write is one item and
 * conditional.
 */
export function deskStore(dynamodb: DynamoDBDocumentClient, name: string, reads?: Table['reads']) {
  const table: Table = { dynamodb, name, is: 'desk', reads };
  return {
    ...episodeStore(table),
    ...alertStore(table),
    ...eventStore(table),
    ...conversationStore<EventNews>(table),
    ...dailyMailStore(table),
    ...reminderStore(table),
    ...findingStore(table),
    ...suggestionStore(table),
    ...searchStore(table),
    ...promiseStore(table),
    ...deliveryStore(table),
    ...returnedAddressStore(table),
  };
}
