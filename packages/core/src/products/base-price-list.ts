/** The base list that every product has a price on; set-up makes it. */
export const BASE_PRICE_LIST_ID = 1;
