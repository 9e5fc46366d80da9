import type { ReceivedFrom, RequestTo } from '#contract/client.ts';

export type Person = ReceivedFrom<'GET /v1/people'>['items'][number];
export type PersonBody = Extract<RequestTo<'PUT /v1/people/{id}'>, { readonly body: unknown }>['body'];
export type Channel = NonNullable<PersonBody['channels']>[number];
export type Group = Person['group'];

export const GROUPS: readonly Group[] = ['staff', 'lead', 'admin'];
export const EVERYWHERE = '*';

/** What tells of people. */
export const PEOPLE_ANSWERS = ['GET /v1/people', 'GET /v1/desk'] as const;

/** What an act changes of a person, as it would be kept again. */
export function bodyOf(person: Person): PersonBody {
  const { name, phone, emails, group, places, deputy, language, channels, levels } = person;
  return {
    name: name.vi,
    group,
    places,
    ...(phone === undefined ? {} : { phone }),
    ...(emails && { emails }),
    ...(deputy === undefined ? {} : { deputy }),
    ...(language && { language }),
    ...(channels && { channels: channels.map(({ kind, address }) => ({ kind, address })) }),
    ...(levels && { levels: LEVELS.filter((level) => levels.includes(level)) }),
  };
}

export const LEVELS = ['watch', 'alert', 'crisis'] as const;
