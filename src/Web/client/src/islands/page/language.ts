/** An invitation's secret stands after the # of the address, where no server sees it: it must survive a change of language. */
export function keepLanguageLinks(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-lang]') : null;
    if (link !== null && location.hash !== '') link.hash = location.hash;
  });
}
