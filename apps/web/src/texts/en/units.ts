import { UNIT_SYMBOLS } from "@daybook/contract/units";
import type { UnitCode } from "@daybook/contract/units";

/** The short names of units after a quantity; pieces have none. */
export const unitTexts: Readonly<Record<UnitCode, string>> = { ...UNIT_SYMBOLS, pair: "pairs" };
