import type { PlaceDayResult } from '#domain/assessment/place-day.ts';
import { type Catalogue, parentOf, withAncestors } from '#domain/catalogue.ts';
import type { PlaceEpisodes } from '#domain/detection/episode.ts';
import { goodsGroups } from './goods-group.ts';
import { stageAssessment } from './market/assessment-item.ts';
import { stageDayInBrief } from './market/days-in-brief.ts';
import { changing, type PlaceAround, stageHandUp, UP } from './market/hand-up.ts';
import { stageMemories } from './market/memory-items.ts';
import { stageReportingStores } from './market/reporting-stores.ts';
import { contentHash } from './packed.ts';
import { type KeptBalance, type StagedBalance, stageBalances } from './registry/balances.ts';
import type { ReportHead } from './reports.ts';
import { SAYS_NOTHING, type StagedItem, saysNothing } from './staged-item.ts';

/**
 * When an output is written: each turn begins once the one before has ended.
 *
 * The facts of the stores come first, and then the heads that tell the places around of them. What is handed on says that
 * all of the memory is there, and the news wake those who tell people.
 */
export const TURNS = ['facts', 'head', 'shown', 'handed-on', 'news'] as const;
export type Turn = (typeof TURNS)[number];

/** An output of an assessment and the table that keeps it. */
export interface KeepableOutput {
  readonly name: string;
  readonly hash: string;
  readonly empty: boolean;
  readonly turn: Turn;
  readonly kept:
    | { readonly in: 'market'; readonly item: StagedItem }
    | { readonly in: 'desk'; readonly episodes: PlaceEpisodes }
    | { readonly in: 'registry'; readonly balance: StagedBalance };
}

/** The stores that assessments are written to; `asOf` of the desk's and registry's items decides which day is newer. */
export interface OutputStores {
  readonly market: {
    readonly keptHashes: (items: readonly StagedItem[]) => Promise<ReadonlyMap<string, string>>;
    readonly put: (item: StagedItem, expected: string | undefined) => Promise<boolean>;
  };
  readonly desk: {
    readonly episodesAsKept: (place: string) => Promise<{ readonly asOf: string; readonly hash: string } | undefined>;
    readonly putEpisodes: (value: PlaceEpisodes, hash: string, expected?: string) => Promise<boolean>;
  };
  readonly registry: {
    readonly keptBalances: (place: string) => Promise<readonly KeptBalance[]>;
    readonly putBalance: (balance: StagedBalance, expected?: string) => Promise<boolean>;
  };
}

/** What is kept where outputs would go: its hash, or `newer` where a later day has taken the name. */
export interface ComparedOutputs {
  readonly kept: ReadonlyMap<string, string | 'newer'>;
  /** What an earlier folding has kept and this one does not have: it is to say nothing any more. */
  readonly gone: readonly KeepableOutput[];
}

/** Stages, compares and keeps the outputs of assessments over the three tables. */
export function assessmentOutputs(stores: OutputStores, catalogue: Catalogue) {
  const groupOf = goodsGroups(catalogue);
  const stages = {
    /** What the stores say, and the heads that tell the places around of it. */
    stageFacts({ assessment, own }: PlaceDayResult): KeepableOutput[] {
      const { facts, heads } = stageHandUp(assessment, own, placesAround(catalogue, assessment.place));
      return [...facts.map((item) => inMarket('facts', item)), ...heads.map((item) => inMarket('head', item))];
    },

    /** What is shown of the day: the assessment, the same in brief, and who has reported where the place has stores. */
    stageShown({ assessment, own }: PlaceDayResult, heads: readonly ReportHead[]): KeepableOutput[] {
      const parent = parentOf(catalogue, assessment.place);
      const reporting = own.stores.length > 0 ? [stageReportingStores(assessment, parent, heads)] : [];
      return [stageAssessment(assessment, parent), stageDayInBrief(assessment, parent), ...reporting].map((item) =>
        inMarket('shown', item),
      );
    },

    /** What the next day inherits. */
    stageMemory({ assessment: { place, date }, memory, stores: known }: PlaceDayResult): KeepableOutput[] {
      const items = stageMemories(place, date, memory, known, groupOf);
      return items.map((item, index) => inMarket(index === items.length - 1 ? 'handed-on' : 'shown', item));
    },

    /** What is known of the place as of its latest day: its episodes, and what its shops have. */
    stageLatest({ own, episodes, hadOpenEpisodes, balance }: PlaceDayResult): KeepableOutput[] {
      const known = own.stores.map(({ store }) => store);
      return [
        ...stageBalances(balance, known, groupOf).map(inRegistry),
        {
          name: 'now',
          // What the episodes wake matches on the balances.
          turn: 'news',
          hash: contentHash(JSON.stringify(episodes)),
          // The day before may only be about to keep those that it handed on, which must not outlive this day.
          empty: episodes.episodes.length === 0 && !hadOpenEpisodes,
          kept: { in: 'desk', episodes },
        },
      ];
    },
  };
  return {
    ...stages,

    /** All outputs of an assessment. */
    stage(result: PlaceDayResult, { heads }: { readonly heads: readonly ReportHead[] }): KeepableOutput[] {
      return [
        ...stages.stageFacts(result),
        ...stages.stageShown(result, heads),
        ...stages.stageMemory(result),
        ...stages.stageLatest(result),
      ];
    },

    /** The head as it is while the facts that it stands for are being written. */
    changing(head: KeepableOutput): KeepableOutput {
      return head.kept.in === 'market' ? inMarket(head.turn, changing(head.kept.item)) : head;
    },

    async compare(outputs: readonly KeepableOutput[]): Promise<ComparedOutputs> {
      const names = new Set(outputs.map(({ name }) => name));
      const kept = new Map<string, string | 'newer'>();
      const gone: KeepableOutput[] = [];
      const note = (output: KeepableOutput, hash: string, isNewer: boolean) => {
        kept.set(output.name, isNewer ? 'newer' : hash);
        if (!names.has(output.name) && !isNewer && hash !== SAYS_NOTHING) gone.push(output);
      };
      const items = outputs.flatMap((output) => (output.kept.in === 'market' ? [output.kept.item] : []));
      const episodes = outputs.flatMap((output) => (output.kept.in === 'desk' ? [output.kept.episodes] : []));
      const balances = outputs.flatMap((output) => (output.kept.in === 'registry' ? [output.kept.balance] : []));
      const [hashes, now, others] = await Promise.all([
        stores.market.keptHashes(items),
        Promise.all(episodes.map(({ place }) => stores.desk.episodesAsKept(place))),
        balances[0] ? stores.registry.keptBalances(placeOfBalance(balances[0])) : [],
      ]);
      for (const [name, hash] of hashes) {
        const [pk = '', sk = ''] = name.split('|');
        note(inMarket(sk.startsWith(UP) ? 'facts' : 'shown', saysNothing({ pk, sk })), hash, false);
      }
      for (const [index, { asOf }] of episodes.entries()) {
        const known = now[index];
        if (known) kept.set('now', known.asOf > asOf ? 'newer' : known.hash);
      }
      for (const { hash, asOf, ...key } of others) {
        const ours = balances[0] as StagedBalance;
        note(inRegistry({ ...key, asOf: ours.asOf, hash: SAYS_NOTHING, empty: true }), hash, asOf > ours.asOf);
      }
      return { kept, gone };
    },

    put({ hash, kept }: KeepableOutput, expected: string | undefined): Promise<boolean> {
      if (kept.in === 'market') return stores.market.put(kept.item, expected);
      if (kept.in === 'desk') return stores.desk.putEpisodes(kept.episodes, hash, expected);
      return stores.registry.putBalance(kept.balance, expected);
    },
  };
}

function inMarket(turn: Turn, item: StagedItem): KeepableOutput {
  const { pk, sk, hash, empty } = item;
  return { name: `${pk}|${sk}`, hash, empty, turn, kept: { in: 'market', item } };
}

function inRegistry(balance: StagedBalance): KeepableOutput {
  const { pk, sk, hash, empty } = balance;
  return { name: `${pk}|${sk}`, hash, empty, turn: 'shown', kept: { in: 'registry', balance } };
}

function placeOfBalance({ sk }: StagedBalance): string {
  return sk.slice(0, sk.indexOf('#'));
}

/** The places in which a place lies, each with its child on the way. */
function placesAround(catalogue: Catalogue, place: string): PlaceAround[] {
  const chain = withAncestors(catalogue, place);
  return chain.slice(1).map((wider, index) => ({ place: wider, child: chain[index] as string }));
}
