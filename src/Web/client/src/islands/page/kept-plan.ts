/** The database of care/kept.ts. Here it is only looked for and taken away, without the code that reads it. */
const name = 'care-kept-plan';

/** Signing out takes the safety plan's copy off this device: as the form goes, and once more where it leads. */
export function forgetAtSignOut(): void {
  const forget = (): void => void indexedDB.deleteDatabase(name);
  document.addEventListener('submit', (event) => {
    if (event.target instanceof HTMLFormElement && new URL(event.target.action).pathname === '/sign-out') forget();
  });
  if (location.pathname === '/sign-in' && new URLSearchParams(location.search).has('out')) forget();
}

/** On the sign-in page: the way to the plan that this device keeps, for who cannot sign in now. */
export async function showKeptPlan(): Promise<void> {
  const link = document.getElementById('kept-plan');
  if (link === null || new URLSearchParams(location.search).has('out')) return;
  // Phones from before this question show no link; the plan opens at its own address all the same.
  const all = (await indexedDB.databases?.()) ?? [];
  link.hidden = !all.some((database) => database.name === name);
}
