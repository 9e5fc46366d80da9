import type { AnswerOf } from '#contract/operations.ts';
import type { Conversation } from '#domain/notification/conversation.ts';
import { present } from '#domain/present.ts';
import { instant } from './describe-event.ts';

type Entry = AnswerOf<'GET /v1/events/{id}'>['timeline'][number];

/** What a reader was told of an event, what of it came back, and what nobody accepted. */
export function messageEntries({ reader, told, givenUp = [] }: Conversation): Entry[] {
  const sent = told.flatMap(({ at, kind: news, level, channel, returned }): Entry[] => {
    const common = { to: reader, news, level, channel };
    const entry: Entry = { at: instant(at), kind: 'message-sent', ...common };
    if (!returned) return [entry];
    return [entry, { at: instant(returned.at), kind: 'message-returned', ...common, reason: returned.kind }];
  });
  const failed = givenUp.map(({ at, kind: news, level, failures }) =>
    present<Entry>({
      at: instant(at),
      kind: 'message-failed',
      to: reader,
      news,
      level,
      channel: failures.at(-1)?.channel,
      attempts: failures.length,
    }),
  );
  return [...sent, ...failed];
}
