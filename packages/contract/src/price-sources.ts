import { z } from "zod";

/**
 * Where the amount of a line is from: the list price; a price that was typed; the label that was scanned, whose price is
 * that of the whole line; or, of a return or a void, the line of its sale.
 */
export const PRICE_SOURCES = ["list", "override", "label", "origin"] as const;
export const PriceSource = z.enum(PRICE_SOURCES);
export type PriceSource = z.infer<typeof PriceSource>;
