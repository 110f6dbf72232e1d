import { html, nothing } from '../../report/markup.js';
import { field, notice, page, type Viewer, wordsFor } from './layout.js';

/** @param to where to go afterwards; `local` when the only account is the one of this run */
export function loginPage(viewer: Viewer, { to, local, problem }: { to: string; local: boolean; problem?: string }): string {
  const { words } = wordsFor(viewer);
  const { login } = words;
  const body = html`<section class="sheet small"><h1>${login.title}</h1>
${problem ? notice(problem, 'bad') : nothing}
<form method="post" action="/login" class="fields-form">
<input type="hidden" name="to" value="${to}">
${
  local
    ? html`<input type="hidden" name="name" value="${login.localName}"><p class="note">${login.local}</p>`
    : field('name', login.name, html`<input id="name" name="name" autocomplete="username" required maxlength="64" autofocus>`)
}
${field(
  'password',
  login.password,
  html`<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200"${
    local ? html` autofocus` : nothing
  }>`,
)}
<p><button type="submit" class="main">${login.enter}</button></p>
</form></section>`;
  return page(viewer, { title: login.title, body });
}
