import { useLocation } from 'preact-iso/router';
import { withQuery } from './addresses.ts';

/** A filter that stands in the address, and how it is changed; going back undoes the change. */
export function useQuery(name: string): readonly [string | undefined, (value: string | undefined) => void] {
  const { path, query, route } = useLocation();
  const value = query[name];
  return [value === '' ? undefined : value, (next) => route(withQuery(path, { ...query, [name]: next }))];
}

/** The place to which the whole page is narrowed; undefined for all that the reader sees. */
export function usePlace(): readonly [string | undefined, (place: string | undefined) => void] {
  return useQuery('dia-ban');
}
