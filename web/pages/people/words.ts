const vi = { title: 'Người' };

const en = { title: 'People' } satisfies typeof vi;

export const PEOPLE_WORDS = { vi, en };
