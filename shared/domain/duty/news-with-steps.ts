import { type Alert, isLive } from '../alert/alert.ts';
import type { Catalogue } from '../catalogue.ts';
import {
  membersFor,
  type NewsInShort,
  newsOfKind,
  type Reader,
  type Told,
  toldEnd,
} from '../notification/conversation.ts';
import { STEP_KINDS, type StepKind, type ToldStep } from '../notification/event-news.ts';
import { ROOT_PLACE } from '../place.ts';
import { present } from '../present.ts';
import type { Step } from './due-steps.ts';

/** News that say more than a reminder does: a step that is due is told with them. */
const STAND_ALONE: readonly NewsInShort['kind'][] = ['opened', 'escalated', 'goes-on'];

/** What a reader is told, with the steps that are due to him; none where there is neither. */
export function newsWithSteps(
  news: NewsInShort | undefined,
  live: readonly Alert[],
  steps: readonly Step[],
  { catalogue, supply }: { readonly catalogue: Catalogue; readonly supply: boolean },
): NewsInShort | undefined {
  if (steps.length === 0 || live.length === 0 || (news && toldEnd(news))) return news;
  const told = news && STAND_ALONE.includes(news.kind) ? news : newsOfKind('reminder', live, { supply }, catalogue);
  return { ...told, steps: steps.map(({ id }) => id).toSorted() };
}

/** The step that a message speaks of: what somebody is to do now before what he may have forgotten. */
export function stepToTell(steps: readonly Step[], ids: readonly string[] = []): ToldStep | undefined {
  const [first] = steps
    .filter(({ id }) => ids.includes(id))
    .toSorted((a, b) => URGENCY.indexOf(a.kind) - URGENCY.indexOf(b.kind) || a.since - b.since);
  return first && present<ToldStep>({ kind: first.kind, since: first.since, person: first.person });
}

const URGENCY: readonly StepKind[] = [
  'assigned',
  'handed-over',
  'instead',
  'escalation',
  ...STEP_KINDS.filter((kind) => kind === 'stalled' || kind === 'reminder').toReversed(),
];

/**
 * The reader, who sees the whole event where it has nothing on at his own places and he is told of it for the desk's sake,
 * until its end.
 */
export function readerForSteps<Someone extends Reader>(
  reader: Someone,
  members: readonly Alert[],
  {
    steps,
    told,
    catalogue,
  }: { readonly steps: readonly Step[]; readonly told: readonly Told[]; readonly catalogue: Catalogue },
): Someone {
  const heard = told.slice(told.findLastIndex(toldEnd) + 1);
  const isForDesk = steps.length > 0 || heard.some(({ steps: ids = [] }) => ids.length > 0);
  if (!isForDesk || membersFor(catalogue, reader, members).some(isLive)) return reader;
  return { ...reader, places: [ROOT_PLACE] };
}
