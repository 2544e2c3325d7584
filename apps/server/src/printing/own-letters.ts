import CodepageEncoder from "@point-of-sale/codepage-encoder";
import type { Codepage } from "@point-of-sale/codepage-encoder";
import type { PrinterLanguage, PrinterText } from "@daybook/contract/printers";

/** The code pages that these printers have, in the order in which they are tried. */
export const CODE_PAGES: Readonly<Record<PrinterLanguage, readonly Codepage[]>> = {
  escpos: [
    "cp437",
    "cp858",
    "windows1252",
    "cp852",
    "windows1250",
    "cp866",
    "windows1251",
    "cp737",
    "windows1253",
    "cp857",
    "cp775",
    "windows1257",
  ],
  starprnt: [
    "star/standard",
    "cp437",
    "cp858",
    "windows1252",
    "cp852",
    "windows1250",
    "cp866",
    "windows1251",
    "cp737",
    "cp857",
  ],
};

const ASCII = /^[ -~]*$/;
const known = new Map<string, boolean>();

/** Whether the printer has letters of its own for all characters of a text; if not, the text is drawn. */
export function hasOwnLetters(
  text: string,
  { language, text: mode }: { readonly language: PrinterLanguage; readonly text: PrinterText },
): boolean {
  if (mode === "pictures") return false;
  if (ASCII.test(text)) return true;
  return mode === "code_pages" && [...text].every((character) => isInSome(character, language));
}

function isInSome(character: string, language: PrinterLanguage): boolean {
  const key = `${language} ${character}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  // The encoder writes a question mark for what a code page does not have.
  const isIn = CODE_PAGES[language].some(
    (codePage) =>
      character === "?" || CodepageEncoder.encode(character, codePage)[0] !== "?".charCodeAt(0),
  );
  known.set(key, isIn);
  return isIn;
}
