/** A character key with its position on the keyboard. */
export interface PlacedKey {
  /** The character on this computer's layout. */
  readonly key: string;
  /** `KeyboardEvent.code`: the position of the key on any layout. */
  readonly code: string;
  readonly shift: boolean;
}

/** The character of a key on the default layout of scanners (US), alone and with Shift. */
const US_SIGNS: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Minus: ["-", "_"],
  Equal: ["=", "+"],
  BracketLeft: ["[", "{"],
  BracketRight: ["]", "}"],
  Backslash: ["\\", "|"],
  Semicolon: [";", ":"],
  Quote: ["'", '"'],
  Comma: [",", "<"],
  Period: [".", ">"],
  Slash: ["/", "?"],
  Backquote: ["`", "~"],
  Space: [" ", " "],
};
const SHIFTED_DIGITS = ")!@#$%^&*(";
const DIGIT_ROW = /^Digit([0-9])$/;
const LETTER = /^Key([A-Z])$/;
const IS_DIGIT = /^[0-9]$/;
const LINK = /^https?:\/\//i;

/**
 * The characters that a scanner sent. A scanner uses the positions of a US keyboard; on a computer whose layout needs
 * Shift for digits (French, Czech and others), "123" arrives as `&é"`. This is recognized by keys of the digit row that
 * were pressed without Shift and typed no digit: if they are half of the code or more and no key typed a digit, every
 * key is read by its position. So is a link, whose signs have other positions on most layouts.
 */
export function readByPosition(keys: readonly PlacedKey[]): string {
  const misread = keys.filter(
    ({ key, code, shift }) => DIGIT_ROW.test(code) && !shift && !IS_DIGIT.test(key),
  );
  const isOtherLayout =
    misread.length > 0 &&
    misread.length * 2 >= keys.length &&
    !keys.some(({ key }) => IS_DIGIT.test(key));
  const typed = keys.map(({ key }) => key).join("");
  if (!isOtherLayout && (LINK.test(typed) || !LINK.test(keys.map(usCharacter).join(""))))
    return typed;
  return keys.map(usCharacter).join("");
}

function usCharacter({ key, code, shift }: PlacedKey): string {
  const digit = DIGIT_ROW.exec(code)?.[1];
  if (digit !== undefined) return shift ? SHIFTED_DIGITS.charAt(Number(digit)) : digit;
  const letter = LETTER.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  return US_SIGNS[code]?.[shift ? 1 : 0] ?? key;
}
