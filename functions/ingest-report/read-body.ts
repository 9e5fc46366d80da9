import type { HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import { mediaTypeOf, readText, unsupportedType } from '#runtime/request-body.ts';
import { type FileReading, readCsv, readNdjson } from './report-file.ts';

/** A Lambda request holds 6 MB with its escaping. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

export type ReportFile = Extract<FileReading, { readonly rows: unknown }>;

/**
 * The rows of a CSV or NDJSON body; `json` for a JSON body.
 * Raises 413 for a body over 4 MB, 415 for any other type and 422 for a file whose columns cannot be used.
 */
export function readFile(request: HttpRequest): 'json' | ReportFile {
  if (request.body.length > MAX_BODY_BYTES) throw tooLarge();
  const type = mediaTypeOf(request);
  if (type === 'application/json') return 'json';
  if (type !== 'text/csv' && type !== 'application/x-ndjson') {
    throw unsupportedType(['application/json', 'text/csv', 'application/x-ndjson']);
  }
  const text = readText(request);
  const reading = type === 'text/csv' ? readCsv(text) : readNdjson(text);
  if ('error' in reading) throw unusableColumns(reading.error, reading.columns);
  return reading;
}

function tooLarge(): Problem {
  return new Problem(413, 'body-too-large', {
    vi: 'Nội dung vượt quá 4 MB. Hãy chia nhỏ theo điểm bán hoặc theo ngày.',
    en: 'The body is over 4 MB. Split it by store or day.',
  });
}

function unusableColumns(error: 'missing-columns' | 'repeated-columns', columns: readonly string[]): Problem {
  const list = columns.join(', ');
  return error === 'missing-columns'
    ? new Problem(
        422,
        error,
        {
          vi: `Dòng đầu thiếu cột: ${list}. Dòng đầu phải có store, date, product, price.`,
          en: `The first line lacks the columns: ${list}. It must name store, date, product, price.`,
        },
        { columns },
      )
    : new Problem(
        422,
        error,
        {
          vi: `Dòng đầu có cột lặp lại: ${list}. Mỗi cột chỉ được có một lần.`,
          en: `The first line repeats columns: ${list}. Each may stand there once.`,
        },
        { columns },
      );
}
