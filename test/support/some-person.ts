import type { Person, PersonalData } from '#domain/people/person.ts';

/** An officer of the whole city who is mailed of every alert, with what a test says otherwise. */
export function somePerson({
  personal,
  ...facts
}: Partial<Omit<Person, 'personal'>> & { readonly personal?: Partial<PersonalData> } = {}): Person {
  const id = facts.id ?? 'p-anbacucdunghakha';
  const address = `${id}@example.vn`;
  return {
    id,
    group: 'staff',
    places: ['*'],
    language: 'vi',
    levels: ['alert', 'crisis'],
    active: true,
    ...facts,
    personal: {
      name: 'Trần Thị Lan',
      emails: [address],
      channels: [{ kind: 'mail', address }],
      ...personal,
    },
  };
}
