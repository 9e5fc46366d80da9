/** The Vietnamese words of a reminder to report. */
export const vi = {
  tag: 'NHẮC BÁO CÁO',
  subject: (day: string, count: number): string => `[Nhắc báo cáo] ${count} điểm bán chưa báo giá ngày ${day}`,
  day: (day: string): string => `Ngày ${day}`,
  sentence: (day: string, count: number): string => `${count} điểm bán của đơn vị chưa có báo cáo giá ngày ${day}.`,
  grounds: 'Đề nghị gửi báo cáo trong ngày; báo cáo muộn vẫn được nhận.',
  toDo: 'Việc cần làm',
  closed: 'Gửi báo cáo như mọi ngày. Nếu điểm bán nghỉ, hãy báo cho nơi gửi lời nhắc này.',
  noNote: 'chưa có báo cáo',
  repeat: 'Thư này có thể đã được gửi trước đó.',
  footer: ['Thư này do cơ quan quản lý thị trường gửi, mỗi điểm bán nhiều nhất một lần mỗi ngày.'],
};

export type ReminderWords = typeof vi;
