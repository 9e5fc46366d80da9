import { type Conversation, type NewsInShort, numberAfter, withNothingLeft } from './conversation.ts';

/** What stands where the channel of a failure stands, when none was open. */
const NO_CHANNEL = 'none';

/**
 * The conversation with a reader who has no open way: what there is to tell is given up at once, so that the next person
 * is told instead and the desk shows it. Given up once, however often it is looked at, until something is told.
 */
export function withNoWay<Content>(
  conversation: Conversation<Content>,
  news: NewsInShort | undefined,
  at: number,
): Conversation<Content> {
  const left = withNothingLeft(conversation, at);
  const isHeard = left.told.length > conversation.told.length;
  const { givenUp = [] } = left;
  const last = givenUp.at(-1);
  const isKnown = last?.n === numberAfter(left) - 1 && last.kind === news?.kind && last.level === news.level;
  if (!news || isHeard || isKnown) return left;
  const lost = { n: numberAfter(left), ...news, at, failures: [{ at, channel: NO_CHANNEL, cause: 'NoWay' }] };
  return { ...left, givenUp: [...givenUp, lost] };
}
