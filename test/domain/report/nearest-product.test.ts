import { describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { nearestProducts, productNamed } from '#domain/report/nearest-product.ts';

const near = (written: string) => nearestProducts(written, hanoi.products.values()).map(({ id }) => id);

describe('what was meant by', () => {
  test.each([
    ['a code without a digit', '1.001', '01.0001'],
    ['a code that a spreadsheet took for a number', '1.001', '01.0010'],
    ['a code without its first zero', '1.0004', '01.0004'],
    ['a code with a digit too many', '01.00004', '01.0004'],
    ['a code with two digits in each other’s place', '01.0040', '01.0004'],
    ['an own code without a zero', 'bo.001', 'bo.0001'],
    ['a word of names', 'gạo', '01.0002'],
    ['a word without diacritics', 'gao', '01.0021'],
    ['a name', 'THỊT LỢN NẠC THĂN', '01.0004'],
    ['a name in another normal form', 'Cà chua'.normalize('NFD'), '01.0016'],
    ['a name with unseen marks', '\u202aTrứng vịt\u202c', '01.0028'],
  ])('%s is found', (_, written, product) => expect(near(written)).toContain(product));

  test('a word as it is written comes before one that differs in its diacritics', () => {
    expect(near('cá').map((id) => hanoi.products.get(id)?.name.vi.slice(0, 2))).toEqual(['Cá', 'Cá', 'Cá']);
  });

  test('nothing near is no hint', () => expect([near('máy giặt'), near(''), near('\u3164')]).toEqual([[], [], []]));
});

describe('a product', () => {
  test('is known by exactly its name, in any case and without its diacritics', () => {
    for (const name of ['Gạo nếp', 'gạo nếp', 'GAO NEP', 'Glutinous rice', ' Gạo\u00a0nếp']) {
      expect(productNamed(name, hanoi.products.values())?.id).toBe('01.0021');
    }
  });

  test.each(['gạo', 'Gạo nếp cái', ''])('is not guessed from %j', (name) => {
    expect(productNamed(name, hanoi.products.values())).toBeUndefined();
  });
});
