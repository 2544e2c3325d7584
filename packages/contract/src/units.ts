/** Units of measure, and whether stock is tracked. */
import { z } from "zod";

/** The units of a product; each has a default step that a product can override. */
export const UNITS = {
  each: { name: "Piece", kind: "count", stepMilli: 1000 },
  pair: { name: "Pair", kind: "count", stepMilli: 1000 },
  kg: { name: "Kilogram", kind: "mass", stepMilli: 1 },
  g: { name: "Gram", kind: "mass", stepMilli: 1000 },
  l: { name: "Litre", kind: "volume", stepMilli: 1 },
  ml: { name: "Millilitre", kind: "volume", stepMilli: 1000 },
  m: { name: "Metre", kind: "length", stepMilli: 1 },
  cm: { name: "Centimetre", kind: "length", stepMilli: 1000 },
  m2: { name: "Square metre", kind: "area", stepMilli: 1 },
  h: { name: "Hour", kind: "time", stepMilli: 1 },
} as const;

export const UnitCode = z.enum(["each", "pair", "kg", "g", "l", "ml", "m", "cm", "m2", "h"]);
export type UnitCode = z.infer<typeof UnitCode>;

/** Whether stock is counted; a deposit is charged with other goods and refunded for empties, and has no stock. */
export const ProductKind = z.enum(["stock", "service", "deposit"]);
export type ProductKind = z.infer<typeof ProductKind>;

/** The short names of units after a quantity, where they are the same in all languages; pieces have none. */
export const UNIT_SYMBOLS = {
  each: "",
  pair: "",
  kg: "kg",
  g: "g",
  l: "l",
  ml: "ml",
  m: "m",
  cm: "cm",
  m2: "m²",
  h: "h",
} as const satisfies Record<UnitCode, string>;
