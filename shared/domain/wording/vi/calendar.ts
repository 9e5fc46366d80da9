/** What days are called that are not as others. */
export const calendar = {
  tet: 'Tết Nguyên đán',
  closed: 'Mùng một đến mùng ba Tết, chợ nghỉ',
  dayOff: 'Ngày nghỉ theo thiết lập bàn trực',
  workingDay: 'Ngày làm việc theo thiết lập bàn trực',
  first: 'Mùng một âm lịch',
  fifteenth: 'Rằm',
};
