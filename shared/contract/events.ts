import * as z from 'zod';
import { EVENT_ACTS } from '#domain/event/event-act.ts';
import { EVENT_NEWS } from '#domain/notification/event-news.ts';
import { falseAlarmBody } from './alerts.ts';
import { unreachable } from './desk.ts';
import { HOAN_KIEM, PORK_LOIN } from './examples.ts';
import {
  actedBy,
  actedByName,
  bilingual,
  businessDay,
  count,
  cursorOut,
  direction,
  instant,
  instantOut,
  level,
  listOf,
  paging,
  percent,
  placeId,
  price,
  productId,
  readableText,
  rung,
} from './fields.ts';
import { HEADLINE_EXAMPLE, headline } from './headline.ts';
import type { Operation } from './operation.ts';
import { seenAtShop } from './seen-at-shop.ts';

const EVENT_STATES = [
  'open',
  'recovering',
  'acknowledged',
  'silenced',
  'false-alarm',
  'resolved',
  'withdrawn',
] as const;

const eventIdText = z.string().max(120).meta({ example: 'leaf-vegetables-up-2026-11-29' });

const eventGood = z
  .object({
    product: productId,
    productName: bilingual,
    unitName: bilingual,
    alert: z.string().meta({ description: 'The alert at the widest place, whose numbers these are.' }),
    place: placeId,
    placeName: bilingual,
    level,
    rung,
    figuresOn: businessDay,
    headline: headline.exactOptional(),
    observed: price.meta({ description: 'Median retail price of the place, VND per unit.' }),
    changePct: percent.meta({ description: "Median of the outlets' own changes: what the level is decided by." }),
    threshold: percent,
    agreeing: count,
    reporting: count,
    retailers: count,
    coverDays: z.number().exactOptional(),
  })
  .meta({ id: 'EventGood' });

const person = z.object({
  person: actedBy,
  personName: actedByName.exactOptional(),
  since: instantOut,
  dueAt: instantOut.exactOptional(),
});

const eventFields = {
  id: eventIdText,
  goodsName: bilingual.meta({ description: 'The group of goods, or the good.' }),
  sentence: bilingual.meta({ description: 'What has happened, in one sentence.' }),
  direction,
  ceiling: z.boolean().meta({ description: 'Prices over a ceiling of the state.' }),
  level,
  state: z.enum(EVENT_STATES).meta({ description: 'What the market does, or what somebody has said of the event.' }),
  owner: person
    .meta({ id: 'EventOwner', description: 'Who is on it; nobody once its level has risen.' })
    .exactOptional(),
  acts: count.meta({ description: 'How often somebody has acted on it so far; see `seenActs`.' }),
  version: count.meta({ description: 'Rises with level, goods and places, and when it ends or goes on.' }),
  since: businessDay.meta({ description: 'First day of its oldest alert.' }),
  openedAt: instantOut.meta({ description: 'When the system first saw it.' }),
  levelSince: instantOut.meta({ description: 'When its level was reached.' }),
  endedAt: instantOut.exactOptional(),
  asOf: businessDay.meta({ description: 'Business day of its latest figures.' }),
  silencedUntil: businessDay.exactOptional(),
  changes: z
    .object({ least: percent, greatest: percent })
    .meta({ description: 'Least and greatest headline of its goods, unrounded.' })
    .exactOptional(),
  coverDays: z.number().meta({ description: 'Least days of cover of its goods.' }).exactOptional(),
  goods: z.array(eventGood).meta({ description: 'Worst first.' }),
  wards: z
    .array(z.object({ id: placeId, name: bilingual }))
    .meta({ description: 'Innermost places with an alert of at least `alert`.' }),
  places: z.array(z.object({ id: placeId, name: bilingual })).meta({ description: 'The widest places of its alerts.' }),
  alerts: count.meta({ description: 'How many alerts are gathered in it.' }),
  isPartial: z
    .boolean()
    .meta({ description: 'True where it reaches places that are not yours: its numbers are those of yours.' }),
};

const EXAMPLE = {
  id: 'pork-up-2026-11-22',
  goodsName: PORK_LOIN.productName,
  sentence: {
    vi: 'Thịt lợn nạc thăn tăng 18 % ở Phường Hoàn Kiếm',
    en: 'Pork loin up 18% in Hoan Kiem Ward',
  },
  direction: 'up',
  ceiling: false,
  level: 'alert',
  state: 'acknowledged',
  owner: { person: 'p-m4tq7kzc2hxw9bnd', since: '2026-11-23T01:02:03.000Z' },
  acts: 1,
  version: 2,
  since: '2026-11-22',
  openedAt: '2026-11-22T08:00:00.000Z',
  levelSince: '2026-11-23T00:58:00.000Z',
  asOf: '2026-11-23',
  changes: { least: 18.461538462, greatest: 18.461538462 },
  goods: [
    {
      product: PORK_LOIN.product,
      productName: PORK_LOIN.productName,
      unitName: { vi: 'kg', en: 'kg' },
      alert: '00070_01.0004_up_2026-11-22',
      place: HOAN_KIEM.place,
      placeName: HOAN_KIEM.placeName,
      level: 'alert',
      rung: 'trailing',
      figuresOn: '2026-11-23',
      headline: HEADLINE_EXAMPLE,
      observed: 152500,
      changePct: 18.4,
      threshold: 15,
      agreeing: 14,
      reporting: 20,
      retailers: 4,
    },
  ],
  wards: [{ id: HOAN_KIEM.place, name: HOAN_KIEM.placeName }],
  places: [{ id: HOAN_KIEM.place, name: HOAN_KIEM.placeName }],
  alerts: 1,
  isPartial: false,
} as const;

export const eventAnswer = z.object(eventFields).meta({ id: 'Event', example: EXAMPLE });

const eventsAnswer = z
  .object({ items: z.array(eventAnswer), cursor: cursorOut })
  .meta({ id: 'Events', example: { items: [EXAMPLE] } });

const memberAlert = z
  .object({
    id: z.string(),
    place: placeId,
    placeName: bilingual,
    product: productId,
    productName: bilingual,
    level,
    status: z.enum(['open', 'recovering', 'resolved', 'withdrawn']),
    changePct: percent,
    openedOn: businessDay,
  })
  .meta({ id: 'EventAlert' });

const eventEntry = z
  .object({
    at: instantOut,
    kind: z.enum([
      'opened',
      'escalated',
      'lowered',
      'spread',
      'joined',
      'parted',
      'ended',
      'reopened',
      'verified',
      'message-sent',
      'message-returned',
      'message-failed',
      ...EVENT_ACTS,
    ]),
    level: level.exactOptional(),
    places: count.exactOptional(),
    event: z
      .string()
      .meta({ description: 'The other event that joined, or from which this one parted.' })
      .exactOptional(),
    by: actedBy.exactOptional(),
    byName: actedByName.exactOptional(),
    to: actedBy
      .meta({ description: 'Whom it was given to, or who was told; `topic` stands for all who subscribe to it.' })
      .exactOptional(),
    toName: actedByName.exactOptional(),
    dueAt: instantOut.exactOptional(),
    until: businessDay.exactOptional(),
    store: z.string().meta({ description: 'Of what was verified: `<retailer>/<store>`.' }).exactOptional(),
    storeName: z.string().exactOptional(),
    ...seenAtShop,
    news: z.enum(EVENT_NEWS).meta({ description: 'What a message said has happened.' }).exactOptional(),
    channel: z.string().meta({ description: 'The way of a message.', example: 'mail' }).exactOptional(),
    attempts: count.meta({ description: 'How often a message was tried that nobody accepted.' }).exactOptional(),
    reason: z
      .string()
      .meta({ description: 'A stable code: why it was false, or of a message that came back `bounced` or `unwanted`.' })
      .exactOptional(),
    note: z.string().exactOptional(),
  })
  .meta({ id: 'EventEntry' });

const eventDetailAnswer = z
  .object({
    ...eventFields,
    joined: z.array(z.string()).meta({ description: 'Ids of events that are part of this one now.' }),
    nextEscalationAt: instantOut
      .meta({ description: 'When the next person is told if nobody takes it over.' })
      .exactOptional(),
    unreachable: z.array(unreachable),
    members: z.array(memberAlert).meta({ description: 'Its alerts, worst first: live ones while there are any.' }),
    timeline: z.array(eventEntry).meta({ description: 'Oldest first.' }),
  })
  .meta({
    id: 'EventDetail',
    example: {
      ...EXAMPLE,
      joined: [],
      unreachable: [],
      members: [
        {
          id: '00070_01.0004_up_2026-11-22',
          place: HOAN_KIEM.place,
          placeName: HOAN_KIEM.placeName,
          product: PORK_LOIN.product,
          productName: PORK_LOIN.productName,
          level: 'alert',
          status: 'open',
          changePct: 18.4,
          openedOn: '2026-11-22',
        },
      ],
      timeline: [
        { at: '2026-11-22T08:00:00.000Z', kind: 'opened', level: 'watch', places: 1 },
        { at: '2026-11-23T00:58:00.000Z', kind: 'escalated', level: 'alert', places: 1 },
        { at: '2026-11-23T01:02:03.000Z', kind: 'acknowledge', by: 'p-m4tq7kzc2hxw9bnd', level: 'alert' },
      ],
    },
  });

const note = readableText(1000);

/** What keeps two officers from acting over each other. */
const seenActs = count
  .meta({
    description:
      '`acts` of the event as the person has seen it: where somebody else has acted since, 409 `acted-meanwhile` tells who did what when, and nothing is done.',
  })
  .exactOptional();

const takeBody = z
  .strictObject({ note: note.exactOptional(), dueAt: instant.exactOptional(), seenActs })
  .meta({ id: 'TakeEvent', example: { note: 'Đã gọi ban quản lý chợ' } });

const assignBody = z
  .strictObject({
    to: z
      .string()
      .min(1)
      .max(80)
      .meta({ description: 'The person whom it is given to.', example: 'p-m4tq7kzc2hxw9bnd' }),
    dueAt: instant.exactOptional(),
    note: note.exactOptional(),
    seenActs,
  })
  .meta({ id: 'AssignEvent', example: { to: 'p-m4tq7kzc2hxw9bnd', dueAt: '2026-11-23T10:00:00+07:00' } });

const silenceBody = z
  .strictObject({
    until: businessDay.meta({ description: 'Last day of the silence: today or later, at most 90 days ahead.' }),
    note: note.meta({ description: 'Why.' }),
    seenActs,
  })
  .meta({
    id: 'SilenceEvent',
    example: { until: '2026-11-30', note: 'Đã có phương án điều phối, theo dõi hằng ngày' },
  });

const noteBody = z
  .strictObject({ note: note.exactOptional(), seenActs })
  .meta({ id: 'EventNote', example: { note: 'Giá ghi nhầm đơn vị' } });

const falseEventBody = falseAlarmBody
  .safeExtend({ seenActs })
  .meta({ id: 'FalseEvent', example: { reason: 'promotion', note: 'Hai chuỗi cùng khuyến mại trong tuần' } });

export const eventParams = z.object({ id: eventIdText });

const eventAct = {
  tag: 'Events',
  params: eventParams,
  status: 200,
  answer: eventAnswer,
  refusals: [400, 404, 409, 422],
} as const;

/** Events: alerts that belong together, and what staff do with all of them at once. */
export const EVENT_OPERATIONS = {
  'GET /v1/events': {
    summary: 'Events: live ones first, worst first; then past ones, newest first',
    description:
      'An event gathers the live alerts of one good, or of one group of goods, in one direction, that began at most two days apart at places that are near. Live events: by level, then those that nobody is on, then by cover, by places, newest.',
    tag: 'Events',
    query: z.strictObject({
      state: listOf(EVENT_STATES, 'open').exactOptional(),
      level: listOf(['watch', 'alert', 'crisis'], 'alert,crisis').exactOptional(),
      place: placeId.meta({ description: 'With all that lies inside.' }).exactOptional(),
      product: productId.exactOptional(),
      ...paging,
    }),
    status: 200,
    answer: eventsAnswer,
    refusals: [400, 404, 422],
  },
  'GET /v1/events/{id}': {
    summary: 'An event with its alerts and its timeline; one that was joined into another answers as that one',
    tag: 'Events',
    params: eventParams,
    status: 200,
    answer: eventDetailAnswer,
    refusals: [404],
  },
  'POST /v1/events/{id}/acknowledge': {
    summary: 'Takes it over: whoever asks is on it, until its level rises',
    ...eventAct,
    body: takeBody,
    bodyIsOptional: true,
  },
  'POST /v1/events/{id}/assign': { summary: 'Gives it to somebody', ...eventAct, body: assignBody },
  'POST /v1/events/{id}/resolve': {
    summary: 'Closes it by hand; a rise of its level opens it again',
    ...eventAct,
    body: noteBody,
    bodyIsOptional: true,
  },
  'POST /v1/events/{id}/silence': {
    summary: 'Keeps it quiet until a day, with the reason; a rise of its level is told and asks again',
    ...eventAct,
    body: silenceBody,
  },
  'POST /v1/events/{id}/false-alarm': {
    summary: 'States for the record that it was no event, and why',
    ...eventAct,
    body: falseEventBody,
    bodyIsOptional: true,
  },
} as const satisfies Readonly<Record<string, Operation>>;
