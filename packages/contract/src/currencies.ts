import { z } from "zod";
import { exponents } from "./currency-exponents.ts";
import { rule } from "./rules.ts";

/** All supported currency codes, sorted, for selection lists. */
export const currencyCodes: readonly string[] = [...exponents.keys()].toSorted();

/** An ISO 4217 currency code in uppercase, supported by `currencyExponent`. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, rule("currency_not_a_code"))
  .refine((code) => exponents.has(code), rule("currency_unknown"));
export type Currency = z.infer<typeof Currency>;
