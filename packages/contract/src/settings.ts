/** Contracts of the shop's settings, its taxes and its setup. */
import { z } from "zod";
import { CashRounding } from "./cash-rounding.ts";
import { Currency } from "./currencies.ts";
import { DisplayGreeting } from "./display-greeting.ts";
import { Instant, line, Version, WriteKey } from "./fields.ts";
import { TaxClassId, TaxRateId } from "./ids.ts";
import { RoleLimit, RoleLimitsInput } from "./role-limits.ts";
import { USUAL_RETENTION_YEARS } from "./retention.ts";
import { UsedLabelPattern } from "./label-patterns.ts";
import { minor, MinorPositive } from "./money.ts";
import { ReturnDays } from "./products.ts";
import { ReceiptPaper, ReceiptPolicy } from "./receipt-policy.ts";
import { Password } from "./users.ts";
import { rule } from "./rules.ts";
import { identityInput, ShopIdentity } from "./shop-identity.ts";

const TimeZone = line(60, 1).refine(isTimeZone, rule("time_zone_unknown"));
const Locale = line(35, 2).refine(isLocale, rule("locale_unknown"));
const SkuPattern = line(40).refine(
  (pattern) => pattern === "" || /^[^#]*#{2,12}[^#]*$/.test(pattern),
  rule("sku_pattern_not_valid"),
);
const DayCutoff = z.int().min(0).max(1439, rule("minutes_of_day"));

const DiscountReasonPpm = z
  .int(rule("percent_not_a_number"))
  .min(0, rule("percent_out_of_range"))
  .max(1_000_000, rule("percent_out_of_range"));

/** ISO 3166-1 alpha-2; empty if it is not known. */
const Country = z.string().regex(/^([A-Z]{2})?$/);

const RetentionYears = z.int(rule("years_not_a_number")).min(1).max(100);

const ReturnReasons = z.array(line(60, 1)).max(20);

/** Up to a working day. */
const LockAfterMinutes = z.int(rule("minutes_not_a_number")).min(0).max(720);

export const UpdateSettings = z.strictObject({
  key: WriteKey,
  version: Version,
  ...identityInput,
  timeZone: TimeZone.optional(),
  locale: Locale.optional(),
  dayCutoffMinutes: DayCutoff.optional(),
  pricesIncludeTax: z.boolean().optional(),
  taxRounding: z.enum(["line", "total"]).optional(),
  discountReasonPpm: DiscountReasonPpm.optional(),
  roleLimits: RoleLimitsInput.optional(),
  returnDays: ReturnDays.nullable().optional().describe("null is without a limit"),
  returnReasons: ReturnReasons.optional(),
  lockAfterMinutes: LockAfterMinutes.optional(),
  cashRounding: CashRounding.optional(),
  cashStepMinor: MinorPositive.optional().describe("The smallest coin; at most 100 units"),
  country: Country.optional(),
  retentionYears: RetentionYears.optional().describe("How long records are kept"),
  receiptPolicy: ReceiptPolicy.optional(),
  receiptPaper: ReceiptPaper.optional(),
  displayGreeting: DisplayGreeting.optional(),
  skuPattern: SkuPattern.optional(),
  listenOnLan: z.boolean().optional(),
});
export type UpdateSettings = z.infer<typeof UpdateSettings>;

export const GetSettings = z.strictObject({});

/** `nextSku` is a live example of the pattern. */
export const Settings = z.strictObject({
  booksId: z
    .string()
    .describe(
      "Identifies this shop's data: what a device stores of another shop, such as the sample shop, is not valid for it",
    ),
  ...ShopIdentity.shape,
  country: z.string().describe("ISO 3166-1 alpha-2; empty if it is not known"),
  retentionYears: z.int().describe("How long records are kept, in years"),
  currency: z.string(),
  exponent: z.int(),
  timeZone: z.string(),
  locale: z.string(),
  dayCutoffMinutes: z.int(),
  pricesIncludeTax: z.boolean(),
  taxRounding: z.enum(["line", "total"]),
  discountReasonPpm: z
    .int()
    .describe(
      "A sale that takes more than this off a line or the whole needs a reason; 1000000 is never",
    ),
  returnDays: z
    .int()
    .nullable()
    .describe("In how many days customers may return goods; null is without a limit"),
  returnReasons: z.array(z.string()).describe("The reasons that a return offers"),
  lockAfterMinutes: z.int().describe("A till locks after so many minutes without use; 0 is never"),
  roleLimits: z
    .array(RoleLimit)
    .describe("How far managers and cashiers may go without an approval; an owner has no limits"),
  cashRounding: CashRounding.describe(
    "How the cash part of a sale or refund is rounded; `down` is in the customer's favor",
  ),
  cashStepMinor: z.int().describe("The smallest coin, used if cash is rounded"),
  restored: z
    .strictObject({ at: Instant, lastSaleAt: Instant.nullable() })
    .nullable()
    .describe("The last restore of a backup: a till sends its sales since then again"),
  receiptPolicy: ReceiptPolicy.describe("What the till offers after a sale"),
  receiptPaper: ReceiptPaper.describe("The paper of receipts; a device can have another one"),
  displayGreeting: z
    .string()
    .describe("What a customer display says while it shows no cart; empty for nothing"),
  labelPatterns: z
    .array(UsedLabelPattern)
    .describe("How labels with a price, a weight or a count in their code are read"),
  skuPattern: z.string(),
  nextSku: z.string(),
  listenOnLan: z.boolean().describe("Whether other devices of the shop's network may connect"),
  version: z.int(),
});
export type Settings = z.infer<typeof Settings>;

const RateInput = z.strictObject({
  name: line(60, 1),
  ppm: z.int(rule("percent_not_a_number")).min(0).max(1_000_000, rule("tax_rate_too_high")),
  compound: z.boolean().default(false).describe("Charged on the amount and the taxes before it"),
});

export const CreateTaxClass = z.strictObject({
  key: WriteKey,
  name: line(60, 1),
  rates: z.array(RateInput).max(5),
});
export type CreateTaxClass = z.infer<typeof CreateTaxClass>;

/** Replaces the rates of a class from now on; past sales keep their rates. */
export const ChangeTaxClass = z.strictObject({
  key: WriteKey,
  id: TaxClassId,
  name: line(60, 1).optional(),
  rates: z.array(RateInput).max(5).optional(),
});
export type ChangeTaxClass = z.infer<typeof ChangeTaxClass>;

export const TaxClass = z.strictObject({
  id: TaxClassId,
  name: z.string(),
  rates: z.array(
    z.strictObject({ id: TaxRateId, name: z.string(), ppm: z.int(), compound: z.boolean() }),
  ),
});
export type TaxClass = z.infer<typeof TaxClass>;
export const TaxClasses = z.strictObject({ items: z.array(TaxClass) });
export type TaxClasses = z.infer<typeof TaxClasses>;

/** The class of the first rate. */
export const STANDARD_CLASS = "Standard";

function areDistinct(classes: readonly { readonly name: string }[]): boolean {
  const names = [STANDARD_CLASS, ...classes.map(({ name }) => name)];
  return new Set(names).size === names.length;
}

const TaxPpm = z.int().min(0).max(1_000_000, rule("tax_rate_too_high"));

/** Setup: creates the shop, its first location, its tax and its owner in one step. */
export const SetUpShop = z.strictObject({
  token: z.string().min(20, rule("setup_token_incomplete")).max(200),
  shop: z.strictObject({
    name: line(100, 1),
    currency: Currency,
    timeZone: TimeZone,
    locale: Locale.default("en"),
    pricesIncludeTax: z.boolean().default(true),
    taxRounding: z.enum(["line", "total"]).default("line"),
    taxName: line(60).default("Tax"),
    taxPpm: TaxPpm.default(0),
    otherRates: z
      .array(z.strictObject({ name: line(60, 1), ppm: TaxPpm }))
      .max(10)
      .refine(areDistinct, rule("given_twice"))
      .default([])
      .describe("Further tax classes, each with one rate of the same tax"),
    country: Country.default(""),
    cashRounding: CashRounding.default("off"),
    cashStepMinor: MinorPositive.default(minor(1)),
    retentionYears: RetentionYears.default(USUAL_RETENTION_YEARS),
    locationName: line(100, 1).default("Shop"),
    listenOnLan: z.boolean().default(false),
  }),
  owner: z.strictObject({ login: line(60, 1), name: line(100, 1), password: Password }),
});
export type SetUpShop = z.infer<typeof SetUpShop>;

export const GetSetupStatus = z.strictObject({});
export const SetupStatus = z.strictObject({
  setUp: z.boolean(),
  shopName: z.string().nullable(),
  version: z.string(),
});
export type SetupStatus = z.infer<typeof SetupStatus>;

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}
