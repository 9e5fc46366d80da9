import * as z from 'zod';
import { ALERT_ACTIONS } from '#domain/alert/alert.ts';
import { FALSE_ALARM_REASONS } from '#domain/alert/false-alarm-reason.ts';
import { RESOLUTIONS } from '#domain/detection/episode.ts';
import { HOAN_KIEM, PORK_LOIN } from './examples.ts';
import {
  actedBy,
  actedByName,
  author,
  bilingual,
  businessDay,
  cause,
  count,
  cursorOut,
  direction,
  habitShape,
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
  unit,
} from './fields.ts';
import { HEADLINE_EXAMPLE, headline } from './headline.ts';
import type { Operation } from './operation.ts';
import { seenAtShop } from './seen-at-shop.ts';

const ALERT_STATES = [
  'open',
  'acknowledged',
  'recovering',
  'resolved',
  'silenced',
  'false-alarm',
  'withdrawn',
] as const;

const falseAlarmReason = z
  .enum(FALSE_ALARM_REASONS)
  .meta({ description: 'Why it was no event, as it is counted.', example: 'promotion' });

const alertFields = {
  id: z.string().meta({ example: '00070_01.0004_up_2026-11-22' }),
  place: placeId,
  placeName: bilingual,
  product: productId,
  productName: bilingual,
  unit,
  unitName: bilingual,
  direction,
  level,
  state: z.enum(ALERT_STATES).meta({ description: "The market's status, or what people did with this version." }),
  status: z
    .enum(['open', 'recovering', 'resolved', 'withdrawn'])
    .meta({ description: 'What the market alone says; a correction of the figures withdraws.' }),
  silencedUntil: businessDay.meta({ description: 'Last day of the silence, while it holds.' }).exactOptional(),
  falseAlarm: z
    .object({
      at: instantOut,
      ...author,
      version: count,
      reason: falseAlarmReason.exactOptional(),
      note: z.string().exactOptional(),
      alert: z
        .string()
        .meta({
          description:
            'The alert of a wider place of which it was said, and of this one with it; absent if it is not yours.',
        })
        .exactOptional(),
    })
    .meta({
      id: 'FalseAlarm',
      description:
        'The latest statement that it was a false alarm; it stays, whatever the market or people do later. Whoever counts successes of detection leaves such an alert out.',
    })
    .exactOptional(),
  version: count.meta({ description: 'Rises with status and level only.' }),
  rung,
  openedOn: businessDay,
  escalatedOn: businessDay.meta({ description: 'Day on which the level was reached.' }).exactOptional(),
  resolvedOn: businessDay.exactOptional(),
  resolution: z
    .enum(RESOLUTIONS)
    .meta({
      description:
        'How the market ended it: the price went back, counts as a new level (it settled there, or moved for too long), or was not reported for three weeks.',
    })
    .exactOptional(),
  noDataSince: businessDay
    .meta({ description: 'From this day on nothing that was reported could be compared; absent while data come.' })
    .exactOptional(),
  asOf: businessDay.meta({ description: 'Latest assessed day.' }),
  figuresOn: businessDay.meta({
    description:
      'The day of the figures from `headline` to `cause`: that on which the level was reached. Later days are in the market and the evidence.',
  }),
  headline: headline.exactOptional(),
  observed: price.meta({ description: 'Median price, VND for one unit; no part of the headline.' }),
  reference: price.meta({
    description: 'Median of what it is compared with; `headline.middle` has two that divide to its change.',
  }),
  changePct: percent.meta({ description: "Median of the outlets' own changes: what the level is decided by." }),
  threshold: percent.meta({ description: 'Internal threshold that was passed, percent.' }),
  ownThreshold: percent
    .meta({ description: "As the administration set it, before it was widened by the place's usual movement." })
    .exactOptional(),
  agreeing: count,
  reporting: count.meta({ description: 'Outlets compared, also silent ones with what they said last within a week.' }),
  retailers: count,
  lagDays: count.exactOptional(),
  coverDays: z.number().exactOptional(),
  seasonPct: percent.meta({ description: 'What the season let expect, on the rung `season`.' }).exactOptional(),
  habit: z
    .object(habitShape)
    .meta({ description: 'What is usual on the day by the calendar; `reference` has moved with it.' })
    .exactOptional(),
  score: z.number().meta({ description: 'Value of the indicator, on the rungs `alps` and `ifpa`.' }).exactOptional(),
  month: z.string().meta({ description: 'Month of which the indicator speaks.', example: '2026-10' }).exactOptional(),
  cause,
  explanation: bilingual.meta({ description: 'Why it fired.' }),
  clearsWhen: bilingual.meta({ description: 'When it ends by itself.' }),
  suggestions: z.array(z.string()).meta({ description: 'Ids; see /v1/suggestions.' }),
};

const EXAMPLE = {
  id: '00070_01.0004_up_2026-11-22',
  ...HOAN_KIEM,
  ...PORK_LOIN,
  unit: 'kg',
  unitName: { vi: 'kg', en: 'kg' },
  direction: 'up',
  level: 'alert',
  state: 'acknowledged',
  status: 'open',
  version: 2,
  rung: 'trailing',
  openedOn: '2026-11-22',
  escalatedOn: '2026-11-23',
  asOf: '2026-11-23',
  figuresOn: '2026-11-23',
  headline: HEADLINE_EXAMPLE,
  observed: 152500,
  reference: 128800,
  changePct: 18.4,
  threshold: 15,
  ownThreshold: 15,
  agreeing: 14,
  reporting: 20,
  retailers: 4,
  cause: 'scarcity',
  explanation: {
    vi: 'Giá bán lẻ tăng 18 % so với giá quen thuộc của từng điểm bán: điểm bán đứng giữa 130.000 → 154.000 đ/kg. Đề nghị xác minh.',
    en: "The retail price is up 18% against each outlet's own usual price: the middle outlet 130,000 → 154,000 VND/kg. Please verify.",
  },
  clearsWhen: {
    vi: 'Tự kết thúc sau 3 ngày báo cáo liên tiếp dưới ngưỡng.',
    en: 'Ends by itself after 3 reporting days in a row below the threshold.',
  },
  suggestions: ['00070_01.0004_up_2026-11-22_Qm3x'],
} as const;

const alertAnswer = z.object(alertFields).meta({ id: 'Alert', example: EXAMPLE });

const containedIn = z
  .string()
  .meta({
    description: 'The live alert of the same move at the nearest place around this one; absent if it is not yours.',
    example: '01_01.0004_up_2026-11-22',
  })
  .exactOptional();

const listedAlert = z
  .object({
    ...alertFields,
    containsCount: count.meta({ description: 'Live alerts of the same move inside its place; the alert names them.' }),
    containedIn,
  })
  .meta({ id: 'ListedAlert' });

const alertsAnswer = z.object({ items: z.array(listedAlert), cursor: cursorOut }).meta({
  id: 'Alerts',
  example: { items: [{ ...EXAMPLE, containsCount: 0, containedIn: '01_01.0004_up_2026-11-22' }], cursor: 'eyJ…' },
});

const innerAlert = z
  .object({
    id: alertFields.id,
    place: placeId,
    placeName: bilingual,
    level,
    state: alertFields.state,
    changePct: percent,
  })
  .meta({ id: 'InnerAlert' });

const timelineEntry = z
  .object({
    kind: z.enum([
      'opened',
      'escalated',
      'resolved-by-market',
      'withdrawn',
      ...ALERT_ACTIONS,
      'message-claimed',
      'message-sent',
      'message-muted',
      'message-failed',
      'suggested',
      'suggestion-accepted',
      'suggestion-changed',
      'suggestion-declined',
      'suggestion-completed',
      'suggestion-expired',
      'suggestion-ended',
      'verified',
    ]),
    day: businessDay.meta({ description: 'Business day of what the market did.' }).exactOptional(),
    at: instantOut.meta({ description: 'Instant of what people and the system did.' }).exactOptional(),
    by: actedBy.exactOptional(),
    byName: actedByName.exactOptional(),
    note: z.string().exactOptional(),
    until: businessDay.meta({ description: 'Last day of a silence.' }).exactOptional(),
    level: level.exactOptional(),
    version: count.exactOptional(),
    channel: z.string().exactOptional(),
    toName: bilingual.meta({ description: 'Who was told, where you may see it.' }).exactOptional(),
    attempts: count.exactOptional(),
    suggestion: z.string().exactOptional(),
    store: z.string().meta({ description: 'Of what was verified: `<retailer>/<store>`.' }).exactOptional(),
    storeName: z.string().exactOptional(),
    ...seenAtShop,
    reason: z
      .string()
      .meta({ description: 'Why a suggestion was declined, or ended, or an alert was false: a stable code.' })
      .exactOptional(),
  })
  .meta({ id: 'TimelineEntry' });

const alertDetailAnswer = z
  .object({
    ...alertFields,
    contains: z
      .array(innerAlert)
      .meta({ description: 'Live alerts of the same product and direction at places inside this one, worst first.' }),
    containedIn,
    timeline: z.array(timelineEntry).meta({ description: 'Oldest first.' }),
  })
  .meta({
    id: 'AlertDetail',
    example: {
      ...EXAMPLE,
      id: '01_01.0004_up_2026-11-22',
      place: '01',
      placeName: { vi: 'Thành phố Hà Nội', en: 'Ha Noi City' },
      contains: [
        {
          id: EXAMPLE.id,
          place: EXAMPLE.place,
          placeName: EXAMPLE.placeName,
          level: 'alert',
          state: 'acknowledged',
          changePct: 18.4,
        },
      ],
      timeline: [
        { kind: 'opened', day: '2026-11-22' },
        { kind: 'escalated', day: '2026-11-23', level: 'alert' },
        {
          kind: 'silence',
          at: '2026-11-23T01:02:03.000Z',
          by: 'p-m4tq7kzc2hxw9bnd',
          byName: { vi: 'Nguyễn Hải Yến', en: 'Nguyễn Hải Yến' },
          version: 2,
          note: 'Đã có phương án điều phối',
          until: '2026-11-30',
        },
      ],
    },
  });

const noteBody = z
  .strictObject({ note: readableText(1000).exactOptional() })
  .meta({ id: 'Note', example: { note: 'Đã gọi ban quản lý chợ' } });

export const falseAlarmBody = z
  .strictObject({ reason: falseAlarmReason.exactOptional(), note: readableText(1000).exactOptional() })
  .refine(({ reason, note }) => reason !== 'other' || note !== undefined, {
    error: 'a note is needed where the reason is "other"',
    path: ['note'],
  })
  .meta({ id: 'FalseAlarmInput', example: { reason: 'promotion', note: 'Hai chuỗi cùng khuyến mại trong tuần' } });

const silenceBody = z
  .strictObject({
    until: businessDay.meta({ description: 'Last day of the silence: today or later, at most 90 days ahead.' }),
    note: readableText(1000).meta({ description: 'Why.' }),
  })
  .meta({ id: 'Silence', example: { until: '2026-11-30', note: 'Đã có phương án điều phối, theo dõi hằng ngày' } });

export const alertParams = z.object({ id: z.string().max(200).meta({ example: '00070_01.0004_up_2026-11-22' }) });

/** What people do with an alert is answered by the alert as it is then. */
const alertAction = {
  tag: 'Alerts',
  params: alertParams,
  status: 200,
  answer: alertAnswer,
  refusals: [400, 404, 409, 422],
} as const;

/** Alerts, and what staff do with them. */
export const ALERT_OPERATIONS = {
  'GET /v1/alerts': {
    summary: 'Alerts: live ones first, then past ones, each newest first',
    description: 'A page may hold fewer items than `limit` while more follow: go on as long as there is a `cursor`.',
    tag: 'Alerts',
    query: z.strictObject({
      state: listOf(ALERT_STATES, 'open').exactOptional(),
      level: listOf(['watch', 'alert', 'crisis'], 'alert,crisis').exactOptional(),
      place: placeId.meta({ description: 'With all that lies inside.' }).exactOptional(),
      product: productId.exactOptional(),
      ...paging,
    }),
    status: 200,
    answer: alertsAnswer,
    refusals: [400, 404, 422],
  },
  'GET /v1/alerts/{id}': {
    summary: 'An alert with its explanation, its timeline and the alerts inside it',
    tag: 'Alerts',
    params: alertParams,
    status: 200,
    answer: alertDetailAnswer,
    refusals: [404],
  },
  'POST /v1/alerts/{id}/acknowledge': {
    summary: 'Says that somebody is on it; an escalation asks again',
    ...alertAction,
    body: noteBody,
    bodyIsOptional: true,
  },
  'POST /v1/alerts/{id}/resolve': {
    summary: 'Closes it by hand; an escalation opens it again',
    description: 'What it had proposed and nobody has answered ends.',
    ...alertAction,
    body: noteBody,
    bodyIsOptional: true,
  },
  'POST /v1/alerts/{id}/silence': {
    summary: 'Keeps it quiet until a day, with the reason; an escalation asks again',
    description:
      'The last day is included. Whoever acknowledges it ends the silence. Messages tell of events: to keep those back, silence the event.',
    ...alertAction,
    body: silenceBody,
  },
  'POST /v1/alerts/{id}/false-alarm': {
    summary: 'States for the record that it was no event; an escalation is told and asks again',
    description:
      'What it had proposed and nobody has answered ends. The alerts of the same product and direction at the places inside, where no louder, are called false with it: nobody is told of them, and what they had proposed ends. They are told once something new happens there: a higher level, a later move, or somebody acts on them. An alert that is acknowledged afterwards stands again, and so do they.',
    ...alertAction,
    body: falseAlarmBody,
    bodyIsOptional: true,
  },
} as const satisfies Readonly<Record<string, Operation>>;
