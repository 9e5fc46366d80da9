import { expect, test } from 'vitest';
import type { AuditEntry } from '#domain/audit-entry.ts';
import type { Store } from '#domain/store.ts';
import { aboutWhat } from '#functions/serve-staff/audit/place-of-subject.ts';

const STORE: Store = {
  retailer: 'an',
  id: 'an-1',
  name: 'Chợ',
  channel: 'market',
  places: [{ place: 'cua-nam', validFrom: '2026-01-01' }],
};
const about = aboutWhat([STORE], '2026-11-23');
const line = (subject: string, after?: unknown): AuditEntry => ({
  at: 0,
  by: 'lan',
  action: 'set-hold',
  subject,
  after,
});

test.each([
  ['alert/cua-nam_01.0004_up_2026-11-22', undefined, 'cua-nam', '01.0004'],
  ['suggestion/01.0004-up-2026-11-22_7', { place: 'cua-nam', product: '01.0004' }, 'cua-nam', '01.0004'],
  ['suggestion/cua-nam_01.0004_up_2026-11-22_7', { reason: 'price' }, 'cua-nam', undefined],
  ['suggestion/01.0004-up-2026-11-22_7', { reason: 'price' }, undefined, undefined],
  ['store/an/an-1', {}, 'cua-nam', undefined],
  ['store/an/gone', {}, undefined, undefined],
  ['doubt/2026-11-23~an~an-1~01.0004~154000', {}, 'cua-nam', '01.0004'],
  ['event/01.0004-up-2026-11-22', { store: 'an/an-1', product: '01.0004' }, 'cua-nam', '01.0004'],
  ['event/01.0004-up-2026-11-22', { note: 'x' }, undefined, undefined],
  ['threshold/01.0004', {}, undefined, '01.0004'],
  ['hold/h-1', { product: '01.0004', place: 'cua-nam' }, 'cua-nam', '01.0004'],
  ['refusal/01.0004#an/an-1#ba/ba-1', undefined, undefined, '01.0004'],
  ['person/p-1', { place: 'cua-nam' }, undefined, undefined],
  ['key/k', null, undefined, undefined],
  ['desk', 'text', undefined, undefined],
])('a line on %s with %j lies at %s and is of %s', (subject, after, place, product) => {
  expect(about(line(subject, after))).toEqual(
    expect.objectContaining({ ...(place && { place }), ...(product && { product }) }),
  );
  expect(about(line(subject, after)).place).toBe(place);
  expect(about(line(subject, after)).product).toBe(product);
});
