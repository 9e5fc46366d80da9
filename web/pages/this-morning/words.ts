const vi = { title: 'Sáng nay' };

const en = { title: 'This morning' } satisfies typeof vi;

export const THIS_MORNING_WORDS = { vi, en };
