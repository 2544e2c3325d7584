/** Cursor pages: the cursor says where the last page ended, so rows added meanwhile neither repeat nor hide any. */
import { z } from "zod";
import { rule } from "./rules.ts";

export const PAGE_LIMIT = 200;

/** The part of a list's input that says which page. */
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
