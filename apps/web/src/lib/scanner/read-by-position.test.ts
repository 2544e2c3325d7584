import { expect, test } from "vitest";
import { readByPosition } from "./read-by-position.ts";
import type { PlacedKey } from "./read-by-position.ts";

const US = `1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./`;
const US_SHIFTED = `!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?`;
const FRENCH = `&é"'(-è_çà)=azertyuiop^$qsdfghjklmùwxcvbn,;:!`;
const FRENCH_SHIFTED = `1234567890°+AZERTYUIOP¨£QSDFGHJKLM%WXCVBN?./§`;
const CZECH = `+ěščřžýáíé=´qwertzuiopú)asdfghjklů§yxcvbnm,.-`;
const GERMAN = `1234567890ß´qwertzuiopü+asdfghjklöäyxcvbnm,.-`;
const GERMAN_SHIFTED = `!"§$%&/()=?\`QWERTZUIOPÜ*ASDFGHJKLÖÄYXCVBNM;:_`;
const SIGNS: Readonly<Record<string, string>> = {
  "-": "Minus",
  "=": "Equal",
  "[": "BracketLeft",
  "]": "BracketRight",
  ";": "Semicolon",
  "'": "Quote",
  ",": "Comma",
  ".": "Period",
  "/": "Slash",
};

/** The characters received if a scanner with a US layout sends this code to a computer with another layout. */
function sent(code: string, layout: string, shifted = ""): PlacedKey[] {
  return [...code].map((character) => {
    const shift = !US.includes(character);
    const at = (shift ? US_SHIFTED : US).indexOf(character);
    const plain = US.charAt(at);
    const place = /\d/.test(plain)
      ? `Digit${plain}`
      : (SIGNS[plain] ?? `Key${plain.toUpperCase()}`);
    return { key: (shift ? shifted : layout).charAt(at), code: place, shift };
  });
}
const typed = (keys: readonly PlacedKey[]) => keys.map(({ key }) => key).join("");

test("[fault A12] a US scanner on a French or Czech keyboard is read by the position of its keys", () => {
  const ean = sent("4006381333931", FRENCH);
  expect(typed(ean)).toBe(`'àà-"_&"""ç"&`);
  expect(readByPosition(ean)).toBe("4006381333931");
  expect(readByPosition(sent("4006381333931", CZECH))).toBe("4006381333931");
  const lettered = sent("AMZ-123456", FRENCH, FRENCH_SHIFTED);
  expect(typed(lettered)).toBe(`Q?W)&é"'(-`);
  expect(readByPosition(lettered)).toBe("AMZ-123456");
});

test("[fault A12] a scanner set to the computer's own layout, a numeric pad and a sign in a code are read as typed", () => {
  const french = [..."4006381333931"].map((key) => ({ key, code: `Digit${key}`, shift: true }));
  expect(readByPosition(french)).toBe("4006381333931");
  const pad = [..."4006381333931"].map((key) => ({ key, code: `Numpad${key}`, shift: false }));
  expect(readByPosition(pad)).toBe("4006381333931");
  expect(readByPosition(sent("ab-12/3", US))).toBe("ab-12/3");
  const ampersand = { key: "&", code: "Digit1", shift: false };
  const letters = [..."TEACUP"].map((key) => ({ key, code: `Key${key}`, shift: true }));
  expect(readByPosition([...letters, ampersand])).toBe("TEACUP&");
  expect(readByPosition([])).toBe("");
});

test("[S16] a link of a US scanner on another keyboard is read by the position of its keys", () => {
  const link = "https://id.gs1.org/01/04012345678901/10/XYZ?17=261231&3103=000189";
  const german = sent(link, GERMAN, GERMAN_SHIFTED);
  expect(typed(german)).toContain("httpsÖ--id.gs1.org-01-04012345678901-10-XZY_17´261231");
  expect(readByPosition(german)).toBe(link);
  expect(readByPosition(sent(link, US, US_SHIFTED))).toBe(link);
  expect(readByPosition(sent("http-123", US))).toBe("http-123");
});
