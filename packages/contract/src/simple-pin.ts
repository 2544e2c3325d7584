/** PINs that people try first. */

/** Two that are common on keypads: a column and its reverse. */
const ON_THE_KEYPAD: ReadonlySet<string> = new Set(["2580", "0852"]);

/**
 * Whether a PIN is among the first that anyone would try: one digit or pair repeated, pairs of one digit, digits in
 * order up or down, a year in which someone may have been born, or a column of the keypad.
 */
export function isSimplePin(pin: string): boolean {
  return (
    ON_THE_KEYPAD.has(pin) ||
    isRepeated(pin) ||
    isInPairs(pin) ||
    isYear(pin) ||
    isStraight(pin, 1) ||
    isStraight(pin, -1)
  );
}

/** `1122`, `334455`. */
function isInPairs(pin: string): boolean {
  return /^(?:(\d)\1)+$/.test(pin);
}

/** `1900` to `2099`. */
function isYear(pin: string): boolean {
  return /^(?:19|20)\d\d$/.test(pin);
}

/** `1111`, `1212`, `123123`. */
function isRepeated(pin: string): boolean {
  return [1, 2, 3].some(
    (length) => pin.length > length && pin === pin.slice(0, length).repeat(pin.length / length),
  );
}

/** `1234`, `7890`, `4321`. */
function isStraight(pin: string, step: 1 | -1): boolean {
  return [...pin].every(
    (digit, index) => index === 0 || Number(digit) === (Number(pin[index - 1]) + step + 10) % 10,
  );
}
