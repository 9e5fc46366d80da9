import { useState } from 'preact/hooks';
import { daysBetween } from '#domain/business-day.ts';
import type { Level } from '#domain/level.ts';
import { Button } from '#web/components/button/button.tsx';
import { LevelTag } from '#web/components/level-tag/level-tag.tsx';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { type ComparedEpisode, type Comparison, compareEpisodes } from './compared-episodes.ts';
import { previewDays } from './preview-days.ts';
import type { PreviewedGood } from './use-preview.ts';
import { THRESHOLDS_WORDS } from './words.ts';

const FIRST_SHOWN = 12;

interface PreviewTableProps {
  readonly product: string;
  readonly comparison: Comparison;
  /** True while nothing is proposed: then there is one column. */
  readonly isSame: boolean;
}

/** Move by move: what was opened, what would be, and what people said of it then. */
export function PreviewTable({ product, comparison: { episodes, isWhole }, isSame }: PreviewTableProps) {
  const words = useWords(THRESHOLDS_WORDS);
  const [showsAll, setShowsAll] = useState(false);
  if (episodes.length === 0) return <p>{words.noEpisodes}</p>;
  const shown = showsAll ? episodes : episodes.slice(0, FIRST_SHOWN);
  return (
    <>
      {!isWhole && <p class="note">{words.cutOff}</p>}
      <table class="thresholds-table thresholds-episodes">
        <thead>
          <tr>
            <th scope="col">{words.where}</th>
            <th scope="col">{words.lasted}</th>
            <th scope="col" class="number">
              {words.peak}
            </th>
            <th scope="col">{words.underNow}</th>
            {!isSame && <th scope="col">{words.underNew}</th>}
            <th scope="col">{words.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((compared) => (
            <EpisodeRow
              key={`${compared.episode.place} ${compared.episode.direction} ${compared.episode.openedOn}`}
              product={product}
              compared={compared}
              isWhole={isWhole}
              isSame={isSame}
            />
          ))}
        </tbody>
      </table>
      {episodes.length > FIRST_SHOWN && !showsAll && (
        <Button kind="plain" onClick={() => setShowsAll(true)}>
          {words.showAll(episodes.length)}
        </Button>
      )}
    </>
  );
}

interface EpisodeRowProps {
  readonly product: string;
  readonly compared: ComparedEpisode;
  readonly isWhole: boolean;
  readonly isSame: boolean;
}

function EpisodeRow({ product, compared, isWhole, isSame }: EpisodeRowProps) {
  const words = useWords(THRESHOLDS_WORDS);
  const told = useTold();
  const { headline } = useFigures();
  const { shortDay } = useMoments();
  const { place, placeName, openedOn, endedOn, peak, verdict, direction } = compared.episode;
  const level = (of: Level | undefined) =>
    of === undefined ? (
      <strong>{isWhole ? words.notOpened : words.notListed}</strong>
    ) : (
      <LevelTag level={of} direction={direction} />
    );
  return (
    <tr>
      <td>
        <a href={withQuery(ADDRESS.goods(product, place), { ngay: endedOn ?? openedOn })}>{told(placeName)}</a>
      </td>
      <td class="thresholds-lasted">
        {shortDay(openedOn)}, {endedOn === undefined ? words.stillOpen : words.days(daysBetween(openedOn, endedOn) + 1)}
      </td>
      <td class="number">{headline(peak.changePct)}</td>
      <td data-label={words.underNow}>{level(compared.now)}</td>
      {!isSame && <td data-label={words.underNew}>{level(compared.proposed)}</td>}
      <td class="note">{words.verdicts[verdict ?? 'not-judged']}</td>
    </tr>
  );
}

export function TakePreview({
  good,
  product,
  day,
}: {
  readonly good: PreviewedGood;
  readonly product: string;
  readonly day: string;
}) {
  const words = useWords(THRESHOLDS_WORDS);
  const told = useTold();
  const level = (of: Level | undefined) => (of === undefined ? '' : words.levels[of]);
  return (
    <TakeList
      of={words.preview(previewDays(good, day))}
      list={`nguong-thu-${product}`}
      day={day}
      rows={compareEpisodes(good).episodes}
      columns={[
        { heading: words.where, cell: ({ episode }) => told(episode.placeName) },
        { heading: words.opens, cell: ({ episode }) => episode.openedOn, as: 'day' },
        { heading: words.ends, cell: ({ episode }) => episode.endedOn, as: 'day' },
        { heading: `${words.peak} (%)`, cell: ({ episode }) => Math.round(10 * episode.peak.changePct) / 10 },
        { heading: words.underNow, cell: ({ now }) => level(now) },
        { heading: words.underNew, cell: ({ proposed }) => level(proposed) },
        { heading: words.verdict, cell: ({ episode }) => words.verdicts[episode.verdict ?? 'not-judged'] },
      ]}
    />
  );
}
