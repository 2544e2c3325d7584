/** Texts in one block: searching one long text is much faster than hundreds of short ones. */
const BLOCK = 512;

interface Block {
  /** The texts, each followed by a line break. */
  readonly text: string;
  /** The start of each text, and the end of the last one. */
  readonly starts: readonly number[];
}

/** Finds which of many texts contain a word. Texts may contain line breaks, words may not. */
export class TextBlocks {
  readonly #texts: readonly string[];
  readonly #blocks: (Block | undefined)[] = [];

  /** `texts` may change; `changed` lists the indexes. */
  constructor(texts: readonly string[]) {
    this.#texts = texts;
  }

  changed(index: number): void {
    this.#blocks[Math.floor(index / BLOCK)] = undefined;
  }

  /** 1 for every text that contains one of the words. */
  containing(words: readonly string[]): Uint8Array {
    const marks = new Uint8Array(this.#texts.length);
    for (let first = 0; first < this.#texts.length; first += BLOCK)
      for (const word of words) markIn(this.#blockFrom(first), word, marks.subarray(first));
    return marks;
  }

  #blockFrom(first: number): Block {
    const number = first / BLOCK;
    const known = this.#blocks[number];
    if (known !== undefined) return known;
    const texts = this.#texts.slice(first, first + BLOCK);
    const starts = [0];
    let end = 0;
    for (const text of texts) starts.push((end += text.length + 1));
    const block = { text: `${texts.join("\n")}\n`, starts };
    this.#blocks[number] = block;
    return block;
  }
}

function markIn({ text, starts }: Block, word: string, marks: Uint8Array): void {
  let index = 0;
  let at = text.indexOf(word);
  while (at !== -1) {
    let next = starts[index + 1] ?? text.length;
    while (next <= at) next = starts[++index + 1] ?? text.length;
    marks[index] = 1;
    at = text.indexOf(word, next);
  }
}
