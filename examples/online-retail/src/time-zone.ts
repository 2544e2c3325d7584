/** The retailer's time zone. */
export const TIME_ZONE = "Europe/London";
