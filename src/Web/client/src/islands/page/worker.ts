interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL: (url: string) => string };
}

/** Registers the worker that keeps *Get help now* readable without a network, through the page's one Trusted Types policy. */
export async function registerWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  const policy = types?.createPolicy('care-worker', {
    createScriptURL: (url) => {
      if (url !== '/sw.js') throw new TypeError('Only /sw.js is a worker of this page');
      return url;
    },
  });
  try {
    await navigator.serviceWorker.register(policy?.createScriptURL('/sw.js') ?? '/sw.js');
  } catch (error) {
    // The page works without it; only the offline copy of the help page is missing.
    console.warn('The offline help page could not be kept', error);
  }
}
