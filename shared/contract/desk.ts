import * as z from 'zod';
import { DEFAULT_DESK } from '#domain/duty/desk-settings.ts';
import { isPersonId } from '#domain/people/person-id.ts';
import { actedBy, actedByName, bilingual, businessDay, instantOut, level } from './fields.ts';
import type { Operation } from './operation.ts';

const OFFICER = 'p-m4tq7kzc2hxw9bnd';
const HEAD = 'p-w8ra5yeu3gsj6fpv';

const personId = z
  .string()
  .refine(isPersonId, 'an id as /v1/people gives it')
  .meta({ description: 'A person, by the opaque id that the system made.', example: OFFICER });

/** Two weeks: longer waits are no escalation. */
const minutes = z.int().min(0).max(20_160);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day like 06:30');

const daysOf = z
  .strictObject({ who: personId, from: businessDay, to: businessDay })
  .refine(({ from, to }) => from <= to, { error: 'a last day that is not before the first', path: ['to'] });

const target = z.union([z.enum(['duty', 'lead', 'director']), personId]);

const levelSteps = z
  .strictObject({
    remindAfter: z.array(minutes).max(12).meta({
      description: 'Minutes since the level was reached: whoever was told is reminded; then once each 24 hours.',
    }),
    escalate: z
      .array(z.strictObject({ afterMinutes: minutes, tell: target }))
      .max(12)
      .meta({ description: 'Minutes since the level was reached, and whom else it is told.' }),
    stalledAfter: minutes.meta({ description: 'Minutes without an act, a verification or an answer to a call.' }),
    stalledNextAfter: minutes.meta({ description: 'Minutes after that reminder: then the lead is told.' }),
    insteadAfter: minutes.meta({ description: 'Minutes since a first failed try: then the next person is told.' }),
  })
  .meta({ id: 'LevelSteps', description: 'What happens with an event of this level while nobody is on it.' });

const settings = {
  crisis: levelSteps,
  alert: levelSteps,
  lead: personId.meta({ description: 'Who leads the desk; without, everybody of the group lead.' }),
  director: personId.meta({ description: 'Whom the lead answers to; without, the administrators.' }),
  rota: z
    .array(daysOf)
    .max(400)
    .meta({ description: 'Who has duty, by day or week; of entries for a day the one that begins last counts.' }),
  leave: z.array(daysOf).max(400).meta({ description: 'Who is away: the deputy stands in.' }),
  handOverAt: timeOfDay.meta({ description: 'When duty is handed over.' }),
  quietHours: z
    .strictObject({
      from: timeOfDay,
      to: timeOfDay,
      except: z.array(level).max(4).meta({ description: 'Levels that are told at any hour.' }),
      daysOff: z.boolean().meta({ description: 'On days off only who has duty hears of all others.' }),
    })
    .refine(({ from, to }) => from !== to, {
      error: 'an end that is not the beginning, or null for none',
      path: ['to'],
    })
    .nullable()
    .meta({ description: 'When people are left in peace: what falls into it is told when it ends.' }),
  daysOff: z.array(businessDay).max(60).meta({ description: 'Days off beside weekends and public holidays.' }),
  workingDays: z.array(businessDay).max(60).meta({ description: 'Weekends and holidays that are worked.' }),
  digest: z.boolean().meta({ description: 'At the cut-off: what has changed and was not told.' }),
  calmMailAt: timeOfDay.nullable().meta({ description: 'When a mail says that nothing is on; null for never.' }),
  remindShopsAt: timeOfDay.nullable().meta({
    description: 'When shops without a report are reminded, once a day and before the cut-off; null for never.',
  }),
};

const shown = z.object({
  ...settings,
  lead: settings.lead.exactOptional(),
  director: settings.director.exactOptional(),
});

export const deskSettingsAnswer = z
  .object({
    settings: shown,
    changed: z.array(z.string()).meta({ description: 'What differs from the defaults of this deployment.' }),
    by: actedBy.exactOptional(),
    byName: actedByName.exactOptional(),
    at: instantOut.exactOptional(),
  })
  .meta({
    id: 'DeskSettings',
    description: 'Who is told when nobody is on an event, who stands behind whom, and when people are left in peace.',
    example: {
      settings: { ...DEFAULT_DESK, lead: HEAD, rota: [{ who: OFFICER, from: '2026-11-23', to: '2026-11-29' }] },
      changed: ['lead', 'rota'],
      by: HEAD,
      at: '2026-11-23T01:00:00.000Z',
    },
  });

const deskSettingsBody = z
  .strictObject(settings)
  .partial()
  .meta({
    id: 'DeskSettingsChange',
    description: 'What differs from the defaults; all else has its default from then on.',
    example: { lead: HEAD, rota: [{ who: OFFICER, from: '2026-11-23', to: '2026-11-29' }] },
  });

const named = { person: personId, personName: bilingual.exactOptional() };

export const unreachable = z
  .object({ ...named, since: instantOut.meta({ description: 'Of the first try that failed.' }) })
  .meta({ id: 'Unreachable', description: 'A person whose messages have failed ever since.' });

const deskAnswer = z
  .object({
    onDuty: z.array(z.object(named)),
    lead: z.array(z.object(named)),
    director: z.array(z.object(named)),
    unreachable: z.array(
      z.object({
        ...named,
        because: z.enum(['failed', 'no-channel']),
        since: instantOut.exactOptional(),
        events: z.array(z.string()).meta({ description: 'Of which messages failed.' }),
      }),
    ),
    unattended: z
      .array(
        z.object({
          event: z.string(),
          level,
          since: instantOut.meta({ description: 'Since when nobody has been on it.' }),
          nextEscalationAt: instantOut.exactOptional(),
        }),
      )
      .meta({ description: 'Events of alert and crisis that nobody is on, the worst first, then the longest.' }),
  })
  .meta({
    id: 'Desk',
    description: 'Who is there now, who cannot be reached, and what nobody is on.',
    example: {
      onDuty: [{ person: OFFICER }],
      lead: [{ person: HEAD }],
      director: [{ person: HEAD }],
      unreachable: [],
      unattended: [
        {
          event: 'leaf-vegetables-up-2026-11-29',
          level: 'crisis',
          since: '2026-11-29T01:05:00.000Z',
          nextEscalationAt: '2026-11-29T01:35:00.000Z',
        },
      ],
    },
  });

/** Who is at the desk, and how it works. */
export const DESK_OPERATIONS = {
  'GET /v1/desk': {
    summary: 'Who is on duty now, who cannot be reached, and which events nobody is on',
    tag: 'Events',
    status: 200,
    answer: deskAnswer,
    refusals: [],
  },
  'GET /v1/desk-settings': {
    summary: 'Who is told when nobody is on an event, and when people are left in peace',
    tag: 'Rules',
    status: 200,
    answer: deskSettingsAnswer,
    refusals: [],
  },
  'PUT /v1/desk-settings': {
    summary: 'Sets how the desk works, from the next look on',
    tag: 'Rules',
    body: deskSettingsBody,
    status: 200,
    answer: deskSettingsAnswer,
    refusals: [400, 422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
