/** For tests: what a till sends to its customer displays. */
import type { z } from "zod";
import type { DisplayState } from "@daybook/contract/display";

/** A state of a customer display. */
export const SHOWN_STATE: z.input<typeof DisplayState> = {
  seq: 1,
  phase: "cart",
  lines: [
    {
      name: "Mug",
      quantityMilli: 2000,
      unit: "each",
      unitPriceMinor: 450,
      basisMilli: 1000,
      amountMinor: 900,
      discountMinor: 90,
      picture: null,
      hue: null,
    },
  ],
  moreLines: 0,
  goodsMinor: 900,
  discountMinor: 90,
  depositMinor: 0,
  taxes: [{ name: "VAT", ppm: 200_000, amountMinor: 135 }],
  totalMinor: 810,
  given: [],
  leftMinor: 810,
  leftInCashMinor: null,
  changeMinor: 0,
};
