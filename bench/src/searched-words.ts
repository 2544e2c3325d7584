/** The typed searches: the same in every run. */
const WORDS = ["mug", "shelf", "towel", "candle", "linen", "soap", "twine", "socks", "sku", "hok"];

/** A word, one of them misspelt, and digits that narrow it down at every key: four of five keys change the results. */
export function searchOf(nth: number): string {
  const word = WORDS[nth % WORDS.length] ?? "";
  return `${word.slice(0, 1 + (nth % 5))} ${String(1000 + ((nth * 7919) % 9000)).slice(0, 3)}`;
}
