/** What is the same for all may be kept by caches for a while. */
export const PUBLIC = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'public, max-age=300' };
