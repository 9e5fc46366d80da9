const vi = {
  csv: 'CSV',
  xlsx: 'XLSX',
  takeCsv: (of: string) => `Lấy CSV: ${of}`,
  takeXlsx: (of: string) => `Lấy XLSX: ${of}`,
  taken: (file: string, rows: number) => `Đã lưu ${file}: ${rows} dòng, trong thư mục Tải xuống.`,
  failed: 'Chưa lấy được tệp.',
};

const en = {
  csv: 'CSV',
  xlsx: 'XLSX',
  takeCsv: (of: string) => `Take as CSV: ${of}`,
  takeXlsx: (of: string) => `Take as XLSX: ${of}`,
  taken: (file: string, rows: number) => `Saved ${file}: ${rows} ${rows === 1 ? 'row' : 'rows'}, among your downloads.`,
  failed: 'The file could not be made.',
} satisfies typeof vi;

export const TAKE_LIST_WORDS = { vi, en };
