import { useWords } from '#web/language/language.tsx';
import type { ChartDay } from './chart-days.ts';
import { SHORT_DAYS } from './cover-strip.tsx';
import { PRICE_CHART_WORDS } from './words.ts';

interface ChartLegendProps {
  readonly days: readonly ChartDay[];
  readonly hasMarks: boolean;
  readonly isProvisional: boolean;
}

/** What each mark of the chart means; only those that are on it. */
export function ChartLegend({ days, hasMarks, isProvisional }: ChartLegendProps) {
  const { legend } = useWords(PRICE_CHART_WORDS);
  const entries = [
    { kind: 'median', text: legend.median, isShown: true },
    { kind: 'ribbon', text: legend.middle, isShown: days.some(({ low }) => low !== undefined) },
    { kind: 'usual', text: legend.usual, isShown: days.some(({ usual }) => usual !== undefined) },
    { kind: 'ceiling', text: legend.ceiling, isShown: days.some(({ ceiling }) => ceiling !== undefined) },
    { kind: 'open', text: legend.provisional, isShown: isProvisional },
    {
      kind: 'short',
      text: legend.short(SHORT_DAYS),
      isShown: days.some(({ coverDays }) => coverDays !== undefined && coverDays < SHORT_DAYS),
    },
    { kind: 'mark', text: legend.mark, isShown: hasMarks },
  ];
  return (
    <ul class="price-legend note">
      {entries
        .filter(({ isShown }) => isShown)
        .map(({ kind, text }) => (
          <li key={kind}>
            <span class={`price-key price-key-${kind}`} aria-hidden="true" />
            {text}
          </li>
        ))}
    </ul>
  );
}
