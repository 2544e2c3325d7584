/**
 * Cursor pages: the cursor marks the end of the last page, so rows added since then are neither repeated nor skipped.
 */
import { z } from "zod";
import { rule } from "./rules.ts";

export const PAGE_LIMIT = 200;

/** The paging fields of a list's input. */
export const pageInput = {
  cursor: z.string().max(500, rule("cursor_not_valid")).optional(),
  limit: z.int().min(1).max(PAGE_LIMIT).default(50),
};

/** A page of rows; `nextCursor` is null on the last one. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
