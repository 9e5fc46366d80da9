import { isLive } from '#domain/alert/alert.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { faceOf } from '#domain/event/event-face.ts';
import { membersFor, type NewsInShort, type Reader } from '#domain/notification/conversation.ts';
import type { EventNews } from '#domain/notification/event-news.ts';
import type { ToldEvent } from '#telling/event-for-reader.ts';

/** The facts that a message is written from: the event as it is at the reader's places. */
export function describeNews(catalogue: Catalogue) {
  return async ({ known, strand, members }: ToldEvent, reader: Reader, { kind }: NewsInShort): Promise<EventNews> => {
    const own = membersFor(catalogue, reader, members);
    // Of an event that is over at his places, or whose places are his no more, the members that ended say what it was.
    const told = [own.filter(isLive), own, members].find((some) => some.length > 0) ?? [];
    return { kind, event: known.id, strand, face: faceOf(catalogue, told) };
  };
}
