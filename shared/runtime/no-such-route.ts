import { methodsAt } from '#contract/route-path.ts';
import type { Route } from '#contract/routes.ts';
import { Problem } from './problem.ts';

/** Why no route answers: there is no such path (404), or it has no such method (405, with those that it has). */
export function noSuchRoute(routes: readonly Route[], path: string): Problem {
  const allow = methodsAt(routes, path);
  if (allow.length === 0) {
    return new Problem(404, 'no-such-route', { vi: 'Không có địa chỉ này.', en: 'There is no such address.' });
  }
  const list = allow.join(', ');
  return new Problem(
    405,
    'method-not-allowed',
    { vi: `Địa chỉ này chỉ nhận ${list}.`, en: `This address takes ${list} only.` },
    { allow },
  );
}
