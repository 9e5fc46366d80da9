import { type Alert, placeOfAlert } from '../alert/alert.ts';
import { businessDayOf } from '../business-day.ts';
import { type Catalogue, withAncestors } from '../catalogue.ts';
import { atLeast, worse } from '../level.ts';
import { NOWHERE, type Reader, type Told } from './conversation.ts';
import type { Delivery, NewsKind } from './delivery.ts';

/** Whom an earlier version may have told under another id. */
export interface ReaderSince extends Reader {
  readonly formerId?: string;
}

/** After these an alert's own story was over for its reader. */
const ENDS: readonly NewsKind[] = ['resolved', 'withdrawn'];

/** The alerts of an event that an earlier version may have told of: they opened before the event was first seen. */
export function membersBefore(
  members: readonly Alert[],
  { log }: { readonly log: readonly { readonly at: number }[] },
): Alert[] {
  const seenOn = businessDayOf(log[0]?.at ?? 0);
  return members.filter(({ episode }) => episode.openedOn <= seenOn);
}

/**
 * What a reader has heard of the alerts of an event by the messages on alerts of versions before 0.3, as one message on the
 * event; none if nobody told him, or if he has heard of each alert's end, too. Of a place within another he was told by the
 * alert of the wider one. They told of supply with each rise.
 */
export function heardByAlerts(
  catalogue: Catalogue,
  { id, formerId = id }: Pick<ReaderSince, 'id' | 'formerId'>,
  deliveries: readonly Delivery[],
): Told | undefined {
  const channels = [id, formerId].flatMap((each) => [
    `mail-${each}`,
    `webhook-${each}`,
    each === 'topic' ? 'sns' : each,
  ]);
  const sent = deliveries.filter(
    ({ state, mutedBy, channel }) => channels.includes(channel) && (state === 'sent' || mutedBy !== undefined),
  );
  const going = [...Map.groupBy(sent, ({ alert }) => alert).values()].filter((own) => {
    const last = own.toSorted((a, b) => a.version - b.version).at(-1);
    return last && !ENDS.includes(last.kind);
  });
  const heard = going.flat();
  const [first] = heard;
  if (!first) return undefined;
  const depths = heard.flatMap(({ level, told, mutedBy = '' }) =>
    atLeast(level, 'alert') ? [withAncestors(catalogue, placeOfAlert(mutedBy) ?? told.place).length] : [],
  );
  return {
    n: 1,
    kind: 'opened',
    level: heard.map(({ level }) => level).reduce(worse),
    depth: Math.min(NOWHERE, ...depths),
    supply: true,
    at: Math.max(...heard.map(({ sentAt, claimedAt }) => sentAt ?? claimedAt)),
    channel: first.channel.split('-')[0] ?? first.channel,
  };
}
