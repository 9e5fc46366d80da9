import { type AlertNews, deliveryId } from '#domain/notification/delivery.ts';
import { anAlert, SMALL_CITY } from './small-city.ts';

/** News of a crisis of pork in Hoàn Kiếm, on the Vietnamese mail. */
export function someNews(changes: Partial<AlertNews> = {}): AlertNews {
  const alert = changes.alert ?? anAlert();
  return {
    kind: 'opened',
    alert,
    delivery: {
      id: deliveryId(alert.id, alert.version, 'mail-lan'),
      claimedAt: Date.parse('2026-11-23T06:30:00+07:00'),
      channel: 'mail-lan',
    },
    catalogue: SMALL_CITY,
    suggestions: [],
    language: 'vi',
    ...changes,
  };
}
