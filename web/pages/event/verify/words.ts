const vi = { title: 'Xác minh' };

const en = { title: 'Verify' } satisfies typeof vi;

export const VERIFY_WORDS = { vi, en };
