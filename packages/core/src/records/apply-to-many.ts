import { DomainError } from "../errors/domain-error.ts";
import { Refusals } from "../errors/refusals.ts";

/**
 * Performs the same change on each of many records: on all or, if one is refused, on none, because an error ends the
 * transaction. Each refusal has the path of its record: `pathOf(3, "version")` is the path of the fourth one's
 * `version`.
 */
export async function applyToMany<Item, Done>(
  items: readonly Item[],
  one: (item: Item) => Promise<Done>,
  pathOf: (index: number, path: string) => string,
): Promise<Done[]> {
  const refusals = new Refusals();
  const done: Done[] = [];
  for (const [index, item] of items.entries()) {
    const answer = await refusals.keep(atPaths(one(item), (path) => pathOf(index, path)));
    if (answer !== undefined) done.push(answer);
  }
  refusals.throwAny();
  return done;
}

/** The same work; the field paths of its refusal are those of the outer input. */
export async function atPaths<Done>(
  work: Promise<Done>,
  moved: (path: string) => string,
): Promise<Done> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const errors = Object.entries(error.fieldErrors);
    throw error.at(Object.fromEntries(errors.map(([path, found]) => [moved(path), found])));
  }
}
