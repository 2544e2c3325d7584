/**
 * The header in which a page sends the shop it shows. All tabs of a browser share one session: after one of them
 * switches to the other shop, writes of the others are refused (409 `other_shop`) instead of saved in the wrong
 * database.
 */
export const SHOWN_SHOP_HEADER = "x-daybook-shop";

/**
 * Header by which a page says that it reads what is wrong with a field as a code. A page of an earlier version, which
 * stays open while the server is updated, does not send it and reads sentences.
 */
export const FIELD_CODES_HEADER = "x-daybook-field-codes";

const SHOWN_SHOPS = ["real", "sample"] as const;
export type ShownShop = (typeof SHOWN_SHOPS)[number];

/** The header value for a shop. */
export const shownShop = (sampleShop: boolean): ShownShop => (sampleShop ? "sample" : "real");

/** Parses the header; undefined if it has no known value. */
export const readShownShop = (
  text: string | readonly string[] | undefined,
): ShownShop | undefined => SHOWN_SHOPS.find((shop) => shop === text);
