/** Where each page is. Place, day and filters stand behind the question mark, so that a link shows the same to all. */
export const ADDRESS = {
  thisMorning: () => '/',
  event: (id: string) => `/su-kien/${encodeURIComponent(id)}`,
  verify: (id: string, place?: string) =>
    withQuery(`/su-kien/${encodeURIComponent(id)}/xac-minh`, { 'dia-ban': place }),
  goods: (product?: string, place?: string) =>
    product === undefined || place === undefined
      ? '/hang'
      : `/hang/${encodeURIComponent(product)}/${encodeURIComponent(place)}`,
  map: (product?: string, day?: string) => withQuery('/ban-do', { hang: product, ngay: day }),
  supply: (event?: string, by?: 'giao' | 'nhan') => withQuery('/ket-noi', { theo: by, 'su-kien': event }),
  data: (day?: string, place?: string) => withQuery('/so-lieu', { ngay: day, 'dia-ban': place }),
  thresholds: (product?: string) => (product === undefined ? '/nguong' : `/nguong/${encodeURIComponent(product)}`),
  register: () => '/co-so',
  people: () => '/nguoi',
  log: () => '/nhat-ky',
  more: () => '/them',
} as const;

/** An address with what is known behind the question mark. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const known = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  return known.length === 0 ? path : `${path}?${new URLSearchParams(known)}`;
}
