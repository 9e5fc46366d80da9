/** A page loads only what comes from its own address; it may ask there, and where its people sign in. */
export function contentSecurityPolicy(alsoAsks: readonly string[] = []): string {
  const asks = ["'self'", ...alsoAsks].join(' ');
  return `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src ${asks}; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;
}

/** No page from elsewhere holds a window of ours, or loads what we serve. */
export const SAME_ORIGIN_ONLY = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** An asset's name says what is in it, so it is kept for good; the page that names them is looked up anew. */
export function keptFor(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}
