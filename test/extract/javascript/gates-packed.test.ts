import { expect, it } from 'vitest';
import { extractInput } from '../../../src/scan.js';

/** Gates of an input without what packing renames: the place and the name of the request module. */
function gatesIn(input: string | string[]): string[] {
  return extractInput(input)
    .facts.flatMap((fact) =>
      fact.kind === 'gate'
        ? [
            `${fact.subject} ${fact.shape} ${fact.message ?? ''} → ${fact.guards?.split('.').at(-1)} @ ${fact.at.method} ${fact.screens}`,
          ]
        : [],
    )
    .sort();
}

it('a minified and packed mini-program has the gates of its sources', () => {
  const packed = gatesIn(['fixtures/packages/wechat-redline.wxapkg', 'fixtures/packages/wechat-redline-sub.wxapkg']);
  expect(packed).toEqual([
    'distance range 不在签到范围内,请到现场签到 → post @ submit pages/checkin/checkin',
    'duration range 学习时长不足5分钟 → post @ onFinish pages/study/study',
    'other empty  → post @ reportTime pages/study/study',
    'photo empty 请上传现场照片 → upload @ onSubmit packageWork/pages/patrol/patrol',
    'text empty 请填写{} → post @ required packageWork/pages/daily/daily',
  ]);
  expect(packed).toEqual(gatesIn('fixtures/wechat-redline'));
});
