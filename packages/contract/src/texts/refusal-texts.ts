import type { ReasonCode, ReasonDetails } from "../reasons.ts";
import type { RuleCode, RuleDetails } from "../rules.ts";

/** How figures inside a sentence are written. */
export interface Numbers {
  readonly quantity: (quantityMilli: number) => string;
  readonly money: (amountMinor: number) => string;
  /** An ISO instant by the shop's clock; left out where the shop is not known yet. */
  readonly moment?: (instant: string) => string;
}

/** What a sentence needs of the reader's side. */
export interface Writing extends Numbers {
  /** What a right is called on screens; null where that is not known. */
  readonly right: (permission: string) => string | null;
}

/**
 * Every sentence of a refusal in one language. The server, the command line and every screen use the same file; another
 * language is another file of this shape.
 */
export interface RefusalTexts {
  readonly reasons: {
    readonly [Code in ReasonCode]: (details: ReasonDetails<Code>, writing: Writing) => string;
  };
  readonly rules: { readonly [Code in RuleCode]: (details: RuleDetails<Code>) => string };
  /** What is said instead on a screen, where the person did not write the request. */
  readonly onScreen: Readonly<Partial<Record<ReasonCode, string>>>;
  /** What is said instead where something was only read: nothing was to be saved. */
  readonly reading: Readonly<Partial<Record<ReasonCode, string>>>;
}
