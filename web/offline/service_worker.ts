// The service worker: keeps one version of the page's files, all or none of them, and answers with them, so that the page
// works without a network and is never made of two versions. What it does not know of it leaves alone.
import type { OfflineFiles, OfflineTrouble, TakeOver } from './offline_files';

/** Put in front of this file when the page is built. */
declare const offlineFiles: OfflineFiles;

const scope = self as unknown as ServiceWorkerGlobalScope;
const { version, atOnce, onUse } = offlineFiles;
const folder = scope.registration.scope;
/** Other pages of the same origin, and other copies of this one, have caches of their own. */
const cachePrefix = `earshot ${folder} `;
const cacheName = cachePrefix + version;

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => event.waitUntil(activate()));
scope.addEventListener('message', ({ data }: { data: TakeOver }) => {
  if (data === 'take-over') void scope.skipWaiting();
});
scope.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path !== null) event.respondWith(answer(event, path));
});

async function install(): Promise<void> {
  try {
    const cache = await caches.open(cacheName);
    await Promise.all(Object.keys(atOnce).map(async (path) => cache.put(folder + path, await find(path))));
    for (const path of Object.keys(onUse)) {
      const known = await caches.match(folder + path);
      if (known) await cache.put(folder + path, known);
    }
  } catch (error) {
    await caches.delete(cacheName);
    await tell(`The page could not be kept for use without a network: ${reasonOf(error)}`);
    throw error;
  }
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(cachePrefix) && name !== cacheName) await caches.delete(name);
  }
  await scope.clients.claim();
}

/** Null for what is no file of this version. */
function pathOf({ method, url }: Request): string | null {
  const address = url.replace(/[?#].*$/, '');
  if (method !== 'GET' || !address.startsWith(folder)) return null;
  const path = address.slice(folder.length).replace(/^index\.html$/, '');
  return Object.hasOwn(atOnce, path) || Object.hasOwn(onUse, path) ? path : null;
}

async function answer(event: FetchEvent, path: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  const range = event.request.headers.get('range');
  const kept = await cache.match(folder + path);
  if (kept) return range ? partOf(kept, range) : kept;
  const found = await fetchExactly(path);
  // Kept beside the answer, which does not wait for it.
  const copy = found.clone();
  event.waitUntil(
    cache
      .put(folder + path, copy)
      .catch((error) => tell(`A file could not be kept for use without a network: ${reasonOf(error)}`)),
  );
  return range ? partOf(found, range) : found;
}

/** Names below assets/ change with what they hold: such a file is the same in every version that has it. */
async function find(path: string): Promise<Response> {
  const known = path.startsWith('assets/') ? await caches.match(folder + path) : undefined;
  return known ?? fetchExactly(path);
}

/** Rejects whatever is not the file of this version: that of another one, or a page that says that there is none. */
async function fetchExactly(path: string): Promise<Response> {
  const integrity = atOnce[path] ?? onUse[path]!;
  try {
    // A first visitor has just fetched most files: the browser need not ask for these again.
    if (path.startsWith('assets/')) return await fetch(folder + path, { integrity, cache: 'force-cache' });
  } catch {
    // It may be the browser's copy that is wrong.
  }
  try {
    return await fetch(folder + path, { integrity, cache: 'reload' });
  } catch {
    throw new Error(`${path || 'the page'} could not be fetched, or the web server has another version of it`);
  }
}

/** Media elements ask for parts; Safari plays nothing else. RFC 9110, section 14. */
async function partOf(whole: Response, range: string): Promise<Response> {
  const bytes = await whole.blob();
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  // One range only: to whatever else is asked for, the whole is an answer as well.
  if (!from && !to) return new Response(bytes, { headers: whole.headers });
  const start = from ? Number(from) : Math.max(0, bytes.size - Number(to));
  const end = from && to ? Math.min(Number(to), bytes.size - 1) : bytes.size - 1;
  const headers = new Headers(whole.headers);
  if (start > end) {
    headers.set('Content-Range', `bytes */${bytes.size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set('Content-Range', `bytes ${start}-${end}/${bytes.size}`);
  headers.set('Content-Length', String(end - start + 1));
  return new Response(bytes.slice(start, end + 1), { status: 206, headers });
}

function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    return "the browser's storage for it is full; remove kept models, or free space on the disk";
  }
  return error instanceof Error ? error.message : String(error);
}

async function tell(text: string): Promise<void> {
  const trouble: OfflineTrouble = { kind: 'offline-trouble', text };
  for (const page of await scope.clients.matchAll({ includeUncontrolled: true })) page.postMessage(trouble);
}
