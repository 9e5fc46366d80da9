const vi = { csv: 'CSV', takeCsv: (of: string) => `Lấy CSV: ${of}` };

const en = { csv: 'CSV', takeCsv: (of: string) => `Take as CSV: ${of}` } satisfies typeof vi;

export const TAKE_LIST_WORDS = { vi, en };
