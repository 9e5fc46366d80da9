const vi = {
  csv: 'CSV',
  xlsx: 'XLSX',
  takeCsv: (of: string) => `Lấy CSV: ${of}`,
  takeXlsx: (of: string) => `Lấy XLSX: ${of}`,
  failed: 'Chưa lấy được tệp.',
};

const en = {
  csv: 'CSV',
  xlsx: 'XLSX',
  takeCsv: (of: string) => `Take as CSV: ${of}`,
  takeXlsx: (of: string) => `Take as XLSX: ${of}`,
  failed: 'The file could not be made.',
} satisfies typeof vi;

export const TAKE_LIST_WORDS = { vi, en };
