import { atLeast, type Level, rankOf } from '#domain/level.ts';
import type { PreviewedGood } from './use-preview.ts';

type Outcome = PreviewedGood['now'];
type Episode = Outcome['episodes'][number];

/** One move at a place, as it stands under the thresholds that hold and under others. */
export interface ComparedEpisode {
  readonly episode: Episode;
  /** Undefined where nothing was opened, or where it is beyond the list. */
  readonly now: Level | undefined;
  readonly proposed: Level | undefined;
}

/** What two sets of thresholds make of the same days. */
export interface Comparison {
  readonly episodes: readonly ComparedEpisode[];
  /** False where the lists are cut off: then what is missing from one may merely be beyond its end. */
  readonly isWhole: boolean;
  /** Of those that people were told of and would not be, by what was said of them. */
  readonly lost: { readonly all: number; readonly false: number; readonly verified: number };
}

/** Lays the moves of both over each other: those of a place and side that share a day are one. */
export function compareEpisodes({ now, proposed }: PreviewedGood): Comparison {
  const left = new Set(proposed.episodes);
  const both = now.episodes.map((episode): ComparedEpisode => {
    const other = [...left].find((candidate) => isSameMove(episode, candidate));
    if (other) left.delete(other);
    return { episode, now: episode.level, proposed: other?.level };
  });
  const added = [...left].map((episode): ComparedEpisode => ({ episode, now: undefined, proposed: episode.level }));
  const episodes = [...both, ...added].toSorted(byWeight);
  const gone = episodes.filter(({ now: before, proposed: after }) => isTold(before) && !isTold(after));
  const said = (...verdicts: readonly Episode['verdict'][]) =>
    gone.filter(({ episode }) => verdicts.includes(episode.verdict)).length;
  return {
    episodes,
    isWhole: isWhole(now) && isWhole(proposed),
    lost: { all: gone.length, false: said('false-alarm', 'refuted'), verified: said('verified') },
  };
}

/** True for what people are told of. */
function isTold(level: Level | undefined): boolean {
  return level !== undefined && atLeast(level, 'alert');
}

function isSameMove(a: Episode, b: Episode): boolean {
  const share = a.openedOn <= (b.endedOn ?? '9999') && b.openedOn <= (a.endedOn ?? '9999');
  return a.place === b.place && a.direction === b.direction && share;
}

function isWhole({ watches, alerts, episodes }: Outcome): boolean {
  return episodes.length === watches + alerts;
}

/** The worst first, then the latest. */
function byWeight(a: ComparedEpisode, b: ComparedEpisode): number {
  const weight = ({ now, proposed }: ComparedEpisode) =>
    Math.max(rankOf(now ?? 'normal'), rankOf(proposed ?? 'normal'));
  return weight(b) - weight(a) || (a.episode.openedOn < b.episode.openedOn ? 1 : -1);
}
