const GTIN_LENGTHS: ReadonlySet<number> = new Set([8, 12, 13, 14]);
const DIGITS = /^[0-9]+$/;

/** Which kind of code a barcode was read as. "other" is a code of the shop's own or of another standard. */
export type Symbology = "ean13" | "upca" | "ean8" | "upce" | "gtin14" | "other";

/** A barcode as it is stored and compared, or the reason why it was misread. */
export type NormalizedBarcode = { code: string; symbology: Symbology } | { invalid: "check_digit" };

/**
 * The GS1 check digit of a code without one: `(10 − Σ dᵢ·(3, 1, 3, … from the right) mod 10) mod 10`
 * (GS1 General Specifications 7.9). RangeError when the body is not digits.
 */
export function checkDigit(body: string): string {
  if (!DIGITS.test(body)) throw new RangeError(`"${body}" is not made of digits`);
  let sum = 0;
  for (let index = body.length - 1, weight = 3; index >= 0; index -= 1, weight = 4 - weight) {
    sum += (body.charCodeAt(index) - 48) * weight;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Whether a code is a GTIN of 8, 12, 13 or 14 digits with its check digit right. Spaces and hyphens make it false. */
export function isValidGtin(code: string): boolean {
  return (
    DIGITS.test(code) &&
    GTIN_LENGTHS.has(code.length) &&
    checkDigit(code.slice(0, -1)) === code.slice(-1)
  );
}

/** Why a text is no GTIN, or `null` when it is one. Spaces and hyphens are removed first; UPC-E is not expanded. */
export function validateGtin(
  text: string,
): null | "wrong length" | "not digits" | "wrong check digit" {
  const code = withoutSeparators(text);
  if (!DIGITS.test(code)) return "not digits";
  if (!GTIN_LENGTHS.has(code.length)) return "wrong length";
  return isValidGtin(code) ? null : "wrong check digit";
}

/**
 * Expands a UPC-E code of 8 digits (number system, six digits, check digit) into the UPC-A of 12 digits that it
 * abbreviates (GS1 General Specifications 5.2.2.4). `null` when it is not 8 digits, its number system is not 0 or 1,
 * or the check digit of the expanded code is wrong.
 */
export function expandUpcE(code8: string): string | null {
  if (!/^[01][0-9]{7}$/.test(code8)) return null;
  const system = code8.slice(0, 1);
  const digits = code8.slice(1, 7);
  const body = system + expandSixDigits(digits);
  return checkDigit(body) === code8.slice(7) ? body + code8.slice(7) : null;
}

/**
 * The one spelling of a barcode under which it is stored and found. A GTIN becomes 14 digits, padded with zeros, so
 * that UPC-A, EAN-13 with a leading 0 and GTIN-14 with two are one code; spaces and hyphens in it are dropped.
 * Eight digits are an EAN-8 where its check digit is right, else a UPC-E, which is expanded. 8, 12, 13 or 14 digits
 * with a wrong check digit were misread. Every other text is kept as it is, trimmed; how long it may be and which
 * characters it may hold is for the contract to say.
 */
export function normalizeBarcode(text: string): NormalizedBarcode {
  const code = withoutSeparators(text);
  if (!DIGITS.test(code) || !GTIN_LENGTHS.has(code.length))
    return { code: text.trim(), symbology: "other" };
  if (isValidGtin(code))
    return { code: code.padStart(14, "0"), symbology: symbologyOfLength(code.length) };
  const upcA = expandUpcE(code);
  if (upcA === null) return { invalid: "check_digit" };
  return { code: upcA.padStart(14, "0"), symbology: "upce" };
}

function expandSixDigits(digits: string): string {
  const last = digits.slice(5);
  if (last <= "2") return `${digits.slice(0, 2)}${last}0000${digits.slice(2, 5)}`;
  if (last === "3") return `${digits.slice(0, 3)}00000${digits.slice(3, 5)}`;
  if (last === "4") return `${digits.slice(0, 4)}00000${digits.slice(4, 5)}`;
  return `${digits.slice(0, 5)}0000${last}`;
}

function symbologyOfLength(length: number): Symbology {
  if (length === 8) return "ean8";
  if (length === 12) return "upca";
  return length === 13 ? "ean13" : "gtin14";
}

function withoutSeparators(text: string): string {
  return text.replace(/[\s-]/g, "");
}
