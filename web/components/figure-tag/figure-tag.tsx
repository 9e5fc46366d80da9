import { useMoments, useWords } from '#web/language/language.tsx';
import './figure-tag.css';
import { FIGURE_TAG_WORDS } from './words.ts';

type FigureTagProps =
  | { readonly state: 'provisional' | 'partial' | 'closed' }
  /** Of a day before the one that is asked for. */
  | { readonly state: 'old'; readonly day: string };

/** In what state a figure is: not closed yet, without everybody, or of an earlier day. */
export function FigureTag(props: FigureTagProps) {
  const words = useWords(FIGURE_TAG_WORDS);
  const { shortDay } = useMoments();
  const text = props.state === 'old' ? words.old(shortDay(props.day)) : words[props.state];
  return <span class={`figure-tag ${props.state === 'closed' ? 'figure-tag-closed' : ''}`}>{text}</span>;
}
