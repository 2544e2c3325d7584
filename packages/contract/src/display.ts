/** Contracts of the customer display: a second screen that shows the cart of one till. */
import { z } from "zod";
import { line } from "./fields.ts";
import { TillId } from "./ids.ts";
import { Minor, MinorNonNegative } from "./money.ts";
import { PictureHash } from "./pictures.ts";
import { Milli } from "./quantity.ts";
import { UnitCode } from "./units.ts";

/** The last lines of a cart that a display shows; it counts the others. */
export const MOST_DISPLAY_LINES = 200;

/** The most taxes, and the most payments, that a display shows. */
export const MOST_DISPLAY_ROWS = 20;

/** How long a display shows what a till sent last, after the till is gone. */
export const DISPLAY_FORGETS_MS = 30_000;

/** `cart`: goods and their total. `paying`: part of it was given. `paid`: the change, until the next item. */
export const DISPLAY_PHASES = ["idle", "cart", "paying", "paid"] as const;
const DisplayPhase = z.enum(DISPLAY_PHASES);

export const DisplayLine = z.strictObject({
  name: line(200, 1),
  quantityMilli: Milli,
  unit: UnitCode,
  unitPriceMinor: Minor.describe("For `basisMilli` of the product"),
  basisMilli: Milli,
  amountMinor: Minor.describe("Of the whole line, before discounts; below zero for empties"),
  discountMinor: MinorNonNegative.describe("Taken off this line"),
  picture: PictureHash.nullable(),
  hue: z.int().min(0).max(99).nullable().describe("The colour of its category"),
});
export type DisplayLine = z.infer<typeof DisplayLine>;

/** Something in a list next to its amount. */
const Named = z.strictObject({ name: line(100), amountMinor: Minor });

/** What a display shows. All amounts are minor units of the shop's currency. */
export const DisplayState = z.strictObject({
  seq: z
    .int()
    .min(1)
    .describe("Grows with each state of a till: an older one never replaces a newer"),
  phase: DisplayPhase,
  lines: z
    .array(DisplayLine)
    .max(MOST_DISPLAY_LINES)
    .describe(
      "The last lines of the cart, newest last; empties come back with an amount below zero",
    ),
  moreLines: z.int().min(0).max(100_000).describe("The lines before those"),
  goodsMinor: Minor.describe("Before discounts"),
  discountMinor: MinorNonNegative.describe("All discounts together"),
  depositMinor: MinorNonNegative.describe("The deposits in the total"),
  taxes: z
    .array(Named.extend({ ppm: z.int().min(0).max(1_000_000) }))
    .max(MOST_DISPLAY_ROWS)
    .describe("By rate: included in the total, or added to the goods"),
  totalMinor: Minor.describe("What the customer pays; below zero if money is paid out"),
  given: z.array(Named).max(MOST_DISPLAY_ROWS).describe("What the customer has given, by method"),
  leftMinor: MinorNonNegative.describe("What is still to pay"),
  leftInCashMinor: MinorNonNegative.nullable().describe(
    "The same in cash; null if the shop does not round cash",
  ),
  changeMinor: MinorNonNegative.describe("What the customer gets back; 0 before it is paid"),
});
export type DisplayState = z.infer<typeof DisplayState>;

const NONE = MinorNonNegative.parse(0);

/** Shown while there is no cart, and while its total is unknown. */
export const IDLE_DISPLAY: Omit<DisplayState, "seq"> = {
  phase: "idle",
  lines: [],
  moreLines: 0,
  goodsMinor: NONE,
  discountMinor: NONE,
  depositMinor: NONE,
  taxes: [],
  totalMinor: NONE,
  given: [],
  leftMinor: NONE,
  leftInCashMinor: null,
  changeMinor: NONE,
};

/** `taken` is false for a state that is older than the one shown. */
export const DisplayShown = z.strictObject({
  displays: z.int().describe("How many displays show this till"),
  taken: z.boolean(),
});
export type DisplayShown = z.infer<typeof DisplayShown>;

export const WatchDisplay = z.strictObject({ tillId: TillId });
export type WatchDisplay = z.infer<typeof WatchDisplay>;

/** What a display receives at first and after every change: everything that it shows. */
export const DisplayView = z.strictObject({
  shop: z.strictObject({
    name: z.string(),
    logo: PictureHash.nullable(),
    greeting: z.string(),
    currency: z.string(),
    exponent: z.int(),
    locale: z.string(),
    timeZone: z.string(),
    pricesIncludeTax: z.boolean(),
  }),
  till: z.strictObject({ id: TillId, name: z.string() }),
  open: z.boolean().describe("Whether the till is on its page Sell, or was until a moment ago"),
  state: DisplayState.nullable().describe("Null if nothing is shown"),
});
export type DisplayView = z.infer<typeof DisplayView>;

/** What a till receives: whether anything has to be sent at all. */
export const DisplayWatchers = z.strictObject({
  displays: z.int().min(0),
  lastSeq: z.int().min(0).describe("Of the last state of this till"),
});
export type DisplayWatchers = z.infer<typeof DisplayWatchers>;

export const FollowDisplays = z.strictObject({});
