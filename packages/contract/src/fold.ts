/**
 * The two ways of comparing text, for the browser and the server. The identity key decides whether two codes or names
 * are equal: it ignores only invisible characters. The search fold also finds other spellings; a scanned or fully
 * typed code is never matched by it.
 */
import { digitsOf } from "./digits.ts";

/** Increase this with every change to the output of this file: stored keys are then rebuilt (see `refresh-keys`). */
export const FOLD_VERSION = 2;

const PLAIN_ASCII = /^[\u0021-\u007e]+(?: [\u0021-\u007e]+)*$/;
/** Zero-width characters, writing direction marks, soft hyphens: present in text but invisible. */
const INVISIBLE = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
/** Tabs and line breaks separate words, although they are control characters. */
const CONTROLS = /[\t\n\v\f\r]/g;
/** The empty braille cell looks like a space and is treated as one. */
const SPACES = /[\s\p{Z}\u2800]+/gu;
/** Every dash, and the mathematical minus sign. */
const DASHES = /[\p{Pd}\u2212]/gu;

/**
 * Normalized text with case and accents: compatibility forms (full-width letters, ligatures) and digits of every
 * script converted, every dash a hyphen, single spaces, and no invisible characters.
 */
export function plainText(text: string): string {
  if (PLAIN_ASCII.test(text)) return text;
  const usual = text.replace(CONTROLS, " ").normalize("NFKC").replace(INVISIBLE, "");
  return digitsOf(usual).replace(DASHES, "-").replace(SPACES, " ").trim().normalize("NFC");
}

/** The key by which two codes or names are equal: `plainText`, case-insensitive. */
export function identityKey(text: string): string {
  // Some lowercase letters have an accented form that the uppercase letters lack.
  const plain = plainText(text).toLowerCase().normalize("NFC");
  // The final sigma has a different lowercase letter but the same capital.
  return plain.includes("ς") ? plain.replaceAll("ς", "σ") : plain;
}

/**
 * Accents and vowel points of Latin, Greek, Cyrillic, Hebrew and Arabic letters. Vowel signs of other scripts are
 * letters, and U+05BE among the Hebrew points is a hyphen.
 */
const ACCENTS =
  // oxlint-disable-next-line no-misleading-character-class -- accents without their letters are what this looks for
  /[\u{300}-\u{36f}\u{591}-\u{5bd}\u{5bf}-\u{5c7}\u{640}\u{64b}-\u{65f}\u{670}\u{1ab0}-\u{1aff}\u{1dc0}-\u{1dff}\u{20d0}-\u{20ff}\u{fe20}-\u{fe2f}]/gu;
/** Letters that are not an accented letter but are typed as a plain one. */
const TYPED_AS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ŧ: "t",
  ı: "i",
  ς: "σ",
  ى: "ي",
  ی: "ي",
  ک: "ك",
  ة: "ه",
};
const OTHER_LETTERS = new RegExp(`[${Object.keys(TYPED_AS).join("")}]`, "g");
/** "don't" is typed without the apostrophe, so the apostrophe does not end a word. */
const APOSTROPHES = /['’‘ʼ`´]/g;
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+/gu;
const ASCII = /^[\u0020-\u007e]*$/;
const PLAIN_WORDS = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/** The search form of a text: lowercase, without accents and punctuation, words separated by single spaces. */
export function searchFold(text: string): string {
  const plain = withoutAccents(text);
  // A fast path: most of the hundreds of thousands of texts are words and single spaces already.
  if (PLAIN_WORDS.test(plain)) return plain;
  return plain.replace(APOSTROPHES, "").replace(BETWEEN_WORDS, " ").trim();
}

function withoutAccents(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  const apart = text
    .replace(CONTROLS, " ")
    .normalize("NFKD")
    .replace(INVISIBLE, "")
    .replace(ACCENTS, "")
    .toLowerCase();
  return digitsOf(apart.replace(ACCENTS, ""))
    .replace(OTHER_LETTERS, (letter) => TYPED_AS[letter] ?? letter)
    .normalize("NFC");
}

const NUMBERS = /[0-9]+/g;
const MOST_DIGITS = 99;

/**
 * The key for sorting names, the same on every engine: based on the search fold, so accented letters sort with their
 * base letters, and longer numbers sort after shorter ones, so 2 comes before 10.
 */
export function sortKey(text: string): string {
  return searchFold(text).replace(NUMBERS, (digits) => {
    const number = digits.replace(/^0+(?=.)/, "");
    const length = Math.min(number.length, MOST_DIGITS);
    return String(length).padStart(2, "0") + number;
  });
}

/** Marks a key that was already taken by an older row; normalized text never contains it. */
const APART = "\u0001";
/** The maximum number of rows with the same key; more have never been seen. */
const MOST_CLAIMS = 4;

/** The key of the `ordinal`th row with this name; the first has the key itself. */
export function keyApart(key: string, ordinal: number): string {
  return ordinal <= 1 ? key : `${key}${APART}${ordinal}`;
}

/** Every key under which a row with this name may be stored: more than one only if older rows had conflicts. */
export function claimKeys(key: string): string[] {
  return Array.from({ length: MOST_CLAIMS }, (_, index) => keyApart(key, index + 1));
}

/** The key without the suffix that separates conflicting rows. */
export function keyItself(key: string): string {
  return key.split(APART, 1)[0] ?? key;
}
