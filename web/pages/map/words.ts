const vi = { title: 'Bản đồ' };

const en = { title: 'Map' } satisfies typeof vi;

export const MAP_WORDS = { vi, en };
