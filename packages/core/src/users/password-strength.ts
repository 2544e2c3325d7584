import { identityKey } from "@daybook/contract/fold";
import { refuse } from "../errors/domain-error.ts";
import { WORST_PASSWORDS, WORST_WORDS } from "./worst-passwords.ts";

const LOOKALIKES: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

const RUNS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  "1q2w3e4r5t6y7u8i9o0p",
];

/**
 * Refuses 422 `weak_password` at `path` for a password that attackers try first: one of the list, a repeated character
 * or short part, a keyboard or alphabet sequence, or little more than the user's login or name or the shop's name
 * (`about`). The contract checks the length; there are no composition rules.
 */
export function refuseWeakPassword(password: string, about: readonly string[], path: string): void {
  if (isWeak(identityKey(password), about.map(identityKey)))
    throw refuse("weak_password", {}, path);
}

function isWeak(password: string, about: readonly string[]): boolean {
  return (
    WORST_PASSWORDS.has(password) ||
    isRepetition(password) ||
    isRun(password) ||
    addsLittleTo(password, about) ||
    addsLittleTo(plain(password), [...WORST_WORDS])
  );
}

/** One to four characters, repeated. */
function isRepetition(password: string): boolean {
  for (let size = 1; size <= 4; size++) {
    if (
      password ===
      password
        .slice(0, size)
        .repeat(Math.ceil(password.length / size))
        .slice(0, password.length)
    )
      return true;
  }
  return false;
}

function isRun(password: string): boolean {
  return RUNS.some((run) => {
    const backwards = [...run].toReversed().join("");
    return run.repeat(3).includes(password) || backwards.repeat(3).includes(password);
  });
}

/** Whether fewer than six letters remain after these texts, whole and word by word, are removed. */
function addsLittleTo(password: string, texts: readonly string[]): boolean {
  const words = texts.flatMap((text) => [letters(text), ...text.split(/[^\p{L}]+/u)]);
  const before = letters(password);
  let rest = before;
  for (const word of words.toSorted((a, b) => b.length - a.length)) {
    if (word.length >= 3) rest = rest.replaceAll(word, "");
  }
  return rest !== before && rest.length < 6;
}

function letters(text: string): string {
  return text.replace(/[^\p{L}]/gu, "");
}

function plain(password: string): string {
  return [...password].map((character) => LOOKALIKES[character] ?? character).join("");
}
