const vi = { csv: 'Lấy CSV', take: (of: string) => `Lấy CSV: ${of}` };

const en = { csv: 'Take as CSV', take: (of: string) => `Take as CSV: ${of}` } satisfies typeof vi;

export const TAKE_AS_CSV_WORDS = { vi, en };
