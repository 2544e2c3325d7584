import type { LimitedRole, LimitName } from "@daybook/contract/role-limits";

type Sentences = Readonly<Record<LimitName, (who: string) => string>>;

/** Texts of the limits of roles. */
export const limitTexts = {
  title: "Limits of the roles",
  lead: "Beyond a limit, someone with the right must approve it. An owner has no limits.",
  hint: "Leave a field empty for no limit. 0 means only with an approval.",
  save: "Save limits",
  saved: "Saved. The limits apply from now on.",
  roles: { manager: "A manager", cashier: "A cashier" } satisfies Record<LimitedRole, string>,
  upTo: {
    discount: (who) => `${who} may give a discount of up to`,
    priceChange: (who) => `${who} may change a price by up to`,
    refund: (who) => `${who} may refund up to`,
    unreceiptedRefund: (who) => `Without a receipt, ${who.toLowerCase()} may refund up to`,
    drawerDifference: (who) => `${who} may close a drawer that is over or short by up to`,
  } satisfies Sentences,
  unlimited: {
    discount: (who) => `${who} may give any discount.`,
    priceChange: (who) => `${who} may sell at any price.`,
    refund: (who) => `${who} may refund any amount.`,
    unreceiptedRefund: (who) => `${who} with the right may refund any amount without a receipt.`,
    drawerDifference: (who) => `${who} may close a drawer with any difference.`,
  } satisfies Sentences,
  never: {
    discount: (who) => `${who} needs an approval for every discount.`,
    priceChange: (who) => `${who} needs an approval for every other price.`,
    refund: (who) => `${who} needs an approval for every refund.`,
    unreceiptedRefund: (who) => `${who} needs an approval for every refund without a receipt.`,
    drawerDifference: (who) => `${who} needs an approval for every difference of a drawer.`,
  } satisfies Sentences,
};
