import type { UnitCode } from "@daybook/contract/units";

/** The short names of units after a quantity; pieces have none. */
export const unitTexts: Readonly<Record<UnitCode, string>> = {
  each: "",
  pair: "pairs",
  kg: "kg",
  g: "g",
  l: "l",
  ml: "ml",
  m: "m",
  cm: "cm",
  m2: "m²",
  h: "h",
};
