/** True where a path is that of a page, or of one below it; an event belongs to the morning. */
export function isOnPage(path: string, address: string): boolean {
  if (address === '/') return path === '/' || path.startsWith('/su-kien/');
  return path === address || path.startsWith(`${address}/`);
}
