const vi = {
  day: 'Ngày',
  today: (day: string) => `Hôm nay ${day}`,
  closedDay: (day: string) => `${day} (nghỉ)`,
};

const en = {
  day: 'Day',
  today: (day: string) => `Today ${day}`,
  closedDay: (day: string) => `${day} (closed)`,
} satisfies typeof vi;

export const DAY_CHOICE_WORDS = { vi, en };
