import UFuzzy from "@leeoniya/ufuzzy";
import type { RowStore } from "./row-store.ts";

/** With fewer letters, one wrong one leaves nothing to recognise. */
const SHORTEST_TYPO = 3;
/** More words than these look alike by chance. */
const MOST_ALIKE = 20;
const WORDS = /\p{L}{3,}/gu;
const LETTERS = /^\p{L}+$/u;

/** The words of the shop, to tell what somebody meant: a shop of 100,000 products has a few thousand of them. */
export class KnownWords {
  readonly #store: RowStore;
  readonly #fuzzy = new UFuzzy({ intraMode: 1 });
  readonly #known = new Set<string>();
  readonly #list: string[] = [];
  #learnt = 0;

  constructor(store: RowStore) {
    this.#store = store;
  }

  /** Takes in the words of products that are new or called otherwise. Words nobody uses any more do no harm. */
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
   * The word and the known ones that have a letter more, fewer, another one or two swapped. What has digits is a number
   * or code, and another one means something else.
   */
  like(word: string): readonly string[] {
    if (word.length < SHORTEST_TYPO || !LETTERS.test(word)) return [word];
    this.learn();
    const alike = this.#fuzzy.filter(this.#list, word) ?? [];
    const words = alike.slice(0, MOST_ALIKE).flatMap((index) => this.#list[index] ?? []);
    return [word, ...words];
  }
}
