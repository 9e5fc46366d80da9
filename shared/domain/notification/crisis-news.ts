import { type NewsInShort, toldEnd } from './conversation.ts';

/** True for news of a crisis, and for the end of what was told as one: no other news goes out as a text message. */
export function isOfCrisis(news: NewsInShort, told: readonly NewsInShort[]): boolean {
  const heard = told.slice(told.findLastIndex(toldEnd) + 1);
  return news.level === 'crisis' || (toldEnd(news) && heard.some(({ level }) => level === 'crisis'));
}
