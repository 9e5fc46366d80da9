/** Where the entry page of stalls is; its own document, what keeps it on the phone, and what names it on a home screen. */
export const ENTRY_PAGE = {
  path: '/nhap-gia',
  document: '/nhap-gia.html',
  worker: '/nhap-gia.sw.js',
  manifest: '/nhap-gia.webmanifest',
} as const;
/** Asked for by names that must stay, and looked up anew each time. */
const BESIDE_IT: readonly string[] = [ENTRY_PAGE.worker, ENTRY_PAGE.manifest];

/** The file that answers for a path of a page. */
export function fileFor(path: string): string {
  if (path === ENTRY_PAGE.path) return ENTRY_PAGE.document;
  return path.startsWith('/assets/') || BESIDE_IT.includes(path) ? path : '/index.html';
}
