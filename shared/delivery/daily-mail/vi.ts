/** The Vietnamese words of the mails of a day. */
export const vi = {
  tag: { digest: 'TỔNG HỢP CUỐI NGÀY', calm: 'BÌNH THƯỜNG' },
  subject: {
    digest: (day: string, count: number): string => `[Tổng hợp ngày] ${count} thay đổi chưa báo · ${day}`,
    calm: (day: string): string => `[Bình thường] Không có cảnh báo · ${day}`,
  },
  day: (day: string): string => `Ngày ${day}`,
  sentence: {
    digest: (count: number): string => `Từ bản tổng hợp trước có ${count} thay đổi chưa báo riêng.`,
    calm: 'Ở địa bàn của bạn không có biến động từ mức cảnh báo trở lên.',
  },
  live: (count: number): string =>
    count === 0 ? 'Không có sự kiện nào từ mức cảnh báo trở lên.' : `Đang có ${count} sự kiện từ mức cảnh báo trở lên.`,
  what: { on: 'Đang theo dõi', lowered: 'Đã giảm mức', wider: 'Lan thêm địa bàn' },
  more: (count: number): readonly [string, string] => ['Còn nữa', `${count} thay đổi khác`],
  nothingToDo: 'Không cần làm gì thêm.',
  toDo: 'Việc cần làm',
  open: 'Xem các sự kiện',
  repeat: 'Thư này có thể đã được gửi trước đó.',
  footer: ['Thư này gửi mỗi ngày nhiều nhất một lần. Trưởng nhóm đổi giờ và cách gửi tại /v1/desk-settings.'],
};

export type DailyWords = typeof vi;
