/** How long before the end of the session the warning shows, in milliseconds. */
const ahead = 120_000;

/**
 * Shows #session-warning two minutes before the session ends (`data-session-ends` on the body, Unix milliseconds).
 * *Stay signed in* asks for more time. At the end the page goes to sign-in by itself: what was written is kept on
 * the device. The crisis board asks by itself, for it must not fall silent at night, and never leaves.
 */
export function warnBeforeEnd(now: () => number = Date.now): void {
  const warning = document.querySelector<HTMLElement>('#session-warning');
  const board = document.body.classList.contains('board');
  let ends = Number(document.body.dataset['sessionEnds']);
  if (warning === null || !(ends > 0)) return;

  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    clearTimeout(timer);
    const left = ends - now();
    warning.hidden = left > ahead;
    const wait = left > ahead ? left - ahead : board ? 10_000 : left;
    if (left > 0) timer = setTimeout(look, Math.min(wait, 2 ** 31 - 1));
    else if (!board) location.replace(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
    if (board && left > 0 && left <= ahead) void more();
  };
  const more = async (): Promise<void> => {
    const later = await stay();
    if (later <= ends) return;
    ends = later;
    look();
  };
  document.querySelector('#session-stay')?.addEventListener('click', (event) => {
    event.preventDefault();
    void more();
  });
  // A sleeping device does not run timers: look again when somebody looks at the page.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look();
  });
  look();
}

/** Asks the server for more time; answers with the new end, or 0 when there was no answer. */
async function stay(): Promise<number> {
  try {
    const response = await fetch('/session/stay', { method: 'POST', credentials: 'same-origin' });
    return Number(response.headers.get('X-Session-Ends') ?? 0);
  } catch {
    // Without a connection the warning stays and the button can be pressed again.
    return 0;
  }
}
