/** Each category's id and that of its parent, null at the top. */
export type CategoryParents = Readonly<Record<string, string | null>>;

/** The category tree: a filter by "Drinks" includes "Tea". */
export class CategoryTree {
  #parents: CategoryParents = {};

  set(parents: CategoryParents): void {
    this.#parents = parents;
  }

  /** The category and everything inside it. */
  branch(id: string): ReadonlySet<string> {
    const branch = new Set([id]);
    let before = 0;
    // Each iteration adds the next level; the last one adds nothing.
    while (branch.size > before) {
      before = branch.size;
      for (const [child, parent] of Object.entries(this.#parents))
        if (parent !== null && branch.has(parent)) branch.add(child);
    }
    return branch;
  }
}
