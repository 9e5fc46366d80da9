const vi = {
  day: 'Ngày',
  provisional: (day: string) => `${day} (tạm tính)`,
  closedDay: (day: string) => `${day} (nghỉ)`,
};

const en = {
  day: 'Day',
  provisional: (day: string) => `${day} (provisional)`,
  closedDay: (day: string) => `${day} (closed)`,
} satisfies typeof vi;

export const DAY_CHOICE_WORDS = { vi, en };
