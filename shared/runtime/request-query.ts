import { Problem } from './problem.ts';

/** Raises `invalid-request` (422) for a parameter that is written more than once: which one is meant cannot be known. */
export function requireSingleParameters(rawQuery: string | undefined): void {
  const names = [...new URLSearchParams(rawQuery ?? '').keys()];
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw invalidParameter(repeated, {
      vi: 'xuất hiện nhiều lần; mỗi tham số chỉ được có một lần.',
      en: 'is written more than once; each may stand there once.',
    });
  }
}

/** Raises `invalid-request` (422) for any parameter: the route takes none. */
export function requireNoParameters({ query }: { readonly query: Readonly<Record<string, string>> }): void {
  const [unknown] = Object.keys(query);
  if (unknown !== undefined) {
    throw invalidParameter(unknown, { vi: 'không có ở địa chỉ này.', en: 'is not known at this address.' });
  }
}

function invalidParameter(name: string, what: { readonly vi: string; readonly en: string }): Problem {
  const shown = JSON.stringify(name.slice(0, 40));
  const pointer = `/${name.slice(0, 40).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return new Problem(
    422,
    'invalid-request',
    { vi: `Tham số ${shown} ${what.vi}`, en: `The parameter ${shown} ${what.en}` },
    { issues: [{ pointer, message: what }] },
  );
}
