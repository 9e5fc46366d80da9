import type { AnswerOf } from '#contract/operations.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { correctionsIn, type KeptFinding } from '#domain/event/finding.ts';
import type { Bilingual } from '#domain/language.ts';
import { present } from '#domain/present.ts';
import type { Store } from '#domain/store.ts';
import { storeKey } from '#domain/store.ts';
import { namesOfProduct } from '../http/names.ts';

type FoundAnswer = NonNullable<AnswerOf<'GET /v1/events/{id}/shops'>['items'][number]['goods'][number]['found']>;

/** What was found, beside the shop and the good that it was found of. */
export function describeFound({ verdict, seenPrice, note, at, receivedAt, by }: KeptFinding): FoundAnswer {
  return present({ verdict, seenPrice, note, at: instant(at), receivedAt: instant(receivedAt), by });
}

/** Findings as lines of a timeline: shop and good by their names, and each correction as one. */
export function findingEntries(
  catalogue: Catalogue,
  findings: readonly KeptFinding[],
  nameOf: NameOfStore,
): FindingEntry[] {
  const { correctedBy, corrects } = correctionsIn(findings);
  return findings.map((finding) => {
    const { store, product, verdict, reported, seenPrice, isStillBeyond, note, at, by } = finding;
    const [later, earlier] = [correctedBy(finding), corrects(finding)];
    return present<FindingEntry>({
      kind: 'verified',
      at: instant(at),
      by,
      store,
      storeName: nameOf(store),
      product,
      productName: product === undefined ? undefined : namesOfProduct(catalogue, product).productName,
      verdict,
      reported,
      seenPrice,
      isStillBeyond,
      note,
      correctedAt: later && instant(later.at),
      corrects: earlier && instant(earlier.at),
    });
  });
}

type SaidOfShop = 'store' | 'product' | 'verdict' | 'reported' | 'seenPrice' | 'isStillBeyond' | 'note' | 'by';

interface FindingEntry extends Pick<KeptFinding, SaidOfShop> {
  readonly kind: 'verified';
  readonly at: string;
  readonly storeName: string;
  readonly productName?: Bilingual;
  readonly correctedAt?: string;
  readonly corrects?: string;
}

type NameOfStore = (store: string) => string;

/** Names of stores by their keys; one that is not registered any more is named by its key. */
export function namesOfStores(stores: readonly Pick<Store, 'retailer' | 'id' | 'name'>[]): NameOfStore {
  const names = new Map<string, string>(stores.map(({ retailer, id, name }) => [storeKey(retailer, id), name]));
  return (store) => names.get(store) ?? store;
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
