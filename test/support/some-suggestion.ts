import type { Suggestion } from '#domain/matching/suggestion.ts';

/** A proposal of 23/11/2026: Hoa Sen could move pork from its shop "a" to its shop "b". */
export function someSuggestion(alert: string, changes: Partial<Suggestion> = {}): Suggestion {
  const side = { retailer: 'hoa-sen', retailerName: 'Hoa Sen', storeName: 'A', place: 'x', contact: { name: 'Lan' } };
  return {
    id: `${alert}_pair`,
    alert,
    product: '01.0004',
    quantityMilli: 90_000,
    spareMilli: 1_000_000,
    from: { ...side, store: 'a' },
    to: { ...side, store: 'b' },
    distanceKm: 1.4,
    cost: 28_530,
    cover: { from: { before: 50, after: 41 }, to: { before: 0.2, after: 2 } },
    need: { source: 'sales', confidence: 'high' },
    figures: { from: '2026-11-23', to: '2026-11-23' },
    reasons: ['own-chain'],
    basis: { leftMilli: 910_000, keepBackMilli: 20_000, loadShare: 0.036 },
    comparison: {
      alternatives: [
        {
          from: { ...side, store: 'c' },
          product: '01.0005',
          distanceKm: 2.1,
          paidMorePerUnit: 8,
          rankedMorePerUnit: 4_008,
          because: 'substitute',
        },
      ],
      limit: { kind: 'saves', savingPerUnit: 240 },
    },
    state: 'proposed',
    madeOn: '2026-11-23',
    validThrough: '2026-11-26',
    ...changes,
  };
}
