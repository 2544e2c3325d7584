/** Random choices that can be reproduced from a seed (mulberry32). */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A whole number from 1 to `most`. */
  upTo(most: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return 1 + (((mixed ^ (mixed >>> 14)) >>> 0) % most);
  }

  oneIn(chances: number): boolean {
    return this.upTo(chances) === 1;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.upTo(items.length) - 1];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }
}
