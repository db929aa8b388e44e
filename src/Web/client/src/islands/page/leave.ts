/** How long three presses of Shift may take, in milliseconds (GOV.UK's exit-this-page component). */
const within = 5_000;

/**
 * *Leave this page*: one click on #leave, or three presses of Shift. Covers the page at once, then puts the
 * harmless address in its place in the history, so that Back does not return here.
 * @param go Replaces the page; the browser's own by default.
 */
export function leave(go: (address: string) => void = (address) => location.replace(address)): void {
  const link = document.querySelector<HTMLAnchorElement>('#leave');
  if (link === null) return;

  const exit = (): void => {
    const cover = document.createElement('div');
    cover.className = 'cover';
    // Nothing of the page stays under it, not even an open dialog, which would lie above.
    document.body.replaceChildren(cover);
    document.title = '\u200b';
    go(link.href);
  };

  let presses: number[] = [];
  let alone = false;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    exit();
  });
  document.addEventListener('keydown', (event) => {
    // Shift held for a capital letter, or repeated by being held, is not a press.
    alone = event.key === 'Shift' && !event.repeat;
    if (event.key !== 'Shift') presses = [];
  });
  document.addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || !alone) return;
    alone = false;
    const now = Date.now();
    presses = [...presses.filter((at) => now - at < within), now];
    if (presses.length < 3) return;
    presses = [];
    exit();
  });
  // The page may be kept whole by the browser and shown again by Back: then it must not be covered for ever.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}
