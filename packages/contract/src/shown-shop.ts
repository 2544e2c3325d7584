/**
 * Header by which a page says which shop it shows. All tabs of a browser are one sign-in: when one of them goes to the
 * other shop, what the rest still send is refused (409 `other_shop`) instead of booked in the wrong books.
 */
export const SHOWN_SHOP_HEADER = "x-daybook-shop";

const SHOWN_SHOPS = ["real", "sample"] as const;
export type ShownShop = (typeof SHOWN_SHOPS)[number];

/** How a page says it. */
export const shownShop = (sampleShop: boolean): ShownShop => (sampleShop ? "sample" : "real");

/** What a page said; undefined where it said nothing that is known. */
export const readShownShop = (
  text: string | readonly string[] | undefined,
): ShownShop | undefined => SHOWN_SHOPS.find((shop) => shop === text);
