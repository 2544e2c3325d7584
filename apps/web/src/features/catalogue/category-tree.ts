/** Each category's id and that of the category it lies in, null at the top. */
export type CategoryParents = Readonly<Record<string, string | null>>;

/** Which categories lie inside which: whoever asks for "Drinks" means "Tea" too. */
export class CategoryTree {
  #parents: CategoryParents = {};

  set(parents: CategoryParents): void {
    this.#parents = parents;
  }

  /** The category and everything inside it. */
  branch(id: string): ReadonlySet<string> {
    const branch = new Set([id]);
    let before = 0;
    // Each round adds the next level; the last round adds nothing.
    while (branch.size > before) {
      before = branch.size;
      for (const [child, parent] of Object.entries(this.#parents))
        if (parent !== null && branch.has(parent)) branch.add(child);
    }
    return branch;
  }
}
