import fc from 'fast-check';
import { expect, it } from 'vitest';
import { luaStrings } from '../../../src/decode/lua/strings.js';

it('strings of a Lua source with what they are given to; comments are none', () => {
  const source = `-- "签到"
--[==[ Toast.makeText(activity, "x") ]==]
layout = { LinearLayout, { TextView, text = "每日签到", hint='请输入' } }
print "已签到"
Toast.makeText(activity, "请先\\"定位\\"\\u{4e00}", Toast.LENGTH_SHORT).show()
local help = [[规则
说明]]`;
  expect(luaStrings(source).map(({ value, key, call }) => [value, key, call])).toEqual([
    ['每日签到', 'text', undefined],
    ['请输入', 'hint', undefined],
    ['已签到', undefined, 'print'],
    ['请先"定位"一', undefined, 'Toast.makeText'],
    ['规则\n说明', 'help', undefined],
  ]);
});

it('any text is read to its end', () => {
  const piece = fc.constantFrom('"', "'", '\\', '[[', ']]', '[==[', '--', '\n', '(', ')', 'a=', '签', '\\u{110000}');
  fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (parts) => Array.isArray(luaStrings(parts.join('')))));
});
