import type { CashRounding } from "../cash-rounding.ts";

/** A rate of the country's sales tax. */
export interface CountryRate {
  /** The name of the tax class that setup proposes. */
  readonly name: string;
  /** Parts per million: 190000 is 19 %. */
  readonly ppm: number;
}

/**
 * What a shop of a country must know, for an owner to check: the proposals of setup and the rules that Daybook cannot
 * follow by itself. It is data, not legal advice.
 */
export interface CountryProfile {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /** The day of these figures: `2026-01-01`. */
  readonly asOf: string;
  /** Laws and authorities by name. */
  readonly sources: readonly string[];
  readonly taxName: string;
  /** The standard rate first; 0 where it depends on the place. */
  readonly rates: readonly [CountryRate, ...CountryRate[]];
  /** What the rates depend on, if they are not the whole truth: a sentence. */
  readonly rateNote: string | null;
  readonly pricesIncludeTax: boolean;
  readonly cash: { readonly rounding: CashRounding; readonly stepMinor: number };
  /** What receipts must show, and when one must be given: sentences. */
  readonly receipts: string;
  /** Up to this total a receipt is enough as an invoice; null if there is no such limit. */
  readonly simplifiedInvoiceMinor: number | null;
  /** How long records must be kept, in years: the longest that applies to a shop. */
  readonly retentionYears: number;
  /** What the law asks of tills, and whether Daybook has it: one sentence. */
  readonly fiscalLaw: string;
}
