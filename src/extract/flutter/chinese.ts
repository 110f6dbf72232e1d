const HAN = /[\u3400-\u9fff]/;
/** Japanese and Korean texts of the framework's tables hold Chinese characters as well. */
const OTHER_SCRIPT = /[\u3040-\u30ff\uac00-\ud7af]/;

/** Whether a text is in Chinese. */
export function isChinese(text: string): boolean {
  return HAN.test(text) && !OTHER_SCRIPT.test(text);
}

/** As much of a text as a fact holds. */
export const MAX_TEXT = 200;
