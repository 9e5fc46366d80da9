/** The Vietnamese words of the mails of a day. */
export const vi = {
  tag: { digest: 'TỔNG HỢP CUỐI NGÀY', calm: 'BÌNH THƯỜNG' },
  subject: {
    digest: (day: string, parts: readonly string[]): string => `[Tổng hợp ngày] ${parts.join(', ')} · ${day}`,
    calm: (day: string): string => `[Bình thường] Không có cảnh báo · ${day}`,
  },
  day: (day: string): string => `Ngày ${day}`,
  sentence: {
    changes: (count: number): string => `Từ bản tổng hợp trước có ${count} thay đổi chưa báo riêng.`,
    waiting: (count: number): string => `${count} nơi cung ứng đang chờ được gọi.`,
    thin: (reported: number, shops: number): string => `Hôm nay mới có ${reported} trên ${shops} điểm bán báo cáo.`,
    calm: 'Ở địa bàn của bạn không có biến động từ mức cảnh báo trở lên.',
  },
  whenNot: 'Nếu có, bạn sẽ được báo ngay.',
  live: (count: number): string =>
    count === 0 ? 'Không có sự kiện nào từ mức cảnh báo trở lên.' : `Đang có ${count} sự kiện từ mức cảnh báo trở lên.`,
  what: { on: 'Đang theo dõi', lowered: 'Đã giảm mức', wider: 'Lan rộng' },
  more: (count: number): readonly [string, string] => ['Còn nữa', `${count} thay đổi khác`],
  inShort: {
    changes: (count: number): string => `${count} thay đổi chưa báo`,
    waiting: (count: number): string => `${count} nơi chờ gọi`,
    thin: (reported: number, shops: number): string => `báo cáo ${reported}/${shops}`,
  },
  call: {
    head: 'Gọi nơi cung ứng',
    says: (count: number): string => `${count} nơi được đề xuất cho địa bàn của bạn, chưa ai trả lời.`,
  },
  remind: {
    head: 'Nhắc báo cáo',
    says: (count: number): string => `${count} điểm bán chưa báo cáo hôm nay, số liệu trong ngày còn mỏng.`,
  },
  coverage: (reported: number, shops: number): readonly [string, string] => [
    'Đã báo cáo',
    `${reported} trên ${shops} điểm bán hôm nay`,
  ],
  nothingToDo: 'Không cần làm gì thêm.',
  toDo: 'Việc cần làm',
  open: 'Xem các sự kiện',
  repeat: 'Thư này có thể đã được gửi trước đó.',
  footer: ['Thư này gửi mỗi ngày nhiều nhất một lần. Trưởng nhóm đặt giờ gửi và có gửi hay không.'],
};

export type DailyWords = typeof vi;
