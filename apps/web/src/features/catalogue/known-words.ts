import UFuzzy from "@leeoniya/ufuzzy";
import type { RowStore } from "./row-store.ts";

/** In shorter words a typing error cannot be corrected. */
const SHORTEST_TYPO = 3;
/** More similar words than this are similar by chance. */
const MOST_SIMILAR = 20;
const WORDS = /\p{L}{3,}/gu;
const LETTERS = /^\p{L}+$/u;

/** All words of the shop, to correct typing errors: 100,000 products have a few thousand. */
export class KnownWords {
  readonly #store: RowStore;
  readonly #fuzzy = new UFuzzy({ intraMode: 1 });
  readonly #known = new Set<string>();
  readonly #list: string[] = [];
  #learnt = 0;

  constructor(store: RowStore) {
    this.#store = store;
  }

  /** Adds the words of new or renamed products. Unused words do no harm. */
  learn(): void {
    const { respelled, texts } = this.#store;
    for (; this.#learnt < respelled.length; this.#learnt++) {
      const text = texts[respelled[this.#learnt] ?? -1] ?? "";
      for (const [word] of text.matchAll(WORDS)) {
        if (this.#known.has(word)) continue;
        this.#known.add(word);
        this.#list.push(word);
      }
    }
  }

  /**
   * The word and the known words with one letter more, fewer or different, or two swapped. A word with digits is a
   * number or code and is never corrected.
   */
  like(word: string): readonly string[] {
    if (word.length < SHORTEST_TYPO || !LETTERS.test(word)) return [word];
    this.learn();
    const similar = this.#fuzzy.filter(this.#list, word) ?? [];
    const words = similar.slice(0, MOST_SIMILAR).flatMap((index) => this.#list[index] ?? []);
    return [word, ...words];
  }
}
