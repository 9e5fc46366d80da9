/** What becomes of a reminder to report. */
export const reminders = {
  waiting: 'Đã ghi lời nhắc; thư gửi tới đầu mối trong vài phút.',
  sent: 'Thư nhắc đã gửi tới đầu mối.',
  failed: 'Không gửi được thư nhắc; hãy gọi điện cho đầu mối.',
  'no-address': 'Đã ghi lời nhắc, nhưng đầu mối không có thư điện tử; hãy gọi điện.',
  'no-mail': 'Đã ghi lời nhắc, nhưng hệ thống này không gửi thư; hãy gọi điện.',
  reported: 'Điểm bán đã báo cáo, không cần nhắc.',
};
