// Does something once, as soon as the page has what it is about; most pages never do.
export function whenThere(selector, act) {
  if (document.querySelector(selector)) return act();
  const watcher = new MutationObserver(() => {
    if (!document.querySelector(selector)) return;
    watcher.disconnect();
    act();
  });
  watcher.observe(document.body, { childList: true, subtree: true });
}
