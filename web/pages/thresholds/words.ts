const vi = { title: 'Ngưỡng' };

const en = { title: 'Thresholds' } satisfies typeof vi;

export const THRESHOLDS_WORDS = { vi, en };
