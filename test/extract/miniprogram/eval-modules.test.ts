import { expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

it('modules that a development build keeps as texts are read, and no code that is made when it runs', () => {
  const page = String.raw`"use weex:vue";
    (function (modules) { modules[1]() })([, function (module, exports, __webpack_require__) {
      "use strict";
      eval("exports.default = { methods: { submit: function () { uni.request({ url: '/sign/in', method: 'POST', data: { name: this.name } }) } } };\n//# sourceURL=[module]\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,eyJ2ZXJzaW9uIjozfQ==")
    }]);`;
  const { facts } = extractFacts(
    openFiles('app', {
      'app.json': '{"pages":["pages/a/a"]}',
      'pages/a/a.js': page,
      'pages/a/a.wxml': '<button bindtap="submit">签到</button>',
    }),
    '0',
  );
  const found = facts.flatMap((fact) =>
    fact.kind === 'limit' ? [fact.reason] : fact.kind === 'request' ? [`${fact.path} ${fact.at.line}`] : [],
  );
  expect(found).toEqual(['/sign/in 4']);
});
