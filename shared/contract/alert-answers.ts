import * as z from 'zod';
import { ALERT_ACTIONS } from '#domain/alert.ts';
import {
  bilingual,
  businessDay,
  cause,
  count,
  cursorOut,
  direction,
  instantOut,
  level,
  percent,
  placeId,
  price,
  productId,
  rung,
  unit,
} from './fields.ts';

export const ALERT_STATES = [
  'open',
  'acknowledged',
  'recovering',
  'resolved',
  'silenced',
  'false-alarm',
  'withdrawn',
] as const;

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
  version: count.meta({ description: 'Rises with status and level only.' }),
  rung,
  openedOn: businessDay,
  escalatedOn: businessDay.meta({ description: 'Day on which the level was reached.' }).exactOptional(),
  resolvedOn: businessDay.exactOptional(),
  asOf: businessDay.meta({ description: 'Latest assessed day.' }),
  observed: price,
  reference: price,
  changePct: percent,
  threshold: percent.meta({ description: 'Internal threshold that was passed, percent.' }),
  agreeing: count,
  reporting: count,
  retailers: count,
  lagDays: count.exactOptional(),
  coverDays: z.number().exactOptional(),
  cause,
  explanation: bilingual.meta({ description: 'Why it fired.' }),
  clearsWhen: bilingual.meta({ description: 'When it ends by itself.' }),
  suggestions: z.array(z.string()).meta({ description: 'Ids; see /v1/suggestions.' }),
};

const EXAMPLE = {
  id: '00070_01.0004_up_2026-11-22',
  place: '00070',
  placeName: { vi: 'Phường Hoàn Kiếm', en: 'Hoan Kiem Ward' },
  product: '01.0004',
  productName: { vi: 'Thịt lợn nạc thăn', en: 'Pork loin' },
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
  observed: 152500,
  reference: 128800,
  changePct: 18.4,
  threshold: 15,
  agreeing: 14,
  reporting: 20,
  retailers: 4,
  cause: 'scarcity',
  explanation: {
    vi: 'Giá bán lẻ tăng 18,4 % so với giá quen thuộc của từng điểm bán. Đề nghị xác minh.',
    en: "The retail price is up 18.4% against each outlet's own usual price. Please verify.",
  },
  clearsWhen: {
    vi: 'Tự kết thúc sau 3 ngày báo cáo liên tiếp dưới ngưỡng.',
    en: 'Ends by itself after 3 reporting days in a row below the threshold.',
  },
  suggestions: ['00070_01.0004_up_2026-11-22_Qm3x'],
} as const;

export const alertAnswer = z.object(alertFields).meta({ id: 'Alert', example: EXAMPLE });

export const alertsAnswer = z
  .object({ items: z.array(alertAnswer), cursor: cursorOut })
  .meta({ id: 'Alerts', example: { items: [EXAMPLE], cursor: 'eyJ…' } });

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
      'suggestion-declined',
      'suggestion-completed',
      'suggestion-expired',
    ]),
    day: businessDay.meta({ description: 'Business day of what the market did.' }).exactOptional(),
    at: instantOut.meta({ description: 'Instant of what people and the system did.' }).exactOptional(),
    by: z.string().exactOptional(),
    note: z.string().exactOptional(),
    level: level.exactOptional(),
    version: count.exactOptional(),
    channel: z.string().exactOptional(),
    attempts: count.exactOptional(),
    suggestion: z.string().exactOptional(),
  })
  .meta({ id: 'TimelineEntry' });

export const alertDetailAnswer = z
  .object({ ...alertFields, timeline: z.array(timelineEntry).meta({ description: 'Oldest first.' }) })
  .meta({
    id: 'AlertDetail',
    example: {
      ...EXAMPLE,
      timeline: [
        { kind: 'opened', day: '2026-11-22' },
        { kind: 'escalated', day: '2026-11-23', level: 'alert' },
        {
          kind: 'acknowledge',
          at: '2026-11-23T01:02:03.000Z',
          by: 'can-bo@example.vn',
          version: 2,
          note: 'Đã gọi chợ',
        },
      ],
    },
  });

export const noteBody = z
  .strictObject({ note: z.string().trim().max(1000).exactOptional() })
  .meta({ id: 'Note', example: { note: 'Đã gọi ban quản lý chợ' } });
