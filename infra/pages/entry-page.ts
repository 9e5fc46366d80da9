/** Where the entry page of stalls is; its own document, and what keeps it on the phone. */
export const ENTRY_PAGE = { path: '/nhap-gia', document: '/nhap-gia.html', worker: '/nhap-gia.sw.js' } as const;

/** The file that answers for a path of a page. */
export function fileFor(path: string): string {
  if (path === ENTRY_PAGE.path) return ENTRY_PAGE.document;
  return path.startsWith('/assets/') || path === ENTRY_PAGE.worker ? path : '/index.html';
}
