import { html, type Markup } from '../markup.js';

/**
 * What the page does beyond being read: show items of some verdicts only, fold and unfold, open what a link leads to.
 * The same text in every page, so that the policy of the page can name it by its hash; words come from the page.
 */
export const script: Markup = html`(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const tools = document.getElementById('tools');
  const boxes = all('input[type=checkbox]', tools);
  const said = tools.querySelector('output');
  const foldings = all('main details');
  tools.hidden = false;

  const filter = () => {
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const count = (some) => some.reduce((sum, box) => sum + Number(box.dataset.count), 0);
    for (const one of all('[data-verdict]')) one.hidden = !wanted.has(one.dataset.verdict);
    const shown = count(boxes.filter((box) => box.checked));
    said.textContent = said.dataset.words.replace('{shown}', shown).replace('{all}', count(boxes));
  };
  const fold = (open) => {
    for (const one of foldings) one.open = open;
  };
  const reveal = (id) => {
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let one = target; one; one = one.parentElement) {
      if (one.tagName === 'DETAILS') one.open = true;
      if (one.dataset.verdict && one.hidden) {
        for (const box of boxes) if (box.value === one.dataset.verdict) box.checked = true;
        filter();
      }
    }
    const inner = target.parentElement && target.parentElement.tagName === 'SUMMARY' ? target.parentElement.parentElement : undefined;
    if (inner) inner.open = true;
    if (!target.hasAttribute('tabindex')) target.setAttribute('tabindex', '-1');
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  };
  const here = () => decodeURIComponent(location.hash.slice(1));

  for (const box of boxes) box.addEventListener('change', filter);
  tools.addEventListener('click', (event) => {
    const { fold: way } = event.target.dataset;
    if (way) fold(way === 'open');
  });
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link) setTimeout(() => reveal(decodeURIComponent(link.getAttribute('href').slice(1))));
  });
  addEventListener('beforeprint', () => fold(true));
  filter();
  reveal(here());
})();
`;
