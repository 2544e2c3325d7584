/** A key that made a character, as far as the place it has on the keyboard matters. */
export interface PlacedKey {
  /** The character it made on this computer's layout. */
  readonly key: string;
  /** `KeyboardEvent.code`: where the key is, whatever the layout. */
  readonly code: string;
  readonly shift: boolean;
}

/** What a key makes on the layout that scanners are delivered with (US), alone and with Shift. */
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

/**
 * The characters a scanner meant. A scanner presses the keys of a US keyboard; where the computer has a layout whose
 * digits need Shift (French, Czech and others), "123" arrives as `&é"`. That is told by keys of the row of digits that
 * were pressed without Shift and made no digit: where they are half of the code or more and no key made a digit, every
 * key is read by its place.
 */
export function readByPosition(keys: readonly PlacedKey[]): string {
  const misread = keys.filter(
    ({ key, code, shift }) => DIGIT_ROW.test(code) && !shift && !IS_DIGIT.test(key),
  );
  const isOtherLayout =
    misread.length > 0 &&
    misread.length * 2 >= keys.length &&
    !keys.some(({ key }) => IS_DIGIT.test(key));
  return keys.map((key) => (isOtherLayout ? usCharacter(key) : key.key)).join("");
}

function usCharacter({ key, code, shift }: PlacedKey): string {
  const digit = DIGIT_ROW.exec(code)?.[1];
  if (digit !== undefined) return shift ? SHIFTED_DIGITS.charAt(Number(digit)) : digit;
  const letter = LETTER.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  return US_SIGNS[code]?.[shift ? 1 : 0] ?? key;
}
