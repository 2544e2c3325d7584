/** The base price list, created by setup, in which every product has a price. */
export const BASE_PRICE_LIST_ID = 1;
