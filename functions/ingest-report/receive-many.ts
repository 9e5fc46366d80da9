import type { Language } from '#domain/language.ts';
import { present } from '#domain/present.ts';
import type { Product } from '#domain/product.ts';
import type { OwnArticles } from '#domain/report/own-article.ts';
import type { Store } from '#domain/store.ts';
import type { HttpAnswer } from '#runtime/http.ts';
import { shownRejections } from './describe-receipt.ts';
import { countIngested, type IngestCounts } from './ingest-counts.ts';
import type { IngestOutcome, Submission } from './ingest-report.ts';
import { type FileOutcome, receiveFile } from './receive-file.ts';
import { allOrNothing, nothingKept } from './refuse-file.ts';
import type { ReadFile } from './report-file.ts';

/** How a request wants its rows to be taken. */
export type How = Pick<Submission, 'mode' | 'dryRun' | 'confirmDrop' | 'source'>;

export interface ReceivePorts {
  /** Keeps store-days of one request. */
  readonly ingesting: () => (submission: Submission) => Promise<IngestOutcome>;
  readonly products: ReadonlyMap<string, Product>;
  /** A store of the retailer, or none: the caller does not learn whether it is another's. */
  readonly readStore: (retailer: string, store: string) => Promise<Store | undefined>;
  /** The retailer's own articles, for a file that must know them before its rows are read. */
  readonly articlesOf: (retailer: string) => Promise<OwnArticles>;
  readonly storesOf: (retailer: string) => Promise<readonly Store[]>;
  /** Told of everything that was taken and refused, but not of trials. */
  readonly count: (taken: IngestCounts) => void;
}

/** A file of many store-days, and how it is to be taken and told of. */
export interface ManyDays {
  readonly file: ReadFile;
  readonly retailer: string;
  readonly stores: readonly Store[];
  readonly how: How;
  readonly language: Language;
  /** What judging its rows heeds beside the rows themselves. */
  readonly rows: Pick<Submission, 'isTable' | 'repeats' | 'articles'>;
  /** Tells what became of it in the file's own terms. */
  readonly tell?: (outcome: FileOutcome) => FileOutcome;
}

/** Keeps the store-days of a file, or with `strict` all or none. Raises the refusal of a file of which nothing is kept. */
export async function receiveMany(ports: ReceivePorts, many: ManyDays): Promise<FileOutcome> {
  const { file, retailer, how, language, rows, tell = (outcome) => outcome } = many;
  const stores = new Map(many.stores.map((store) => [store.id, store]));
  const isStrict = how.mode === 'strict';
  // Strict is a matter of the whole file here, so that no day by itself is all or nothing.
  const mode = isStrict ? 'full' : how.mode;
  const ingest = ports.ingesting();
  const receive = async (dryRun: boolean) =>
    tell(
      await receiveFile(
        {
          products: ports.products,
          storeOf: (row) =>
            ((row.retailer ?? retailer) === retailer ? stores.get(row.store) : undefined) ?? 'unknown-store',
          ingest: (day) => ingest({ ...day, ...how, ...rows, mode, dryRun }),
        },
        file,
        language,
      ),
    );
  if (isStrict) {
    const trial = await receive(true);
    if (trial.rejections.length > 0) {
      if (!how.dryRun) ports.count(countIngested([], trial.rejections));
      throw allOrNothing(trial);
    }
  }
  const done = await receive(how.dryRun);
  if (!how.dryRun) ports.count(countIngested(done.outcomes, done.rejections));
  if (done.receipts.length === 0) throw nothingKept(done);
  return done;
}

/** The answer to a file of which something was kept. */
export function manyReceived({ receipts, rejections }: FileOutcome, dryRun: boolean): HttpAnswer {
  return {
    status: 200,
    body: present({ receipts, dryRun: dryRun || undefined, ...shownRejections(rejections) }),
    logged: { receipts: receipts.map(({ receipt }) => receipt) },
  };
}
