/** Contracts of the sample shop: a second set of books to look around in, in which nothing is real. */
import { z } from "zod";

export const EnterSample = z.strictObject({
  fresh: z
    .boolean()
    .default(false)
    .describe("Build the sample shop anew, even where it was built today"),
});
export type EnterSample = z.infer<typeof EnterSample>;

export const LeaveSample = z.strictObject({});

/**
 * Header by which a page says which shop it shows. All tabs of a browser are one sign-in: when one of them goes to the
 * other shop, what the rest still send is refused (409 `other_shop`) instead of booked in the wrong books.
 */
export const SHOWN_SHOP_HEADER = "x-daybook-shop";
export const ShownShop = z.enum(["real", "sample"]);
export type ShownShop = z.infer<typeof ShownShop>;

/** How a page says it. */
export const shownShop = (sampleShop: boolean): ShownShop => (sampleShop ? "sample" : "real");
