/** What becomes of a reminder to report. */
export const reminders = {
  waiting: 'Đã ghi lời nhắc; thư gửi tới đầu mối trong vài phút.',
  sent: 'Thư nhắc đã gửi tới đầu mối.',
  failed: 'Chưa nhắc được: thư nhắc không tới; hãy gọi điện.',
  'no-address': 'Chưa nhắc được: đầu mối không có thư điện tử; hãy gọi điện.',
  'no-mail': 'Chưa nhắc được: hệ thống này không gửi thư; hãy gọi điện.',
  reported: 'Điểm bán đã báo cáo, không cần nhắc.',
};
