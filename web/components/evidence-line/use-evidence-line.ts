import type { ShownGood } from '#web/event-acts/shown-event.ts';
import { useFigures, useWords } from '#web/language/language.tsx';
import { EVIDENCE_LINE_WORDS } from './words.ts';

/** How many shops say so, of how many, and past what: over all goods of an event. */
export function useEvidenceLine(): (goods: readonly ShownGood[]) => string {
  const words = useWords(EVIDENCE_LINE_WORDS);
  const figures = useFigures();
  return (goods) => {
    const [first] = goods;
    if (!first) return '';
    const alike = goods.filter(({ rung }) => rung === first.rung);
    const agreeing = alike.map((good) => good.agreeing);
    const [least, most] = [Math.min(...agreeing), Math.max(...agreeing)];
    const reporting = Math.max(...alike.map((good) => good.reporting));
    const shops = least === most ? words.shops(most, reporting) : words.fromTo(least, most, reporting);
    const retailers = Math.max(...alike.map((good) => good.retailers));
    const what = {
      ceiling: words.overCeiling,
      cover: words.short,
    } as const;
    if (first.rung === 'ceiling' || first.rung === 'cover') return `${shops}${what[first.rung]}`;
    const isOne = alike.every(({ threshold }) => threshold === first.threshold);
    const beyond = isOne ? words.beyond(figures.percent(first.threshold)) : words.beyondOwn;
    return `${shops}${words.of(retailers)}${beyond}`;
  };
}
