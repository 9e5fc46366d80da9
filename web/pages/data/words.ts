const vi = { title: 'Số liệu' };

const en = { title: 'Data' } satisfies typeof vi;

export const DATA_WORDS = { vi, en };
