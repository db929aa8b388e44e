// Keeps "Get help now" readable without a network. Nothing of a person is ever kept here:
// only the pages and files named below, which are the same for everyone.
'use strict';

const shelf = 'careconnect-help-1';
const help = '/help';
const unsent = '/help/unsent';
const spoken = ['/help?lang=en', '/help?lang=es'];
const files = [
  '/css/tokens.css',
  '/css/app.css',
  '/fonts/atkinson-hyperlegible-latin-400-normal.woff2',
  '/fonts/atkinson-hyperlegible-latin-700-normal.woff2',
  '/icons.svg',
  '/mark.svg',
  '/manifest.webmanifest',
];

self.addEventListener('install', (event) => {
  event.waitUntil(shelve([help, unsent, ...spoken, ...files]).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldShelves().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    const answer = page(request, url);
    event.respondWith(answer);
    // The kept pages speak the language that was chosen last: its cookie comes with the answer, so wait for that.
    // Without a network, what is kept stays.
    if (request.method === 'GET' && (url.pathname === help || url.searchParams.has('lang'))) {
      event.waitUntil(answer.then(() => shelve([help, unsent])).catch(() => undefined));
    }
  } else if (request.method === 'GET' && files.includes(url.pathname)) {
    event.respondWith(file(request, url));
  }
});

async function shelve(paths) {
  const cache = await caches.open(shelf);
  await cache.addAll(paths.map((path) => new Request(path, { cache: 'reload' })));
}

async function dropOldShelves() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== shelf).map((name) => caches.delete(name)));
}

/** Pages come from the network. Without one, help answers; a call for help that did not get through says so. */
async function page(request, url) {
  try {
    return await fetch(request);
  } catch (failure) {
    const cache = await caches.open(shelf);
    const asked = url.pathname + url.search;
    const path = request.method !== 'GET' ? unsent : spoken.includes(asked) ? asked : help;
    const kept = await cache.match(path);
    if (kept) return kept;
    throw failure;
  }
}

/** Styles, fonts and icons: from the network when there is one, so that they fit the page. */
async function file(request, url) {
  const cache = await caches.open(shelf);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(url.pathname, answer.clone());
    return answer;
  } catch (failure) {
    const kept = await cache.match(url.pathname);
    if (kept) return kept;
    throw failure;
  }
}
