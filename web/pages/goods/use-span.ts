import { useQuery } from '#web/routing/use-query.ts';

/** How many days a chart may show. */
export const SPANS = [30, 60, 365] as const;
export type Span = (typeof SPANS)[number];

const PHONE = '(max-width: 699px)';

/** The days of the chart, as the address says; on a phone a month, else two. */
export function useSpan(): readonly [Span, (span: Span) => void] {
  const [named, choose] = useQuery('so-ngay');
  const usual: Span = matchMedia(PHONE).matches ? 30 : 60;
  const span = SPANS.find((days) => String(days) === named) ?? usual;
  return [span, (next) => choose(next === usual ? undefined : String(next))];
}
