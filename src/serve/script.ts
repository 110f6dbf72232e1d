/** Runs in the pages, which are complete without it: follows progress, tells of an upload and first of the papers that go with it, asks before an answer is withdrawn, ticks all. */
export const SCRIPT = `'use strict';
(() => {
  const progress = document.getElementById('progress');
  if (progress) {
    let wanted = false;
    let busy = false;
    const refresh = async () => {
      wanted = true;
      if (busy) return;
      busy = true;
      while (wanted) {
        wanted = false;
        const answer = await fetch(location.href, { headers: { accept: 'text/html' }, redirect: 'error' }).catch(() => undefined);
        if (answer && answer.ok) {
          const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('progress');
          if (fresh) progress.replaceChildren(...fresh.childNodes);
        }
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
      busy = false;
    };
    const events = new EventSource(progress.dataset.events);
    events.addEventListener('change', refresh);
    events.addEventListener('open', refresh);
  }

  for (const form of document.querySelectorAll('form[data-ask]'))
    form.addEventListener('submit', (event) => {
      if (!window.confirm(form.dataset.ask)) event.preventDefault();
    });

  const all = document.getElementById('choose-all');
  if (all) {
    document.getElementById('all-of-them').hidden = false;
    all.addEventListener('change', () => {
      for (const box of document.querySelectorAll('#pick input[name=pick]')) box.checked = all.checked;
    });
  }

  const upload = document.getElementById('upload');
  if (upload) {
    const said = document.getElementById('sending');
    const files = upload.querySelector('input[type=file]');
    const button = upload.querySelector('button');
    const fill = (text, value) => text.replace('{0}', value);
    const stop = (text) => {
      said.textContent = text;
      button.disabled = false;
    };
    const forms = ['declaration', 'suppressions'];
    const putProblems = (page) => {
      let first;
      for (const form of forms) {
        const given = page && page.getElementById(form + '-problems');
        const input = document.getElementById(form);
        const isWrong = Boolean(given && given.childNodes.length);
        document.getElementById(form + '-problems').replaceChildren(...(given ? given.childNodes : []));
        if (isWrong) input.setAttribute('aria-invalid', 'true');
        else input.removeAttribute('aria-invalid');
        if (isWrong && !first) first = input;
      }
      if (first) {
        document.getElementById('papers').open = true;
        first.focus();
      }
      return Boolean(first);
    };
    const papersFit = async () => {
      putProblems();
      const body = new FormData();
      body.append('token', upload.elements.token.value);
      const chosen = forms.flatMap((form) => [...document.getElementById(form).files].map((file) => [form, file]));
      if (chosen.length === 0) return true;
      for (const [form, file] of chosen) body.append(form, file);
      const answer = await fetch('/upload/papers', { method: 'POST', body }).catch(() => undefined);
      if (answer && answer.ok) return true;
      const page = answer && new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (!putProblems(page)) stop(told(page));
      return false;
    };
    const told = (page) => {
      const problem = page && page.querySelector('.notice.bad, main p');
      return problem ? problem.textContent : upload.dataset.broken;
    };
    upload.addEventListener('submit', async (event) => {
      event.preventDefault();
      const chosen = [...files.files];
      if (chosen.length > Number(upload.dataset.files)) return stop(upload.dataset.tooMany);
      if (chosen.reduce((sum, file) => sum + file.size, 0) > Number(upload.dataset.most)) return stop(upload.dataset.tooLarge);
      if (!(await papersFit())) return;
      const bar = document.createElement('progress');
      const text = document.createElement('span');
      bar.max = 100;
      bar.value = 0;
      bar.setAttribute('aria-label', fill(upload.dataset.sending, ''));
      said.replaceChildren(bar, text);
      button.disabled = true;
      const request = new XMLHttpRequest();
      request.upload.addEventListener('progress', ({ loaded, total }) => {
        bar.value = Math.floor((loaded / total) * 100);
        text.textContent = fill(upload.dataset.sending, bar.value);
      });
      request.addEventListener('load', () => {
        if (request.status < 400) return location.assign(request.responseURL);
        stop(told(new DOMParser().parseFromString(request.responseText, 'text/html')));
      });
      request.addEventListener('error', () => stop(upload.dataset.broken));
      request.open('POST', upload.action);
      request.send(new FormData(upload));
    });
  }
})();
`;
