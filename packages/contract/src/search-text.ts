/**
 * The searched texts and the search terms, the same in the browser, in SQLite and in PostgreSQL: every word must
 * occur, in any order, anywhere in the text.
 */
import { plainText, searchFold } from "./fold.ts";

/** One way to match a word: all of these terms, none with a space, must be in the text. */
export type Needles = readonly string[];
/** The typed words: each must match in one of its ways. */
export type Wanted = readonly (readonly Needles[])[];

const SPACES = /\s+/;
const HAS_DIGIT = /[0-9]/;
/** Includes fractions and superscripts: "½" is folded to "1 2". */
const PUNCTUATION = /[^\p{L}\p{M}\p{Nd}\s]/u;
const DOMAIN = /(?<=.)@.*$/;
const TRUNK_ZERO = "(0)";

/**
 * The folded words of a search. Punctuation separates words ("t-shirt"), except in a code: "AB-12" is searched as
 * "ab12", as `productSearchText` stores it. Punctuation alone matches nothing.
 */
export function searchWords(typed: string): string[] {
  const terms = typedTerms(typed);
  const words = [...new Set(terms.flatMap(wordsOfTerm))];
  return words.length > 0 ? words : terms;
}

function wordsOfTerm(term: string): string[] {
  const folded = searchFold(term);
  const words = HAS_DIGIT.test(folded) ? [folded.replaceAll(" ", "")] : folded.split(" ");
  return words.filter((word) => word !== "");
}

/**
 * The words of texts; a word with punctuation is also included without it. Starts with the words of the first text.
 */
function wordsOf(texts: readonly string[]): string {
  const words: string[] = [];
  for (const text of texts) {
    const folded = searchFold(text);
    if (folded !== "") words.push(folded);
    words.push(...joinedWords(text));
  }
  return words.join(" ");
}

/** "tshirt" of "T-Shirt", "ab12" of "AB-12". */
export function joinedWords(text: string): string[] {
  if (!PUNCTUATION.test(text)) return [];
  return typedTerms(text).flatMap((term) => {
    const folded = searchFold(term);
    return folded.includes(" ") ? [folded.replaceAll(" ", "")] : [];
  });
}

/** The search text of a product: name, SKU and barcodes, as stored and as printed. */
export function productSearchText(product: {
  readonly sku: string;
  readonly name: string;
  readonly barcodes: readonly { readonly code: string; readonly shown: string }[];
}): string {
  const codes = product.barcodes.flatMap(({ code, shown }) =>
    code.includes(shown) ? [code] : [code, shown],
  );
  return wordsOf([product.name, product.sku, ...codes]);
}

/** A person or company with a name and contact details. */
export interface Reachable {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

/**
 * The search text of a customer or supplier: one line with the name, each word after a space, and one line with the
 * digits of the phone number and the e-mail address up to the @. Domains are left out because they are too common.
 */
export function personSearchText({ name, phone, email }: Reachable): string {
  const mailbox = email.replace(DOMAIN, "");
  const phones = phone
    .split(/[,;]/)
    .flatMap((one) => [digitsOf(one.replace(TRUNK_ZERO, "")), nationalNumber(one)]);
  const reached = [...wordsOf([mailbox]).split(" "), ...new Set(phones)].filter(Boolean);
  return ` ${wordsOf([name])}\n${reached.join("\n")}`;
}

/**
 * The search terms for a customer or supplier: words as in `searchWords`, an e-mail address up to the @, and a
 * possible phone number also without punctuation and country code.
 */
export function personTerms(typed: string): Wanted {
  const wanted: Needles[][] = [];
  const want = (words: Needles, ...others: Needles[]) => {
    if (words.length > 0) wanted.push([words, ...others]);
  };
  const terms = typedTerms(withoutMailDomains(typed));
  let at = 0;
  while (at < terms.length) {
    const end = endOfNumber(terms, at);
    if (end === at) want(wordsOfTerm(terms[at] ?? ""));
    else {
      const number = terms.slice(at, end).join(" ");
      want(searchWords(number), [nationalNumber(number)]);
    }
    at = Math.max(end, at + 1);
  }
  return wanted.length > 0 || terms.length === 0 ? wanted : [[terms]];
}

/** Whether a text made by one of the functions above contains all search terms. */
export function matchesTerms(text: string, wanted: Wanted): boolean {
  return wanted.every((ways) =>
    ways.some((needles) => needles.every((needle) => text.includes(needle))),
  );
}

/**
 * The rank of a person in the results: 0 if the name starts with the search text, 1 if each search word starts a word
 * of the name, else 2. `text` is from `personSearchText`.
 */
export function personRank(text: string, typed: string): 0 | 1 | 2 {
  const named = withoutMailDomains(typed);
  if (text.startsWith(` ${searchFold(named)}`)) return 0;
  return searchWords(named).every((word) => text.includes(` ${word}`)) ? 1 : 2;
}

/** The typed text, each e-mail address only up to its @. */
export function withoutMailDomains(typed: string): string {
  return typedTerms(typed)
    .map((term) => term.replace(DOMAIN, ""))
    .join(" ");
}

function typedTerms(text: string): string[] {
  return plainText(text).split(SPACES).filter(Boolean);
}

const PART_OF_NUMBER = /^[+(]?[0-9][0-9()./+-]*$|^\([0-9]+\)$|^[/-]$/;

/** The end of a sequence of terms that form one phone number; `at` itself if none starts here. */
function endOfNumber(terms: readonly string[], at: number): number {
  let end = at;
  while (PART_OF_NUMBER.test(terms[end] ?? "")) end += 1;
  return digitsOf(terms.slice(at, end).join("")).length > 0 ? end : at;
}

function digitsOf(text: string): string {
  return plainText(text).replace(/[^0-9]/g, "");
}

/** Country codes of one and two digits (ITU-T E.164); all others have three. */
const ONE_DIGIT = /^[17]/;
const TWO_DIGITS = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/**
 * A phone number without country code, trunk zero and punctuation, so "+44 (0)20 7946 0018", "0044 20 79460018" and
 * "020-7946-0018" are equal. If nothing would be left, its digits.
 */
export function nationalNumber(phone: string): string {
  const text = plainText(phone)
    .replace(TRUNK_ZERO, "")
    .replace(/[^0-9+]/g, "");
  const abroad = /^(?:\+|00)([0-9]+)$/.exec(text)?.[1];
  const digits = abroad === undefined ? text : abroad.slice(countryCodeLength(abroad));
  return digits.replace(/[^0-9]/g, "").replace(/^0+/, "") || digitsOf(phone);
}

function countryCodeLength(digits: string): number {
  if (ONE_DIGIT.test(digits)) return 1;
  return TWO_DIGITS.test(digits) ? 2 : 3;
}
