/** The products of a key, by slot: nearly always one, stored without a list. */
export class CodeIndex {
  readonly #first = new Map<string, number>();
  readonly #others = new Map<string, readonly number[]>();

  add(key: string, slot: number): void {
    const first = this.#first.get(key);
    if (first === undefined) this.#first.set(key, slot);
    else if (!this.get(key).includes(slot))
      this.#others.set(key, [...(this.#others.get(key) ?? []), slot]);
  }

  remove(key: string, slot: number): void {
    const left = this.get(key).filter((one) => one !== slot);
    this.#first.delete(key);
    this.#others.delete(key);
    for (const one of left) this.add(key, one);
  }

  get(key: string): readonly number[] {
    const first = this.#first.get(key);
    if (first === undefined) return [];
    return [first, ...(this.#others.get(key) ?? [])];
  }
}
