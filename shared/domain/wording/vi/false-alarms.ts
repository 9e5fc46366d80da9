import type { FalseAlarmReason } from '../../alert/false-alarm-reason.ts';

/** Why alerts were no events, as parts of a sentence. */
export const falseAlarms: Readonly<Record<FalseAlarmReason | 'unstated', string>> = {
  'data-error': 'lỗi số liệu',
  'unit-mistaken': 'nhầm đơn vị tính',
  promotion: 'khuyến mại',
  closed: 'điểm bán đóng cửa',
  seasonal: 'theo mùa vụ',
  other: 'lý do khác',
  unstated: 'không nêu lý do',
};
