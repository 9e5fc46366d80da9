const vi = { title: 'Cơ sở và khóa' };

const en = { title: 'Stores and keys' } satisfies typeof vi;

export const REGISTER_WORDS = { vi, en };
