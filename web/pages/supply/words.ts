const vi = { title: 'Kết nối cung cầu' };

const en = { title: 'Supply matching' } satisfies typeof vi;

export const SUPPLY_WORDS = { vi, en };
