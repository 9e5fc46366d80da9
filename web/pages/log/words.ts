const vi = { title: 'Nhật ký' };

const en = { title: 'Log' } satisfies typeof vi;

export const LOG_WORDS = { vi, en };
