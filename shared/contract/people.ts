import * as z from 'zod';
import { CHANNEL_KINDS, WEBHOOK_FORMS } from '#domain/notification/person-channel.ts';
import { PERSON_GROUPS } from '#domain/people/person.ts';
import { isPersonId } from '#domain/people/person-id.ts';
import { internationalNumber } from '#domain/people/phone-number.ts';
import { canonicalise } from '#domain/reading/canonical.ts';
import { bilingual, cursorOut, emailAddress, paging, phoneNumber, placeId, readableName, shownId } from './fields.ts';
import type { Operation } from './operation.ts';
import { webhookAddress, webhookSecret } from './webhook-fields.ts';

const OFFICER = 'p-m4tq7kzc2hxw9bnd';
const HEAD = 'p-w8ra5yeu3gsj6fpv';

const personId = z
  .string()
  .refine(isPersonId, 'an id as the list gives it')
  .meta({ description: 'A person, by the opaque id that the system made.', example: OFFICER });

const form = z.enum(WEBHOOK_FORMS).meta({
  description:
    'What is sent: our own body, or that of a service. Unproved: teams, slack and zalo follow public documentation, and were never sent to the service.',
});
const templateId = z
  .string()
  .regex(/^[\w.-]{1,64}$/, 'letters, digits, dots, hyphens and underscores, at most 64')
  .meta({ description: 'Of the form zalo: the template that is registered with the gateway.', example: '284100' });

const channel = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('mail'),
      address: emailAddress.meta({ description: 'Default: the first e-mail address.' }).exactOptional(),
    }),
    z.strictObject({
      kind: z.literal('webhook'),
      address: webhookAddress,
      secret: webhookSecret
        .meta({
          description:
            'Signs the messages; never shown again. Left out, the one of this address stays; teams and slack need none.',
        })
        .exactOptional(),
      form: form.default('binh-on'),
      phone: phoneNumber
        .meta({ description: 'Of the form zalo: who gets the message. Default: the telephone number.' })
        .exactOptional(),
      template: templateId.exactOptional(),
    }),
    z.strictObject({
      kind: z.literal('sms'),
      address: phoneNumber.meta({ description: 'Default: the telephone number.' }).exactOptional(),
    }),
  ])
  .meta({
    id: 'PersonChannelInput',
    description: 'A way by which the person is told. Text messages (sms) carry crises and their ends only.',
  });
type Channel = z.output<typeof channel>;

/** What a person's channels lack, in words, for whom telephones are the default of some. */
const CHANNEL_CHECKS: readonly (readonly [error: string, lacks: (channel: Channel, phone?: string) => boolean])[] = [
  [
    'an sms channel needs a number that takes text messages, such as 0900 000 200 or +84 900 000 200',
    (one, phone) => one.kind === 'sms' && isNoNumber(one.address ?? phone),
  ],
  [
    'a zalo webhook needs the id of its template',
    (one) => one.kind === 'webhook' && one.form === 'zalo' && one.template === undefined,
  ],
  [
    'a zalo webhook needs a phone that takes messages, such as 0900 000 200, or the person a telephone number',
    (one, phone) => one.kind === 'webhook' && one.form === 'zalo' && isNoNumber(one.phone ?? phone ?? ''),
  ],
  [
    'phone and template go with the form "zalo" only',
    (one) => one.kind === 'webhook' && one.form !== 'zalo' && (one.phone ?? one.template) !== undefined,
  ],
];

/** True for what is written and is no number; that something has to be written is another check's. */
function isNoNumber(written: string | undefined): boolean {
  return written !== undefined && internationalNumber(written) === undefined;
}

/** Longest text of an account's attribute that names the places, each with a blank behind it. */
const MOST_PLACES_TEXT = 2048;

const group = z.enum(PERSON_GROUPS).meta({
  description: 'staff works on alerts; lead also sets rules; admin also keeps the register and people.',
});
const places = z
  .array(placeId)
  .overwrite((ids) => [...new Set(ids)])
  .min(1)
  .max(200)
  .refine((ids) => ids.join(' ').length <= MOST_PLACES_TEXT, 'fewer places: name the zones that they lie in')
  .meta({ description: 'Place ids, each with all that lies inside; "*" is everywhere.', example: ['*'] });
const levels = z
  .array(z.enum(['watch', 'alert', 'crisis']))
  .overwrite((named) => [...new Set(named)])
  .min(1)
  .max(3)
  .meta({ description: 'Of which levels the person is told.', example: ['alert', 'crisis'] });
const language = z.enum(['vi', 'en']);

const BODY_EXAMPLE = {
  name: 'Nguyễn Hải Yến',
  phone: '0900 000 200',
  emails: ['can-bo-truc@example.vn'],
  group: 'staff',
  places: ['*'],
  deputy: HEAD,
  language: 'vi',
  channels: [{ kind: 'mail' }, { kind: 'sms' }],
  levels: ['alert', 'crisis'],
} as const;

const personBody = z
  .strictObject({
    name: readableName(120),
    phone: phoneNumber.exactOptional(),
    emails: z
      .array(emailAddress)
      .overwrite((addresses) => [...new Set(addresses)])
      .max(5)
      .default([])
      .meta({ description: 'The first is what the person signs in with.' }),
    group: group.default('staff'),
    places,
    deputy: z
      .string()
      .overwrite(canonicalise)
      .min(1)
      .max(120)
      .meta({ description: 'Who stands in: the id of an active person.', example: HEAD })
      .exactOptional(),
    language: language.default('vi'),
    channels: z.array(channel).max(6).default([]).meta({
      description:
        'How the person is told, in the order of choice: where one does not take a message, the next one is tried. None for who is not told.',
    }),
    levels: levels.default(['alert', 'crisis']),
    active: z
      .boolean()
      .meta({
        description: 'False: neither signs in nor is told. Left out, it stays as it is; a new person is active.',
      })
      .exactOptional(),
  })
  .refine(({ channels, emails }) => emails.length > 0 || !channels.some((one) => one.kind === 'mail' && !one.address), {
    error: 'a mail channel needs an address, or the person an e-mail address',
    path: ['channels'],
  })
  .refine(({ channels, phone }) => phone || !channels.some((one) => one.kind === 'sms' && !one.address), {
    error: 'an sms channel needs an address, or the person a telephone number',
    path: ['channels'],
  })
  .superRefine(({ channels, phone }, { addIssue }) => {
    for (const [index, one] of channels.entries()) {
      for (const [message, lacks] of CHANNEL_CHECKS) {
        if (lacks(one, phone)) addIssue({ code: 'custom', message, path: ['channels', index] });
      }
    }
  })
  .meta({ id: 'PersonInput', example: BODY_EXAMPLE });

const SHOWN = {
  id: OFFICER,
  name: { vi: BODY_EXAMPLE.name, en: BODY_EXAMPLE.name },
  group: 'staff',
  places: ['*'],
  active: true,
} as const;
const EXAMPLE = {
  ...SHOWN,
  phone: BODY_EXAMPLE.phone,
  emails: [...BODY_EXAMPLE.emails],
  deputy: HEAD,
  language: 'vi',
  channels: [
    { kind: 'mail', address: 'can-bo-truc@example.vn' },
    { kind: 'sms', address: '0900 000 200' },
  ],
  levels: ['alert', 'crisis'],
  hasAccount: true,
} as const;

const personShape = z.object({
  id: shownId,
  name: bilingual.meta({ description: 'The name; of an erased person what stands in its place.' }),
  group,
  places: z.array(z.string()),
  active: z.boolean(),
  erased: z.literal(true).exactOptional(),
  phone: z.string().exactOptional(),
  emails: z.array(z.string()).exactOptional(),
  deputy: shownId.exactOptional(),
  deputyName: bilingual.exactOptional(),
  language: language.exactOptional(),
  channels: z
    .array(
      z.object({
        kind: z.enum(CHANNEL_KINDS),
        address: z.string(),
        form: form.exactOptional(),
        phone: z.string().exactOptional(),
        template: z.string().exactOptional(),
      }),
    )
    .meta({ description: 'In the order of choice; never a secret. A webhook without a form takes our own body.' })
    .exactOptional(),
  levels: z.array(z.string()).exactOptional(),
  hasAccount: z.boolean().meta({ description: 'True once the person has been invited.' }).exactOptional(),
});

const personAnswer = personShape.meta({
  id: 'Person',
  description:
    'Leads and administrators see all of who shares a place with them, and everybody sees all of oneself; staff see name, group and places of their colleagues.',
  example: EXAMPLE,
});

const invitationAnswer = z
  .object({
    ...personShape.shape,
    sentTo: z
      .string()
      .meta({ description: 'A temporary password was mailed there; absent for who has signed in before.' })
      .exactOptional(),
    token: z.string().meta({ description: 'On one machine: signs in, and is shown once.' }).exactOptional(),
  })
  .meta({ id: 'InvitedPerson', example: { ...EXAMPLE, sentTo: 'can-bo-truc@example.vn' } });

const peopleAnswer = z
  .object({ items: z.array(personAnswer), cursor: cursorOut })
  .meta({ id: 'People', example: { items: [EXAMPLE, { ...SHOWN, id: HEAD, group: 'lead' }] } });

const onePerson = { tag: 'People', params: z.object({ id: personId }) } as const;

/** Who signs in, who acts, and who is told. */
export const PEOPLE_OPERATIONS = {
  'GET /v1/people': {
    summary: 'The people of your places',
    tag: 'People',
    query: z.strictObject(paging),
    status: 200,
    answer: peopleAnswer,
    refusals: [400, 422],
  },
  'POST /v1/people': {
    summary: 'Enters a person, who gets an opaque id; the account comes with the invitation',
    tag: 'People',
    body: personBody,
    status: 201,
    answer: personAnswer,
    refusals: [400, 422],
  },
  'GET /v1/people/{id}': {
    summary: 'One person',
    ...onePerson,
    status: 200,
    answer: personAnswer,
    refusals: [404, 422],
  },
  'PUT /v1/people/{id}': {
    summary: 'Changes a person, and with it the sign-in account',
    ...onePerson,
    body: personBody,
    status: 200,
    answer: personAnswer,
    refusals: [400, 404, 409, 422],
  },
  'DELETE /v1/people/{id}': {
    summary: 'Erases name, phone, addresses and the account of a person; harmless to repeat',
    description: 'What the person did stays, under an id that nobody can tell any more.',
    ...onePerson,
    status: 204,
    refusals: [404, 409, 422],
  },
  'POST /v1/people/{id}/invite': {
    summary: 'Makes the sign-in account, or invites once more; a disabled person is active again',
    ...onePerson,
    status: 200,
    answer: invitationAnswer,
    refusals: [404, 409, 422],
  },
  'POST /v1/people/{id}/disable': {
    summary: 'The person neither signs in nor is told any more; harmless to repeat',
    description: 'A token that is held already is good until it runs out: an hour at most in the cloud.',
    ...onePerson,
    status: 200,
    answer: personAnswer,
    refusals: [404, 409, 422],
  },
  'POST /v1/people/{id}/reset-second-factor': {
    summary: 'Forgets password and authenticator app of a person, who is invited as at first',
    ...onePerson,
    status: 200,
    answer: invitationAnswer,
    refusals: [404, 409, 422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
