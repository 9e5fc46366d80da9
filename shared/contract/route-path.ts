import type { Route } from './routes.ts';

/** A path of routes as a pattern: `{name}` stands for one segment, which it captures. */
export interface RoutePath {
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

export function routePath(path: string): RoutePath {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
  const source = path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '([^/]+)');
  return { pattern: new RegExp(`^${source}$`), names };
}

/** The methods that a path is answered for; none where there is no such path. */
export function methodsAt(routes: readonly Route[], path: string): string[] {
  return routes.filter((route) => routePath(route.path).pattern.test(path)).map(({ method }) => method);
}
