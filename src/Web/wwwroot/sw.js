// Shows pages that are pushed, and keeps "Get help now", and the empty page of the safety plan, readable without a network. Nothing of a person is ever
// kept here: only the pages and files named below, which are the same for everyone. A kept plan itself lies sealed in
// the device's own database, where the page's script reads it.
'use strict';

const shelf = 'careconnect-help-1';
const help = '/help';
const unsent = '/help/unsent';
const spoken = ['/help?lang=en', '/help?lang=es'];
// Apart from the shelf of help, which must never wait for more than it needs.
const planShelf = 'careconnect-plan-1';
const plan = '/plan';
const keptPlan = '/plan/kept';
const spokenPlan = ['/plan/kept?lang=en', '/plan/kept?lang=es'];
const script = '/app/kept.js';
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
    // Who opened their plan once can open it without a network from then on.
    if (request.method === 'GET' && (url.pathname === plan || url.pathname === keptPlan || url.searchParams.has('lang'))) {
      event.waitUntil(answer.then((page) => (page.ok && !page.redirected ? shelvePlan(url.pathname) : undefined)).catch(() => undefined));
    }
  } else if (request.method === 'GET' && files.includes(url.pathname)) {
    event.respondWith(file(request, url, shelf));
  } else if (request.method === 'GET' && url.pathname.startsWith('/app/')) {
    event.respondWith(file(request, url, planShelf));
  }
});

async function shelve(paths) {
  const cache = await caches.open(shelf);
  await cache.addAll(paths.map((path) => new Request(path, { cache: 'reload' })));
}

/** The kept plan's page in the language chosen last and in both, its script and everything that the script loads. */
async function shelvePlan(from) {
  if (from !== plan && from !== keptPlan && !(await caches.has(planShelf))) return;
  const answer = await fetch('/app/manifest.json', { cache: 'no-cache' });
  const parts = await answer.json();
  const cache = await caches.open(planShelf);
  const paths = [keptPlan, ...spokenPlan, '/app/page.js', ...chunksOf(parts, script)];
  await cache.addAll(paths.map((path) => new Request(path, { cache: 'reload' })));
  // What an earlier version of the program needed goes.
  for (const request of await cache.keys()) {
    const url = new URL(request.url);
    if (!paths.includes(url.pathname + url.search)) await cache.delete(request);
  }
}

/** The files of an island by Vite's manifest: its script, and what that imports, now or later. */
function chunksOf(parts, path) {
  const wanted = new Set();
  const add = (name) => {
    const part = parts[name];
    if (part === undefined || wanted.has(`/app/${part.file}`)) return;
    wanted.add(`/app/${part.file}`);
    for (const next of [...(part.imports ?? []), ...(part.dynamicImports ?? [])]) add(next);
  };
  for (const [name, part] of Object.entries(parts)) if (`/app/${part.file}` === path) add(name);
  return [...wanted];
}

async function dropOldShelves() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== shelf && name !== planShelf).map((name) => caches.delete(name)));
}

/** Pages come from the network. Without one, help answers; a call for help that did not get through says so. */
async function page(request, url) {
  try {
    return await fetch(request);
  } catch (failure) {
    const asked = url.pathname + url.search;
    if (request.method === 'GET' && (url.pathname === plan || url.pathname === keptPlan)) {
      const kept = await caches.match(spokenPlan.includes(asked) ? asked : keptPlan, { cacheName: planShelf });
      if (kept) return kept;
    }
    const cache = await caches.open(shelf);
    const path = request.method !== 'GET' ? unsent : spoken.includes(asked) ? asked : help;
    const kept = await cache.match(path);
    if (kept) return kept;
    throw failure;
  }
}

/** Styles, fonts, icons and scripts: from the network when there is one, so that they fit the page. Styles stay fresh by it. */
async function file(request, url, name) {
  try {
    const answer = await fetch(request);
    if (name === shelf && answer.ok) await (await caches.open(shelf)).put(url.pathname, answer.clone());
    return answer;
  } catch (failure) {
    const kept = await caches.match(url.pathname, { cacheName: name });
    if (kept) return kept;
    throw failure;
  }
}

// A page: fixed words that name nobody, whatever came with it. They are those of the hub's own PageWords.
const pageWords = {
  en: { alert: 'Crisis alert. Open CareConnect.', drill: 'Drill. Open CareConnect.', code: 'CareConnect code: {0}' },
  es: { alert: 'Alerta de crisis. Abra CareConnect.', drill: 'Simulacro. Abra CareConnect.', code: 'Código de CareConnect: {0}' },
};
const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

self.addEventListener('push', (event) => {
  event.waitUntil(showPage(pageOf(event.data)));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data?.to ?? '/crisis'));
});

/** What was pushed, as far as it has the right shape; anything else is an alert that nobody can read, which is shown all the same. */
function pageOf(data) {
  let given;
  try {
    given = data?.json() ?? {};
  } catch {
    given = {};
  }
  const language = given.language === 'es' ? 'es' : 'en';
  const page = idShape.test(given.page) ? given.page : null;
  const alert = idShape.test(given.alert) ? given.alert : null;
  if (given.kind === 'code' && /^[0-9]{6}$/.test(given.code)) return { kind: 'code', language, page: null, code: given.code, to: '/reach-me' };
  return { kind: given.kind === 'drill' ? 'drill' : 'alert', language, page, code: '', to: alert === null ? '/crisis' : `/crisis/answer/${alert}` };
}

async function showPage({ kind, language, page, code, to }) {
  await self.registration.showNotification(pageWords[language][kind].replace('{0}', code), {
    tag: page ?? kind,
    renotify: true,
    requireInteraction: true,
    lang: language,
    icon: '/mark.svg',
    vibrate: [400, 200, 400, 200, 400],
    data: { to },
  });
  // That it was shown is told to the board. The page is on the screen, whether this gets through or not.
  if (page !== null) await fetch(`/api/pages/${page}/shown`, { method: 'POST', credentials: 'omit' }).catch(() => undefined);
}
