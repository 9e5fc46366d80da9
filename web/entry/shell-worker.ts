/**
 * Keeps the entry page on the phone: its document and what that names. The document is asked for anew wherever there is a
 * network, so that a new release is seen at the next look; what is kept answers where there is none, or a slow one.
 * Questions to the API go past it: what is kept of prices lies in the page's own store.
 */
interface WorkerEvent extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void;
}
interface WorkerFetch extends WorkerEvent {
  readonly request: Request;
  readonly respondWith: (answer: Promise<Response>) => void;
}
interface WorkerScope {
  readonly addEventListener: ((kind: 'install' | 'activate', listen: (event: WorkerEvent) => void) => void) &
    ((kind: 'fetch', listen: (event: WorkerFetch) => void) => void);
  readonly skipWaiting: () => Promise<void>;
  readonly clients: { readonly claim: () => Promise<void> };
}
declare const self: WorkerScope;

const PAGE = '/nhap-gia';
const KEPT = 'nhap-gia';
/** A document that takes longer is shown as it was kept. */
const PATIENCE_MS = 4000;

self.addEventListener('install', (event) => {
  event.waitUntil(
    fetch(PAGE, { headers: { accept: 'text/html' } })
      .then(keepPage)
      .then(self.skipWaiting),
  );
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(answerPage(event));
  else if (pathname.startsWith('/assets/')) event.respondWith(answerAsset(request));
});

async function answerPage(event: WorkerFetch): Promise<Response> {
  const asked = fetch(event.request).then(async (answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    event.waitUntil(keepPage(answer.clone()));
    return answer;
  });
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  const inTime = await Promise.race([asked.catch(() => undefined), late]);
  return inTime ?? (await caches.match(PAGE)) ?? asked;
}

async function answerAsset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** Keeps a document once all that it names is kept, and drops what it names no more. */
async function keepPage(page: Response): Promise<void> {
  if (!page.ok) return;
  const cache = await caches.open(KEPT);
  const text = await page.clone().text();
  const named = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
  const known = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  await cache.addAll(named.filter((path) => !known.includes(path)));
  await cache.put(PAGE, page);
  const gone = known.filter((path) => path !== PAGE && !named.includes(path));
  await Promise.all(gone.map((path) => cache.delete(path)));
}
