const vi = {
  provisional: 'Tạm tính',
  partial: 'Một phần',
  closed: 'Đã chốt',
  old: (day: string) => `Số cũ: ${day}`,
};

const en = {
  provisional: 'Provisional',
  partial: 'Partial',
  closed: 'Closed',
  old: (day: string) => `Old figure: ${day}`,
} satisfies typeof vi;

export const FIGURE_TAG_WORDS = { vi, en };
