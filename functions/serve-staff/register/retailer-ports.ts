import type { AnswerOf } from '#contract/operations.ts';
import type { AuditEntry } from '#domain/audit-entry.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { present } from '#domain/present.ts';
import type { Retailer, Store } from '#domain/store.ts';
import { Problem } from '#runtime/problem.ts';
import type { AuditPort } from '../http/audit.ts';

/** One key of a retailer; instants in milliseconds since the epoch. */
export interface Key {
  readonly id: string;
  readonly hash: string;
  readonly createdAt: number;
  readonly revokedAt?: number;
}

export type RetailerRecord = Retailer & { readonly keys: readonly Key[] };

interface Kept<T> {
  readonly value: T;
  readonly hash: string;
}

/** The register of retailers: a write names the hash it read, and is false when another change came between. */
export interface RetailerPorts extends AuditPort {
  readonly readRetailer: (id: string) => Promise<Kept<RetailerRecord> | undefined>;
  readonly putRetailer: (
    record: RetailerRecord,
    expected: string | undefined,
    lines: readonly AuditEntry[],
  ) => Promise<boolean>;
}

export interface StorePorts extends RetailerPorts {
  readonly readStore: (retailer: string, store: string) => Promise<Kept<Store> | undefined>;
  readonly putStore: (store: Store, expected: string | undefined, lines: readonly AuditEntry[]) => Promise<boolean>;
  readonly today: () => BusinessDay;
  readonly catalogue: Catalogue;
}

/** The retailer of a path as it is kept. Raises `unknown-retailer` (404). */
export async function requireRetailer(ports: RetailerPorts, id: string): Promise<Kept<RetailerRecord>> {
  const kept = await ports.readRetailer(id);
  if (kept) return kept;
  throw new Problem(404, 'unknown-retailer', {
    vi: 'Chưa có đơn vị này. Đăng ký trước bằng PUT /v1/retailers/{id}.',
    en: 'There is no such retailer. Register it first with PUT /v1/retailers/{id}.',
  });
}

/** A retailer without the hashes of its keys. */
export function describeRetailer({
  id,
  name,
  contact,
  webhook,
  keys,
}: RetailerRecord): AnswerOf<'PUT /v1/retailers/{id}'> {
  return present<AnswerOf<'PUT /v1/retailers/{id}'>>({
    id,
    name,
    contact,
    webhook: webhook && { address: webhook.address },
    keys: keys.map((key) =>
      present({
        keyId: key.id,
        createdAt: new Date(key.createdAt).toISOString(),
        revokedAt: key.revokedAt === undefined ? undefined : new Date(key.revokedAt).toISOString(),
      }),
    ),
  });
}
