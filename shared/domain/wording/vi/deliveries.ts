import type { BusinessDay } from '../../business-day.ts';

/** Why a message was not sent. */
export const deliveries = {
  silenced: (until: BusinessDay) => `Tạm ngừng thông báo đến hết ngày ${until}`,
  'false-alarm': 'Đã được xác định là báo nhầm',
  laterTold: (version: number) => `Phiên bản ${version} đã được gửi thay`,
  'told-meanwhile': 'Một phiên bản khác đã được gửi trong lúc đó',
  'nobody-asks': 'Không còn ai nhận tin qua kênh này',
};
