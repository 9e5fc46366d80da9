import type { Bilingual } from '#domain/language.ts';
import { Problem } from './problem.ts';

/** The refusal of bytes that are no workbook, or ask for too much: one sentence says what to do. */
export function unreadableWorkbook(reason: keyof typeof REFUSALS): Problem {
  const [status, code, detail] = REFUSALS[reason];
  return new Problem(status, code, detail);
}

const REFUSALS = {
  encrypted: [
    415,
    'encrypted-workbook',
    {
      vi: 'Tệp Excel có mật khẩu: hãy bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc) rồi gửi lại.',
      en: 'The workbook has a password: take it off (File > Info > Protect Workbook) and send it again.',
    },
  ],
  'old-excel': [
    415,
    'old-workbook',
    {
      vi: 'Tệp là dạng Excel cũ (.xls): hãy mở bằng Excel, chọn Lưu thành > Excel Workbook (.xlsx) rồi gửi lại.',
      en: 'The file is an old workbook (.xls): open it, save it as Excel Workbook (.xlsx) and send it again.',
    },
  ],
  'binary-excel': [
    415,
    'binary-workbook',
    {
      vi: 'Tệp là dạng Excel nhị phân (.xlsb): hãy lưu thành Excel Workbook (.xlsx) rồi gửi lại.',
      en: 'The file is a binary workbook (.xlsb): save it as Excel Workbook (.xlsx) and send it again.',
    },
  ],
  'open-document': [
    415,
    'open-document',
    {
      vi: 'Tệp là dạng OpenDocument (.ods): hãy lưu thành Excel Workbook (.xlsx) rồi gửi lại.',
      en: 'The file is an OpenDocument (.ods): save it as Excel Workbook (.xlsx) and send it again.',
    },
  ],
  macros: [
    415,
    'workbook-with-macros',
    {
      vi: 'Tệp có macro: hãy lưu thành Excel Workbook (.xlsx), không có macro, rồi gửi lại.',
      en: 'The workbook has macros: save it as Excel Workbook (.xlsx), without macros, and send it again.',
    },
  ],
  text: [
    415,
    'text-not-workbook',
    {
      vi: 'Tệp là văn bản (như CSV) mang tên .xlsx: hãy gửi với content-type text/csv, hoặc lưu thành Excel Workbook (.xlsx).',
      en: 'The file is text (such as CSV) named .xlsx: send it as text/csv, or save it as Excel Workbook (.xlsx).',
    },
  ],
  'no-workbook': [
    415,
    'not-a-workbook',
    {
      vi: 'Tệp không phải sổ làm việc Excel, hoặc đã hỏng: hãy mở bằng Excel, lưu thành .xlsx rồi gửi lại.',
      en: 'The file is no Excel workbook, or is damaged: open it in Excel, save it as .xlsx and send it again.',
    },
  ],
  'too-large': [
    413,
    'workbook-too-large',
    {
      vi: 'Tệp Excel khi giải nén lớn quá mức: hãy xóa các trang và dòng không dùng rồi gửi lại.',
      en: 'The workbook unfolds to too much: delete sheets and rows that are not used and send it again.',
    },
  ],
  'too-many-rows': [
    413,
    'too-many-rows',
    {
      vi: 'Tệp có quá 20.000 dòng (kể cả dòng trống đã định dạng): hãy xóa các dòng thừa, hoặc chia theo điểm bán hay theo ngày.',
      en: 'The workbook has over 20,000 rows (empty formatted ones too): delete what is not used, or split it by store or day.',
    },
  ],
} as const satisfies Readonly<Record<string, readonly [status: 413 | 415, code: string, detail: Bilingual]>>;
