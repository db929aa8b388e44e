import { toBase64Url } from '../../crypto/verification/bytes';

/** A subscription as the clinic keeps it. */
export interface Subscribed { endpoint: string; p256dh: string; auth: string }

/** What this browser can do with pages. */
export interface BrowserPush {
  /** `cannot`: it has no push at all; `blocked`: its person said no. */
  able(): 'yes' | 'cannot' | 'blocked';
  /** Hash of the endpoint that it is subscribed with, as the server knows it; null without one. */
  endpoint(): Promise<string | null>;
  /** Asks the person, which is allowed only from their tap. Null: they, or the browser, did not want to. */
  subscribe(key: string): Promise<Subscribed | null>;
}

export function browserPush(): BrowserPush {
  return {
    able: () => (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window) ? 'cannot' : Notification.permission === 'denied' ? 'blocked' : 'yes'),
    async endpoint() {
      const registration = await navigator.serviceWorker.getRegistration('/');
      const known = (await registration?.pushManager.getSubscription()) ?? null;
      if (known === null) return null;
      return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(known.endpoint))));
    },
    async subscribe(key) {
      if ((await Notification.requestPermission()) !== 'granted') return null;
      const { pushManager } = await navigator.serviceWorker.ready;
      const options = { userVisibleOnly: true, applicationServerKey: key };
      // One that was made for another clinic at this address is of no use here, and is in the way.
      const made = await pushManager.subscribe(options).catch(async () => {
        await (await pushManager.getSubscription())?.unsubscribe();
        return pushManager.subscribe(options).catch(() => null);
      });
      const keys = made?.toJSON().keys;
      if (!made || !keys?.['p256dh'] || !keys['auth']) return null;
      return { endpoint: made.endpoint, p256dh: keys['p256dh'], auth: keys['auth'] };
    },
  };
}
