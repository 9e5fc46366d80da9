import type { ComponentProps, FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { afterUpgrade } from '#web/routing/lazy-page.tsx';
import type { PriceChart } from './price-chart.tsx';

type Props = ComponentProps<typeof PriceChart>;

/** What the chart takes on a desk, so that nothing below it jumps. */
const ROOM_PX = 320;

/** The chart on a page that says more than its prices: what draws curves is loaded while the prices are asked for. */
export function LatePriceChart(props: Props) {
  const [Chart, show] = useState<FunctionComponent<Props>>();
  useEffect(() => {
    void import('./price-chart.tsx').catch(afterUpgrade).then((loaded) => show(() => loaded.PriceChart));
  }, []);
  return Chart ? <Chart {...props} /> : <div aria-hidden="true" style={{ minHeight: ROOM_PX }} />;
}
