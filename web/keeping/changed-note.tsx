import { Name } from '#web/components/name/name.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import type { useKeep } from './use-keep.ts';

const WORDS = {
  vi: {
    somebody: 'Người khác',
    changed: (moment: string) => `đã sửa mục này lúc ${moment}.`,
    justNow: 'vừa sửa mục này.',
    again: 'Chưa ghi gì. Bấm lần nữa nếu vẫn muốn ghi như trên.',
  },
  en: {
    somebody: 'Somebody else',
    changed: (moment: string) => `changed this at ${moment}.`,
    justNow: 'has just changed this.',
    again: 'Nothing was noted. Press again if you still mean what stands above.',
  },
};

/** Tells who has changed the same meanwhile, and when. */
export function ChangedNote({
  keeping,
}: {
  readonly keeping: Pick<ReturnType<typeof useKeep>, 'isChanged' | 'lastChange'>;
}) {
  const words = useWords(WORDS);
  const told = useTold();
  const { timeAndDay } = useMoments();
  if (!keeping.isChanged) return null;
  const { lastChange } = keeping;
  return (
    <p role="alert">
      <strong>{lastChange?.byName ? <Name>{told(lastChange.byName)}</Name> : words.somebody}</strong>{' '}
      {lastChange ? words.changed(timeAndDay(lastChange.at)) : words.justNow} {words.again}
    </p>
  );
}
