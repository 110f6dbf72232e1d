import type { Fact } from '../../../facts/types.js';
import { limitOf } from '../limit.js';
import type { StringFigures } from './encrypted-strings.js';
import type { ReflectionFigures } from './reflection.js';

/** Ordinary and minified apps have no call that decrypts a constant, and less than 0.2 % reflective calls. */
const DECRYPTED = 20;
const DECRYPTED_SHARE = 0.1;
const REFLECTIVE = 30;
const REFLECTIVE_SHARE = 0.02;

/** Texts and calls that the code only makes at run time. */
export function obfuscationLimits(
  { decrypted, readable, methods }: StringFigures,
  { reflective, calls }: ReflectionFigures,
  base: string,
): Fact[] {
  const limits: Fact[] = [];
  const hidden = decrypted / Math.max(1, decrypted + readable);
  if (decrypted >= DECRYPTED && hidden >= DECRYPTED_SHARE) {
    const detail = `${base} 的代码有 ${decrypted} 处文字在运行时才解密（由 ${methods.slice(0, 2).join('、')} 等 ${methods.length} 个方法），可直接读出的只有 ${readable} 处，其中的提示文字和接口地址不可读；请提交未加密字符串的同版本样品。`;
    limits.push(limitOf('encrypted', ['code', 'texts'], detail, base, hidden));
  }
  const share = reflective / Math.max(1, calls);
  if (reflective >= REFLECTIVE && share >= REFLECTIVE_SHARE) {
    const percent = Math.round(share * 1000) / 10;
    const detail = `${base} 的代码读到 ${calls} 处调用，其中 ${reflective} 处（${percent}%）经反射进行，调用什么在运行时才知道；请提交未混淆的同版本样品。`;
    limits.push(limitOf('unreadable', ['code'], detail, base, share));
  }
  return limits;
}
