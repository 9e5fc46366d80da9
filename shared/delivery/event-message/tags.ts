import type { ToldEvent } from './told-event.ts';
import { WORDS } from './words.ts';

/** What kind of news a message is, in two or three words: "Khẩn cấp", "Khẩn cấp, lan rộng", "Đã kết thúc". */
export function tagOf(told: ToldEvent): string {
  return tag(told, told.news.face.direction === 'down');
}

/** The same beside a number that shows a fall by its sign. */
export function shortTagOf(told: ToldEvent): string {
  return tag(told, false);
}

function tag({ news, language }: ToldEvent, saysFall: boolean): string {
  const { kind, face, owner, ending } = news;
  const { level: levelWords, raised, tags } = WORDS[language];
  const level = levelWords(face.level, saysFall);
  switch (kind) {
    case 'opened':
      return level;
    case 'escalated':
      return raised(face.level);
    case 'spread':
      return `${level}, ${tags.spread}`;
    case 'supply-found':
      return tags.supplyFound;
    case 'goes-on':
      return `${level}, ${tags.goesOn}`;
    case 'reminder':
      return `${level}, ${owner ? tags.reminder : tags.nobody}`;
    case 'ended':
      return ending?.resolution === 'no-longer-reported' ? tags.unknown : tags.ended;
    case 'closed':
      return ending?.isFalseAlarm ? tags.falseAlarm : tags.closed;
    case 'withdrawn':
      return tags.withdrawn;
  }
}
