import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { behind, deskFor, onDuty, personsFor, presenceOf, standInFor } from '#domain/duty/who-is-on-duty.ts';
import { PERSON_GROUPS } from '#domain/people/person.ts';
import { runsOf } from '#support/seeds.ts';
import { somePerson } from '#support/some-person.ts';
import { at, officeWith, someDesk } from './some-desk.ts';

const NOON = at('12:00');
const leave = [{ who: 'lan', from: '2026-11-25', to: '2026-11-26' }];

describe('on duty is', () => {
  test('who the rota names, a day before its week', () => {
    const rota = [
      { who: 'lan', from: '2026-11-23', to: '2026-11-29' },
      { who: 'minh', from: '2026-11-25', to: '2026-11-25' },
    ];
    expect(onDuty(someDesk({ rota }), NOON)).toEqual(['minh']);
    expect(onDuty(someDesk({ rota }), at('12:00', '2026-11-26'))).toEqual(['lan']);
  });

  test('who had it the evening before, until the hour of handing over', () => {
    const rota = [
      { who: 'lan', from: '2026-11-24', to: '2026-11-24' },
      { who: 'minh', from: '2026-11-25', to: '2026-11-25' },
    ];
    expect(onDuty(someDesk({ rota }), at('03:00'))).toEqual(['lan']);
    expect(onDuty(someDesk({ rota }), at('07:30'))).toEqual(['minh']);
  });

  test('the deputy of who is on leave, inactive, erased or has no channel', () => {
    expect(onDuty(someDesk({ leave }), NOON)).toEqual(['minh']);
    const desks = [{ active: false }, { personal: { name: 'Lan', emails: [], channels: [] } }].map((change) =>
      someDesk({}, officeWith({ lan: change })),
    );
    for (const desk of desks) expect(onDuty(desk, NOON)).toEqual(['minh']);
  });

  test('who has a telephone alone, for a crisis, where text messages are sent; else the deputy', () => {
    const personal = { name: 'Lan', emails: [], channels: [{ kind: 'sms' as const, address: '0900 000 200' }] };
    const desk = someDesk({}, officeWith({ lan: { personal } }));
    expect(onDuty(deskFor(desk, 'crisis'), NOON)).toEqual(['lan']);
    expect(onDuty(deskFor(desk, 'alert'), NOON)).toEqual(['minh']);
    const without = { ...desk, toldBy: ['mail', 'webhook'] as const };
    for (const level of ['crisis', 'alert'] as const) expect(onDuty(deskFor(without, level), NOON)).toEqual(['minh']);
    expect([presenceOf('lan', desk, NOON), presenceOf('lan', without, NOON)]).toEqual(['here', 'no-way']);
  });

  test('the lead, the director and then anybody, where nobody of the rota is there', () => {
    const away = (...ids: string[]) =>
      someDesk({}, officeWith(Object.fromEntries(ids.map((id) => [id, { active: false }]))));
    expect(onDuty(away('lan', 'minh'), NOON)).toEqual(['lead']);
    expect(onDuty(away('lan', 'minh', 'lead'), NOON)).toEqual(['director']);
    expect(onDuty(someDesk({ rota: [] }), NOON)).toEqual(['lead']);
  });

  test('never nobody while anybody can be told, and nobody who cannot', () => {
    const someone = fc.record({
      group: fc.constantFrom(...PERSON_GROUPS),
      active: fc.boolean(),
      hasWay: fc.boolean(),
      isAway: fc.boolean(),
      deputy: fc.option(fc.nat(4), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(someone, { maxLength: 5 }),
        fc.array(fc.nat(5), { maxLength: 3 }),
        fc.option(fc.nat(5)),
        fc.option(fc.nat(5)),
        (drawn, rota, lead, director) => {
          const people = drawn.map(({ group, active, hasWay, deputy }, index) => ({
            ...somePerson({ id: `p${index}`, group, active, personal: hasWay ? {} : { channels: [] } }),
            ...(deputy === undefined ? {} : { deputy: `p${deputy}` }),
          }));
          const days = { from: '2026-11-25', to: '2026-11-25' };
          const desk = {
            ...someDesk(
              {
                lead: `p${lead}`,
                director: `p${director}`,
                rota: rota.map((index) => ({ ...days, who: `p${index}` })),
                leave: drawn.flatMap(({ isAway }, index) => (isAway ? [{ ...days, who: `p${index}` }] : [])),
              },
              people,
            ),
          };
          const tellable = people.filter(({ id }) => ['here', 'on-leave'].includes(presenceOf(id, desk, NOON)));
          const isHere = tellable.some(({ id }) => presenceOf(id, desk, NOON) === 'here');
          for (const target of ['duty', 'lead', 'director', 'p0'] as const) {
            const persons = personsFor(target, desk, NOON);
            expect(persons.length > 0).toBe(tellable.length > 0);
            for (const person of persons) {
              expect(presenceOf(person, desk, NOON)).toBe(isHere ? 'here' : 'on-leave');
            }
          }
          for (const { id } of people) {
            const others = behind(id, desk, NOON);
            expect(others).not.toContain(id);
            expect(others.length > 0).toBe(tellable.some((other) => other.id !== id));
          }
        },
      ),
      { numRuns: runsOf({ few: 200, all: 3000 }) },
    );
  });
});

test('deputies of deputies stand in, and a circle of them ends', () => {
  expect(standInFor('lan', someDesk({ leave }), NOON)).toBe('minh');
  const both = [...leave, { ...leave[0], who: 'minh' }] as typeof leave;
  expect(standInFor('lan', someDesk({ leave: both }), NOON)).toBeUndefined();
});
