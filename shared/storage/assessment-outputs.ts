import type { PlaceDayResult } from '#domain/assessment/place-day.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf } from '#domain/catalogue.ts';
import type { PlaceEpisodes } from '#domain/detection/episode.ts';
import type { PlaceBalance } from '#domain/history/balance.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import { stageAssessment } from './market/assessment-item.ts';
import { stageMemories } from './market/memory-items.ts';
import type { StagedItem } from './market/staged-item.ts';
import { contentHash } from './packed.ts';
import type { Kept } from './table-client.ts';

/** An output of an assessment and the table that keeps it. */
export interface KeepableOutput {
  readonly name: string;
  readonly hash: string;
  readonly empty: boolean;
  readonly kept:
    | { readonly in: 'market'; readonly item: StagedItem }
    | { readonly in: 'desk'; readonly episodes: PlaceEpisodes }
    | { readonly in: 'registry'; readonly balance: PlaceBalance };
}

/** The stores that assessments are written to; `asOf` of the desk's and registry's items decides which day is newer. */
export interface OutputStores {
  readonly market: {
    readonly keptHashes: (items: readonly StagedItem[]) => Promise<ReadonlyMap<string, string>>;
    readonly put: (item: StagedItem, expected: string | undefined) => Promise<boolean>;
  };
  readonly desk: {
    readonly readEpisodes: (place: string) => Promise<Kept<PlaceEpisodes> | undefined>;
    readonly putEpisodes: (value: PlaceEpisodes, hash: string, expected?: string) => Promise<boolean>;
  };
  readonly registry: {
    readonly readBalance: (place: string) => Promise<Kept<PlaceBalance> | undefined>;
    readonly putBalance: (value: PlaceBalance, hash: string, expected?: string) => Promise<boolean>;
  };
}

/** Stages, compares and keeps the outputs of assessments over the three tables. */
export function assessmentOutputs(stores: OutputStores, catalogue: Catalogue) {
  return {
    stage: (result: PlaceDayResult) => stageOutputs(result, catalogue),

    async keptHashes(outputs: readonly KeepableOutput[]): Promise<Map<string, string | 'newer'>> {
      const items = outputs.flatMap(({ kept }) => (kept.in === 'market' ? [kept.item] : []));
      const [hashes, latest] = await Promise.all([
        stores.market.keptHashes(items),
        Promise.all(
          outputs.map(async ({ name, kept }): Promise<[string, string] | undefined> => {
            if (kept.in === 'desk') {
              return hashOrNewer(name, await stores.desk.readEpisodes(kept.episodes.place), kept.episodes.asOf);
            }
            if (kept.in === 'registry') {
              return hashOrNewer(name, await stores.registry.readBalance(kept.balance.place), kept.balance.asOf);
            }
            return undefined;
          }),
        ),
      ]);
      return new Map([...hashes, ...latest.filter((entry) => entry !== undefined)]);
    },

    put({ hash, kept }: KeepableOutput, expected: string | undefined): Promise<boolean> {
      if (kept.in === 'market') return stores.market.put(kept.item, expected);
      if (kept.in === 'desk') return stores.desk.putEpisodes(kept.episodes, hash, expected);
      return stores.registry.putBalance(kept.balance, hash, expected);
    },
  };
}

function stageOutputs(
  { assessment, memory, stores, episodes, hadOpenEpisodes, balance }: PlaceDayResult,
  catalogue: Catalogue,
): KeepableOutput[] {
  const parent = parentOf(catalogue, assessment.place);
  const items = [
    stageAssessment(assessment, parent, parent !== ROOT_PLACE),
    ...stageMemories(assessment.place, assessment.date, memory, stores),
  ];
  return [
    ...items.map((item) => ({
      name: nameOf(item),
      hash: item.hash,
      empty: item.empty,
      kept: { in: 'market' as const, item },
    })),
    // Not last: what the episodes wake matches on these balances.
    {
      name: 'balance',
      hash: contentHash(JSON.stringify(balance)),
      empty: balance.stores.length === 0,
      kept: { in: 'registry', balance },
    },
    {
      name: 'now',
      hash: contentHash(JSON.stringify(episodes)),
      // The day before may only be about to keep those that it handed on, which must not outlive this day.
      empty: episodes.episodes.length === 0 && !hadOpenEpisodes,
      kept: { in: 'desk', episodes },
    },
  ];
}

function nameOf(item: StagedItem): string {
  return `${item.pk}|${item.sk}`;
}

function hashOrNewer(
  name: string,
  kept: Kept<{ readonly asOf: BusinessDay }> | undefined,
  asOf: BusinessDay,
): [string, string] | undefined {
  if (!kept) return undefined;
  return [name, kept.value.asOf > asOf ? 'newer' : kept.hash];
}
