/** Texts as paper shows them. */

/** Characters that change the direction of what follows; a name could make a receipt show another amount. */
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const SPACES = /[\t\u00A0\u2000-\u200A\u202F\u205F\u3000]/gu;
const INVISIBLE = /[\p{Cc}\u200B\u2060\uFEFF]/gu;

/** A text without control characters, with plain spaces, and with letters and accents as one character each. */
export function cleanText(text: string): string {
  return text.normalize("NFC").replace(DIRECTIONS, "").replace(SPACES, " ").replace(INVISIBLE, "");
}

/**
 * Wraps a text into lines that fit, at spaces, else between words of scripts without spaces, else between characters. The
 * space at the beginning, which indents the text, remains.
 */
export function wrapText(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = "";
  const place = (part: string, joint: string): boolean => {
    if (!fits(line + joint + part)) return false;
    line += joint + part;
    return true;
  };
  const indent = /^ */.exec(text)?.[0] ?? "";
  line = indent;
  for (const word of text.trim().split(/ +/)) {
    if (place(word, line === indent ? "" : " ")) continue;
    if (line.trim() !== "") lines.push(line);
    line = "";
    if (place(word, "")) continue;
    for (const part of partsOf(word, fits)) {
      if (place(part, "")) continue;
      if (line !== "") lines.push(line);
      line = part;
    }
  }
  return [...lines, line];
}

const WORDS = new Intl.Segmenter("und", { granularity: "word" });
const CHARACTERS = new Intl.Segmenter("und", { granularity: "grapheme" });

function partsOf(word: string, fits: (line: string) => boolean): string[] {
  return [...WORDS.segment(word)].flatMap(({ segment }) =>
    fits(segment)
      ? [segment]
      : [...CHARACTERS.segment(segment)].map((character) => character.segment),
  );
}
