import { describe, expect, test } from 'vitest';
import { deputyProblem, personMeant, viewOf } from '#domain/people/colleagues.ts';
import { nameOfPerson, recipientOf } from '#domain/people/person.ts';
import { isPersonId, PERSON_ID_BYTES, personIdFrom } from '#domain/people/person-id.ts';
import { placeMeant } from '#domain/people/place-meant.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { somePerson } from '#support/some-person.ts';

test('an id is made from bytes alone, and no other text passes for one', () => {
  const zeros = personIdFrom(new Uint8Array(PERSON_ID_BYTES));
  expect([zeros, isPersonId(zeros)]).toEqual(['p-aaaaaaaaaaaaaaaa', true]);
  expect(() => personIdFrom(new Uint8Array(PERSON_ID_BYTES - 1))).toThrow('16 bytes');
  const others = [
    'lan',
    'lan@example.vn',
    'p-',
    'p-aaaaaaaaaaaaaaa',
    `${zeros}a`,
    'p-aaaaaaaaaaaaaaal',
    'p-AAAAAAAAAAAAAAAA',
  ];
  expect(others.filter(isPersonId)).toEqual([]);
});

describe('who is told', () => {
  const mail = (address: string) => ({ kind: 'mail' as const, address });
  const webhook = { kind: 'webhook', address: 'https://hook.example/', secret: 'a-secret-of-the-webhook' } as const;

  test('is told by all channels in the own order', () => {
    const channels = [
      { kind: 'sms' as const, address: '0900 000 200' },
      mail('a@example.vn'),
      webhook,
      mail('b@example.vn'),
    ];
    const { id, places, levels, language, ...person } = somePerson({ personal: { channels } });
    expect(recipientOf({ id, places, levels, language, ...person })).toEqual({
      id,
      places,
      levels,
      language,
      channels,
    });
  });

  test('is told of crises only who has telephones alone', () => {
    const channels = [{ kind: 'sms' as const, address: '0900 000 200' }];
    expect(recipientOf(somePerson({ personal: { channels } }))).toMatchObject({ channels, crisesOnly: true });
  });

  test('is nobody who is disabled, erased, or has no channel', () => {
    const { personal: _personal, ...erased } = somePerson();
    const without = somePerson({ personal: { channels: [] } });
    for (const person of [somePerson({ active: false }), erased, without]) expect(recipientOf(person)).toBeUndefined();
    expect(nameOfPerson(erased)).toEqual({ vi: 'người đã xoá', en: 'a person who was removed' });
  });
});

describe('what colleagues see of each other', () => {
  const see = (viewer: string, groups: readonly ('staff' | 'lead' | 'admin')[], own: string[], theirs: string[]) =>
    viewOf(SMALL_CITY, { id: viewer, groups, places: own }, somePerson({ id: 'b', places: theirs }));

  test.each<[string, string[], string[], string, string]>([
    ['one ward', ['hoan-kiem'], ['hoan-kiem'], 'colleague', 'all'],
    ['a ward and its city', ['hoan-kiem'], ['ha-noi'], 'colleague', 'all'],
    ['a city and its ward', ['ha-noi'], ['hoan-kiem'], 'colleague', 'all'],
    ['everywhere and a province outside', ['*'], ['outside/hung-yen'], 'colleague', 'all'],
    ['two wards', ['hoan-kiem'], ['cua-nam'], 'none', 'none'],
    ['no place', [], ['*'], 'none', 'none'],
  ])('%s', (_, own, theirs, staff, lead) => {
    expect([see('a', ['staff'], own, theirs), see('a', ['lead'], own, theirs)]).toEqual([staff, lead]);
    expect(see('b', ['staff'], own, theirs)).toBe('all');
  });
});

test('a deputy is another person who is there', () => {
  const { personal: _personal, ...erased } = somePerson();
  expect(deputyProblem('a', 'a', somePerson({ id: 'a' }))).toBe('oneself');
  expect(deputyProblem('a', 'b', undefined)).toBe('unknown');
  expect(deputyProblem('a', 'b', erased)).toBe('unknown');
  expect(deputyProblem('a', 'b', somePerson({ active: false }))).toBe('inactive');
  expect(deputyProblem('a', 'b', somePerson())).toBeUndefined();
});

describe('what was meant', () => {
  const people = [
    somePerson({ id: 'p-anbacucdunghakha', personal: { name: 'Nguyễn Thu An', emails: ['an@example.vn'] } }),
    somePerson({ id: 'p-zzzzzzzzzzzzzzzz', personal: { name: 'Lê Văn Bình', emails: [] } }),
  ];
  test.each<[string, string | undefined]>([
    ['nguyen thu an', 'p-anbacucdunghakha'],
    ['AN@example.vn', 'p-anbacucdunghakha'],
    ['p-anbacucdunghakhb', 'p-anbacucdunghakha'],
    ['Trần Thị Lan', undefined],
    ['', undefined],
  ])('%j is the person %s', (written, id) => {
    expect(personMeant(written, people)?.id).toBe(id);
  });

  test.each<[string, string | undefined]>([
    ['Hoàn Kiếm', 'hoan-kiem'],
    ['phuong hoan kiem', 'hoan-kiem'],
    ['hoan-kien', 'hoan-kiem'],
    ['Hà Nội', 'ha-noi'],
    ['Sóc Sơn', 'soc-son'],
    ['atlantis', undefined],
    ['phường', undefined],
    ['', undefined],
  ])('%j is the place %s', (written, id) => {
    expect(placeMeant(written, SMALL_CITY.places.values())?.id).toBe(id);
  });
});
