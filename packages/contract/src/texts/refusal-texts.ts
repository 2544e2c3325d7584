import type { ReasonCode, ReasonDetails } from "../reasons.ts";
import type { RuleCode, RuleDetails } from "../rules.ts";

/** How figures in a sentence are formatted. */
export interface Numbers {
  readonly quantity: (quantityMilli: number) => string;
  readonly money: (amountMinor: number) => string;
  /** An ISO instant in the shop's local time; undefined if the shop is not known yet. */
  readonly moment?: (instant: string) => string;
}

/** The formatting that a sentence needs. */
export interface Writing extends Numbers {
  /** The display name of a permission; null if unknown. */
  readonly right: (permission: string) => string | null;
}

/**
 * Every refusal sentence in one language, shared by the server, the command line and every screen; another language
 * is another file with this type.
 */
export interface RefusalTexts {
  readonly reasons: {
    readonly [Code in ReasonCode]: (details: ReasonDetails<Code>, writing: Writing) => string;
  };
  readonly rules: { readonly [Code in RuleCode]: (details: RuleDetails<Code>) => string };
  /** Replaces the sentence on screens, where the user did not write the request. */
  readonly onScreen: Readonly<Partial<Record<ReasonCode, string>>>;
  /** Replaces the sentence for reads, which save nothing. */
  readonly reading: Readonly<Partial<Record<ReasonCode, string>>>;
}
