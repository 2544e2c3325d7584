const MARKS = /\p{M}+/gu;
const ASCII = /^[\u0020-\u007e]*$/;
/** Letters that are not a letter with a mark but are typed as one. */
const TYPED_AS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ı: "i",
};
const OTHER_LETTERS = /[ßæœøłđı]/g;

/** One spelling for searching: "CAFÉ  Größe" is "cafe grosse". Lower case, no accents, single spaces. */
export function foldText(text: string): string {
  if (ASCII.test(text)) {
    const lower = text.toLowerCase();
    // Nearly every text is as it should be, and there are hundreds of thousands of them.
    const loose = lower.includes("  ") || lower.startsWith(" ") || lower.endsWith(" ");
    return loose ? squeeze(lower) : lower;
  }
  const plain = text.normalize("NFKD").replace(MARKS, "").toLowerCase();
  return squeeze(plain.replace(OTHER_LETTERS, (letter) => TYPED_AS[letter] ?? letter));
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
