/**
 * The two ways in which the shop compares texts, for the browser and the server. Identity says whether two codes or
 * names are one: only what nobody can see is left out. The search fold finds what is spelled another way: a product is
 * never chosen by it where a whole code was scanned or typed.
 */
import { digitsOf } from "./digits.ts";

/** Grows with every change of what this file answers: keys that are stored are then made again (see `refresh-keys`). */
export const FOLD_VERSION = 2;

const PLAIN_ASCII = /^[\u0021-\u007e]+(?: [\u0021-\u007e]+)*$/;
/** Zero-width characters, marks of writing direction, soft hyphens: they can be in a text but not seen. */
const INVISIBLE = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
/** Tabs and ends of lines part words, although they count among what cannot be seen. */
const CONTROLS = /[\t\n\v\f\r]/g;
/** The empty braille cell looks like a space and is one. */
const SPACES = /[\s\p{Z}\u2800]+/gu;
/** Every dash, and the minus sign of mathematics. */
const DASHES = /[\p{Pd}\u2212]/gu;

/**
 * The text as it is meant, case and accents kept: compatibility forms (full-width letters, ligatures) made usual, digits
 * of every script made 0–9, every dash a hyphen, spaces single, and what cannot be seen left out.
 */
export function plainText(text: string): string {
  if (PLAIN_ASCII.test(text)) return text;
  const usual = text.replace(CONTROLS, " ").normalize("NFKC").replace(INVISIBLE, "");
  return digitsOf(usual).replace(DASHES, "-").replace(SPACES, " ").trim().normalize("NFC");
}

/** The key by which two codes, or two names, are the same: as `plainText`, whatever the case. */
export function identityKey(text: string): string {
  // Some small letters have a form with their accents that the capitals lack.
  const plain = plainText(text).toLowerCase().normalize("NFC");
  // The last sigma of a word has a small letter of its own but the same capital.
  return plain.includes("ς") ? plain.replaceAll("ς", "σ") : plain;
}

/**
 * Accents and vowel points over Latin, Greek, Cyrillic, Hebrew and Arabic letters. Vowel signs of other scripts are
 * letters, and U+05BE among the Hebrew points is a hyphen.
 */
const ACCENTS =
  // oxlint-disable-next-line no-misleading-character-class -- accents without their letters are what this looks for
  /[\u{300}-\u{36f}\u{591}-\u{5bd}\u{5bf}-\u{5c7}\u{640}\u{64b}-\u{65f}\u{670}\u{1ab0}-\u{1aff}\u{1dc0}-\u{1dff}\u{20d0}-\u{20ff}\u{fe20}-\u{fe2f}]/gu;
/** Letters that are not a letter with an accent but are typed as one. */
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
/** "don't" is typed without its sign, so that it is no end of a word. */
const APOSTROPHES = /['’‘ʼ`´]/g;
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+/gu;
const ASCII = /^[\u0020-\u007e]*$/;
const PLAIN_WORDS = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/** One spelling for searching: lower case, without accents and punctuation, words parted by single spaces. */
export function searchFold(text: string): string {
  const plain = withoutAccents(text);
  // Most texts are words and single spaces already, and there are hundreds of thousands of them.
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
 * The key to sort names by, the same on every engine: as the search fold, so that accents stand among their letters,
 * and a longer number after a shorter one, so that 2 stands before 10.
 */
export function sortKey(text: string): string {
  return searchFold(text).replace(NUMBERS, (digits) => {
    const number = digits.replace(/^0+(?=.)/, "");
    const length = Math.min(number.length, MOST_DIGITS);
    return String(length).padStart(2, "0") + number;
  });
}

/** Stands in a key that could not be had, because an older row had it: no text that is typed keeps it. */
const APART = "\u0001";
/** More rows than these with one key were never seen. */
const MOST_CLAIMS = 4;

/** The key of the row that is the `ordinal`th to be called so; the first has the key itself. */
export function keyApart(key: string, ordinal: number): string {
  return ordinal <= 1 ? key : `${key}${APART}${ordinal}`;
}

/** Every key under which a row may be stored that is called so: more than one only where older rows clashed. */
export function claimKeys(key: string): string[] {
  return Array.from({ length: MOST_CLAIMS }, (_, index) => keyApart(key, index + 1));
}

/** The key without what keeps clashing rows apart. */
export function keyItself(key: string): string {
  return key.split(APART, 1)[0] ?? key;
}
