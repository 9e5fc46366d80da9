import * as z from 'zod';
import {
  bilingual,
  businessDay,
  contactOut,
  cursorOut,
  instantOut,
  placeId,
  productId,
  quantity,
  shownId,
  unit,
} from './fields.ts';

export const SUGGESTION_STATES = ['proposed', 'accepted', 'declined', 'completed', 'expired'] as const;

const party = z
  .object({
    store: shownId.exactOptional(),
    storeName: z.string().exactOptional(),
    retailer: shownId.exactOptional(),
    retailerName: z.string().exactOptional(),
    place: placeId,
    placeName: bilingual,
    contact: contactOut,
  })
  .meta({ id: 'Party' });

const EXAMPLE = {
  id: '00070_01.0004_up_2026-11-22_Qm3x',
  alert: '00070_01.0004_up_2026-11-22',
  product: '01.0004',
  productName: { vi: 'Thịt lợn nạc thăn', en: 'Pork loin' },
  quantity: 250,
  unit: 'kg',
  unitName: { vi: 'kg', en: 'kg' },
  from: {
    store: 'kho-1',
    storeName: 'HTX Ven Sông – kho',
    retailer: 'htx-ven-song',
    retailerName: 'HTX Ven Sông',
    place: 'outside/phu-tho',
    placeName: { vi: 'Tỉnh Phú Thọ', en: 'Phu Tho Province' },
    contact: { name: 'Bùi Thị Hạnh', phone: '0900 000 108' },
  },
  to: {
    store: 'sen-vang-cua-nam',
    storeName: 'Siêu thị Sen Vàng – Cửa Nam',
    retailer: 'sen-vang',
    retailerName: 'Siêu thị Sen Vàng',
    place: '00070',
    placeName: { vi: 'Phường Hoàn Kiếm', en: 'Hoan Kiem Ward' },
    contact: { name: 'Nguyễn Thu An', phone: '0900 000 101' },
  },
  distanceKm: 92.3,
  cost: 415000,
  reasons: ['supplier', 'receiver-short'],
  explanation: { vi: 'HTX Ven Sông có thể điều phối 250 kg.', en: 'HTX Ven Sông could supply 250 kg.' },
  state: 'proposed',
  madeOn: '2026-11-23',
} as const;

export const suggestionAnswer = z
  .object({
    id: z.string().meta({ example: EXAMPLE.id }),
    alert: z.string().meta({ example: EXAMPLE.alert }),
    product: productId,
    productName: bilingual,
    quantity,
    unit,
    unitName: bilingual,
    from: party,
    to: party,
    distanceKm: z.number().meta({ description: 'By road.' }),
    cost: z.number().meta({ description: 'Carrying the whole quantity, VND.' }),
    reasons: z.array(z.string()),
    explanation: bilingual,
    state: z.enum(SUGGESTION_STATES),
    madeOn: businessDay,
    decision: z.object({ at: instantOut, by: z.string(), reason: z.string().exactOptional() }).exactOptional(),
  })
  .meta({
    id: 'Suggestion',
    description: '"A could supply B with so much": ends in one person calling another.',
    example: EXAMPLE,
  });

export const suggestionsAnswer = z
  .object({ items: z.array(suggestionAnswer), cursor: cursorOut })
  .meta({ id: 'Suggestions', example: { items: [EXAMPLE] } });

export const declineBody = z
  .strictObject({ reason: z.string().trim().min(1).max(1000) })
  .meta({ id: 'Decline', example: { reason: 'Nguồn đã bán hết trong buổi sáng' } });
