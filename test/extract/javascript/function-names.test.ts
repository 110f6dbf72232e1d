import { expect, it } from 'vitest';
import { parseScript } from '../../../src/decode/javascript/parse.js';
import { readModule } from '../../../src/extract/javascript/module/module.js';

function namesIn(text: string): string[] {
  const module = readModule({ id: 'a.js', path: 'a.js', text, owner: 'own' }, parseScript(text)!.file.program);
  return module.units.map(({ name }) => name).filter(Boolean);
}

it('methods of a class that a compiler took apart go by their keys', () => {
  expect(namesIn(`c(T, [{ key: 'render', value: function () {} }, { key: 'submit', value: () => 1 }]);`)).toEqual([
    'render',
    'submit',
  ]);
});

it('a member that a helper defines goes by its name', () => {
  expect(namesIn(`l(this, 'rate', function () {});`)).toEqual(['rate']);
});

it('a function that is called at once for another one gives it its name', () => {
  expect(
    namesIn(
      'var submit = function () { var e = g(function () {}); return function () { return e.apply(this, arguments); }; }();',
    ),
  ).toEqual(['submit']);
});

it('what is handed to a call is no method of its first word', () => {
  expect(
    namesIn(
      `on('click', 'li', function () {}); addEvent(button, 'click', function () {}); var t = { key: 1, value: function () {} };`,
    ),
  ).toEqual(['value']);
});
