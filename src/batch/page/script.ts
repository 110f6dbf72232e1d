/** Runs in the page. It makes elements and text nodes only: nothing of the data is ever taken for markup. */
export const SCRIPT = String.raw`
'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const { words, rules } = data;
  const PER_PAGE = 100;
  const UNIT = 0, APP = 1, FILE = 2, PATH = 3, ID = 4, CARRIER = 5, VERSION = 6, VERDICTS = 7, LIMITS = 8, STATE = 9, REPORT = 10;
  const rows = data.rows.map((cells) => ({ cells, text: [1, 2, 3, 4].map((i) => cells[i]).join('\n').toLowerCase() }));
  const letter = (verdict) => String.fromCharCode(97 + words.order.indexOf(verdict));
  const worst = (cells) => [...cells[VERDICTS]].reduce((low, one) => (one < low ? one : low), 'z');
  const filled = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
  const state = { verdict: '', rule: '', unit: '', carrier: '', limit: '', state: '', search: '', sort: PATH, down: false, page: 0 };

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const distinct = (values) => [...new Set(values)].sort();

  function fits({ cells, text }) {
    if (state.unit && cells[UNIT] !== state.unit.slice(1)) return false;
    if (state.carrier && cells[CARRIER] !== state.carrier) return false;
    if (state.state && cells[STATE] !== state.state) return false;
    if (state.limit && !(state.limit === '-' ? cells[LIMITS] === '' : cells[LIMITS].split(' ').includes(state.limit))) return false;
    if (state.search && !text.includes(state.search)) return false;
    if (!state.verdict) return true;
    const at = rules.findIndex(([rule]) => rule === state.rule);
    return at === -1 ? cells[VERDICTS].includes(letter(state.verdict)) : cells[VERDICTS][at] === letter(state.verdict);
  }

  function select(key, label, options) {
    const box = make('select');
    for (const [value, text] of [['', words.all], ...options]) box.append(make('option', { value }, text));
    box.addEventListener('change', () => { state[key] = box.value; state.page = 0; show(); });
    return make('label', {}, label, box);
  }

  function filters() {
    const form = document.getElementById('filters');
    form.addEventListener('submit', (event) => event.preventDefault());
    const search = make('input', { type: 'search' });
    search.addEventListener('input', () => { state.search = search.value.toLowerCase(); state.page = 0; show(); });
    const of = (column) => distinct(rows.map(({ cells }) => cells[column]));
    const limits = distinct(rows.flatMap(({ cells }) => cells[LIMITS].split(' ').filter(Boolean)));
    form.append(
      make('label', {}, words.search, search),
      select('verdict', words.verdict_, words.order.map((one) => [one, words.verdict[one]])),
      select('rule', words.rule, rules),
      select('unit', words.unit, of(UNIT).map((one) => ['=' + one, one || words.noUnit])),
      select('carrier', words.carrier_, of(CARRIER).map((one) => [one, words.carrier[one] ?? one])),
      select('limit', words.limit_, [['-', words.noLimit], ...limits.map((one) => [one, words.limit[one] ?? one])]),
      select('state', words.state_, of(STATE).map((one) => [one, words.states[one]])),
    );
  }

  function totals() {
    const counted = (some) => words.asked.map((verdict) => some.filter(({ cells }) => cells[VERDICTS].includes(letter(verdict))).length);
    const line = (name, some) => {
      const row = make('tr', {}, make('th', { scope: 'row' }, name), make('td', { class: 'n' }, String(some.length)));
      for (const count of counted(some)) row.append(make('td', { class: 'n' }, String(count)));
      return row;
    };
    const head = make('tr', {}, make('th', { scope: 'col' }, words.carrier_), make('th', { scope: 'col', class: 'n' }, words.inputs));
    for (const verdict of words.asked) head.append(make('th', { scope: 'col', class: 'n' }, words.verdict[verdict]));
    const body = make('tbody');
    for (const carrier of distinct(rows.map(({ cells }) => cells[CARRIER])))
      body.append(line(words.carrier[carrier] ?? carrier, rows.filter(({ cells }) => cells[CARRIER] === carrier)));
    body.append(line(words.sum, rows));
    document.getElementById('totals').append(make('thead', {}, head), body);
  }

  const COLUMNS = [[UNIT, words.unit], [APP, words.app], [FILE, words.file], [CARRIER, words.carrier_], [VERSION, words.version], [VERDICTS, words.verdict_], [LIMITS, words.limit_], [REPORT, words.report]];

  function heading() {
    const row = make('tr');
    for (const [column, name] of COLUMNS) {
      const cell = make('th', { scope: 'col' });
      if (column === REPORT) cell.append(name);
      else {
        const isSorted = state.sort === column;
        cell.setAttribute('aria-sort', isSorted ? (state.down ? 'descending' : 'ascending') : 'none');
        const button = make('button', { type: 'button' }, name + (isSorted ? (state.down ? ' ▼' : ' ▲') : ''));
        button.addEventListener('click', () => {
          state.down = isSorted && !state.down;
          state.sort = column;
          state.page = 0;
          show();
          document.querySelectorAll('#list th')[COLUMNS.findIndex(([one]) => one === column)].querySelector('button').focus();
        });
        cell.append(button);
      }
      row.append(cell);
    }
    return make('thead', {}, row);
  }

  function verdictsOf(cells) {
    const cell = make('td');
    for (const verdict of words.asked) {
      const count = [...cells[VERDICTS]].filter((one) => one === letter(verdict)).length;
      if (count > 0) cell.append(make('span', { class: 'v ' + verdict }, words.verdict[verdict] + ' ' + count));
    }
    return cell;
  }

  function line({ cells }) {
    const link = make('a', { href: cells[REPORT] }, words.report);
    link.setAttribute('aria-label', words.open + (cells[APP] || cells[FILE]));
    const limits = cells[LIMITS].split(' ').filter(Boolean).map((one) => words.limit[one] ?? one).join(' · ');
    return make('tr', {},
      make('td', {}, cells[UNIT]),
      make('td', {}, cells[APP], make('br'), make('small', {}, cells[ID])),
      make('td', {}, cells[FILE], make('br'), make('small', {}, cells[PATH])),
      make('td', {}, words.carrier[cells[CARRIER]] ?? cells[CARRIER]),
      make('td', {}, cells[VERSION]),
      verdictsOf(cells),
      make('td', {}, cells[STATE] === 'done' ? limits : words.states[cells[STATE]]),
      make('td', {}, link));
  }

  function pages(count) {
    const nav = document.getElementById('pages');
    const last = Math.max(1, Math.ceil(count / PER_PAGE));
    const button = (name, to) => {
      const one = make('button', { type: 'button' }, name);
      one.disabled = to < 0 || to >= last;
      one.addEventListener('click', () => { state.page = to; show(); document.getElementById('list-title').scrollIntoView(); });
      return one;
    };
    nav.replaceChildren(button(words.previous, state.page - 1), filled(words.page, state.page + 1, last), button(words.next, state.page + 1));
  }

  const collator = new Intl.Collator('zh-CN', { numeric: true });
  function compare(a, b) {
    if (state.sort !== VERDICTS) return collator.compare(a.cells[state.sort], b.cells[state.sort]);
    const [x, y] = [worst(a.cells), worst(b.cells)];
    return x < y ? -1 : x > y ? 1 : 0;
  }

  function show() {
    const chosen = rows.filter(fits).sort((a, b) => (state.down ? compare(b, a) : compare(a, b)));
    document.getElementById('count').textContent = filled(words.count, chosen.length, rows.length);
    const body = make('tbody');
    for (const row of chosen.slice(state.page * PER_PAGE, (state.page + 1) * PER_PAGE)) body.append(line(row));
    document.getElementById('list').replaceChildren(heading(), body);
    pages(chosen.length);
  }

  filters();
  totals();
  show();
})();
`;
