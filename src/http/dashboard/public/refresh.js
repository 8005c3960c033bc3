// Keeps a page fresh: fetches its main part again every few seconds and puts it in place. Pages work without this.
const main = document.getElementById('main');
const seconds = Number(main?.dataset.live ?? 0);
let isPaused = false;

function freshAddress() {
  const address = new URL(window.location.href);
  address.searchParams.set('fragment', 'main');
  address.hash = '';
  return address;
}

/** What a reader has opened, scrolled to or selected must not be lost. */
function put(text) {
  const open = [...main.querySelectorAll('details[open]')].map((element) => element.id);
  const focused = main.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  const template = document.createElement('template');
  template.innerHTML = text;
  for (const element of template.content.querySelectorAll('details')) element.open = open.includes(element.id);
  main.replaceChildren(template.content);
  if (focused !== null) {
    const again = [...main.querySelectorAll('a')].find((link) => link.getAttribute('href') === focused);
    again?.focus({ preventScroll: true });
  }
  showState('');
}

function showState(text) {
  const place = document.getElementById('live');
  if (!place) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = isPaused ? 'resume updates' : 'pause updates';
  button.addEventListener('click', () => {
    isPaused = !isPaused;
    showState('');
  });
  place.replaceChildren(text === '' ? ' · ' : ` · ${text} · `, button);
}

function isBusy() {
  const selection = document.getSelection();
  const isSelecting = selection !== null && !selection.isCollapsed;
  return isPaused || document.hidden || isSelecting || ['BUTTON', 'SELECT'].includes(document.activeElement?.tagName);
}

async function refresh() {
  if (isBusy()) return;
  try {
    const response = await fetch(freshAddress(), { headers: { Accept: 'text/html' } });
    if (response.ok) put(await response.text());
    else showState('no longer fresh');
  } catch {
    showState('the service does not answer');
  }
}

if (seconds > 0) {
  showState('');
  setInterval(refresh, seconds * 1000);
}
