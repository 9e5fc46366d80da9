import type { ThresholdPercents } from '#domain/product.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { NAMES_ALONE } from '#web/components/place-names/names-alone.ts';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { type Comparison, compareEpisodes } from './compared-episodes.ts';
import { PreviewChart } from './preview-chart.tsx';
import { previewDays } from './preview-days.ts';
import { PreviewTable, TakePreview } from './preview-table.tsx';
import { areEqual } from './thresholds.ts';
import { type PreviewedGood, usePreview } from './use-preview.ts';
import { THRESHOLDS_WORDS } from './words.ts';

interface PreviewPanelProps {
  readonly product: string;
  /** The others that are set with it. */
  readonly others: readonly string[];
  /** Undefined while what is typed are no thresholds. */
  readonly proposed: ThresholdPercents | undefined;
}

/** What thresholds would have opened in the last 90 days, against those that hold. */
export function PreviewPanel({ product, others, proposed }: PreviewPanelProps) {
  const words = useWords(THRESHOLDS_WORDS);
  const { day } = useMoments();
  const preview = usePreview([product, ...others], proposed);
  const good = preview.data?.items[0];
  return (
    <Panel
      title={words.preview(previewDays(good ?? {}, preview.data?.to ?? ''))}
      aside={good && preview.data && <TakePreview good={good} product={product} day={preview.data.to} />}
    >
      <p class="note" role="status">
        {preview.isOfOthers && preview.data && proposed !== undefined ? words.computing : ''}
      </p>
      <Answered
        answer={preview}
        height={520}
        empty={() => (good && good.days === 0 ? <p>{words.noDays}</p> : undefined)}
      >
        {({ from, to, items }) =>
          good && (
            <div class={preview.isOfOthers ? 'thresholds-of-others' : ''}>
              {good.firstDay !== undefined && good.firstDay > from && (
                <p class="note">{words.dataSince(day(good.firstDay), previewDays(good, to))}</p>
              )}
              <Verdict good={good} />
              {items.length > 1 && <OfGroup goods={items.slice(1)} />}
              <Chart good={good} from={from} to={to} />
              <PreviewTable
                product={product}
                comparison={compareEpisodes(good)}
                isSame={areEqual(good.now.thresholds, good.proposed.thresholds)}
              />
              <p class="note">{words.previewNote(day(good.firstDay ?? from), day(to))}</p>
            </div>
          )
        }
      </Answered>
    </Panel>
  );
}

/** What the same thresholds would open of the other goods of the group, each for itself. */
function OfGroup({ goods }: { readonly goods: readonly PreviewedGood[] }) {
  const words = useWords(THRESHOLDS_WORDS);
  const told = useTold();
  const { number } = useFigures();
  return (
    <ul class="thresholds-group-goods">
      {goods.map(({ product, productName, now, proposed }) => (
        <li key={product}>
          {told(productName)}: {words.wouldOpen(number(proposed.alerts), number(now.alerts))}
        </li>
      ))}
    </ul>
  );
}

/** The preview in a sentence or two. */
function Verdict({ good }: { readonly good: PreviewedGood }) {
  const words = useWords(THRESHOLDS_WORDS);
  const { number } = useFigures();
  const { now, proposed } = good;
  if (areEqual(now.thresholds, proposed.thresholds)) {
    return (
      <>
        <p class="thresholds-verdict">{words.opened(number(now.alerts))}</p>
        <p>{words.watchedToo(number(now.watches))}</p>
      </>
    );
  }
  const comparison = compareEpisodes(good);
  return (
    <>
      <p class="thresholds-verdict">{words.wouldOpen(number(proposed.alerts), number(now.alerts))}</p>
      <p>
        {words.watches(number(proposed.watches), number(now.watches))} {comparison.isWhole && <Lost {...comparison} />}
      </p>
    </>
  );
}

function Lost({ lost }: Comparison) {
  const words = useWords(THRESHOLDS_WORDS);
  if (lost.all === 0) return <>{words.noneLost}</>;
  return (
    <>
      {words.lost(lost.all)} {lost.false > 0 && words.lostFalse(lost.false)}{' '}
      {lost.verified > 0 ? <strong>{words.lostVerified(lost.verified)}</strong> : words.noneVerifiedLost}
    </>
  );
}

interface ChartProps {
  readonly good: PreviewedGood;
  readonly from: string;
  readonly to: string;
}

function Chart({ good, from, to }: ChartProps) {
  const words = useWords(THRESHOLDS_WORDS);
  const { data } = useAnswer('GET /v1/places', NAMES_ALONE);
  if (good.series.length === 0) return <p class="note">{words.noSeries}</p>;
  const city = data?.items.find(({ kind }) => kind === 'city')?.id;
  const episodes = compareEpisodes(good).episodes.filter(({ episode }) => episode.place === city);
  return <PreviewChart good={good} episodes={episodes} from={from} to={to} />;
}
