import { FIGURES } from '#domain/figures.ts';
import type { HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import { mediaTypeOf, readText, unsupportedType } from '#runtime/request-body.ts';
import {
  MOST_ROWS,
  type ReadFile,
  type RequiredColumn,
  readCsv,
  readNdjson,
  type UnusableFile,
} from './report-file.ts';

/** A Lambda request holds 6 MB with its escaping. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** A file that can be used. */
export interface ReportFile extends ReadFile {
  /** True for CSV. */
  readonly isTable: boolean;
}

/**
 * The rows of a CSV or NDJSON body; `json` for a JSON body.
 * Raises 413 for a body over 4 MB, 415 for any other type and 422 for a file whose columns cannot be used or that has too
 * many rows. `otherTypes` are taken elsewhere.
 */
export function readFile(request: HttpRequest, otherTypes: readonly string[] = []): 'json' | ReportFile {
  requireSize(request);
  const type = mediaTypeOf(request);
  if (type === 'application/json') return 'json';
  if (type !== 'text/csv' && type !== 'application/x-ndjson') {
    throw unsupportedType(['application/json', 'text/csv', 'application/x-ndjson', ...otherTypes]);
  }
  const text = readText(request);
  const reading = type === 'text/csv' ? readCsv(text) : readNdjson(text);
  if ('error' in reading) throw unusable(reading);
  return { ...reading, isTable: type === 'text/csv' };
}

/** Raises 413 for a body over 4 MB. */
export function requireSize({ body }: Pick<HttpRequest, 'body'>): void {
  if (body.length <= MAX_BODY_BYTES) return;
  throw new Problem(413, 'body-too-large', {
    vi: 'Nội dung vượt quá 4 MB. Hãy chia nhỏ theo điểm bán hoặc theo ngày.',
    en: 'The body is over 4 MB. Split it by store or day.',
  });
}

function unusable(file: UnusableFile): Problem {
  switch (file.error) {
    case 'too-many-rows':
      return tooManyRows();
    case 'missing-columns':
      return missingColumns(file);
    case 'repeated-columns':
      return repeatedColumns(file);
  }
}

function tooManyRows(): Problem {
  const most = { vi: FIGURES.vi.number(MOST_ROWS), en: FIGURES.en.number(MOST_ROWS) };
  return new Problem(422, 'too-many-rows', {
    vi: `Tệp có hơn ${most.vi} dòng. Hãy chia nhỏ theo điểm bán hoặc theo ngày.`,
    en: `The file has over ${most.en} rows. Split it by store or day.`,
  });
}

/** Columns of the answer, and letters of each: enough for every table that people make. */
const [MOST_NAMED, LONGEST_NAME] = [200, 60];

function missingColumns({ missing, separator, found }: Extract<UnusableFile, { error: 'missing-columns' }>): Problem {
  const columns = found.slice(0, MOST_NAMED).map((name) => name.slice(0, LONGEST_NAME));
  const named = columns.map((name) => JSON.stringify(name)).join(', ') || '—';
  const more = found.length > columns.length ? ', …' : '';
  const [vi, en] = SEPARATORS[separator] ?? [JSON.stringify(separator), JSON.stringify(separator)];
  const list = missing.map((name) => `${name} (${IN_VIETNAMESE[name]})`).join(', ');
  return new Problem(
    422,
    'missing-columns',
    {
      vi: `Dòng đầu thiếu cột: ${list}. Đã đọc với ${vi} là dấu ngăn cách cột và thấy ${found.length} cột: ${named}${more}. Nếu sai dấu, thêm dòng "sep=;" lên đầu tệp.`,
      en: `The first line lacks the columns: ${missing.join(', ')}. It was read with the ${en} between columns and has ${found.length}: ${named}${more}. If that is not what separates them, put a line like "sep=;" above it.`,
    },
    { columns: missing, separator, found: columns },
  );
}

/** What separates columns, in words: people see a comma or a tab badly within a sentence. */
const SEPARATORS: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  ',': ['dấu phẩy (,)', 'comma (,)'],
  ';': ['dấu chấm phẩy (;)', 'semicolon (;)'],
  '\t': ['dấu tab', 'tab'],
};

/** How the columns that a file needs may be headed in Vietnamese. */
const IN_VIETNAMESE: Readonly<Record<RequiredColumn, string>> = {
  store: 'cửa hàng',
  date: 'ngày',
  product: 'mã hàng',
  price: 'giá',
};

function repeatedColumns({ repeated }: Extract<UnusableFile, { error: 'repeated-columns' }>): Problem {
  const named = repeated.map(({ column, written }) => {
    const headers = written.slice(0, MOST_NAMED).map((name) => JSON.stringify(name.slice(0, LONGEST_NAME)));
    return `${column} (${headers.join(', ')})`;
  });
  const list = named.join('; ');
  return new Problem(
    422,
    'repeated-columns',
    {
      vi: `Dòng đầu có cột lặp lại: ${list}. Mỗi cột chỉ được có một lần.`,
      en: `The first line repeats columns: ${list}. Each may stand there once.`,
    },
    { columns: repeated.map(({ column }) => column) },
  );
}
