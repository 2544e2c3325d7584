/** Where the retailer's wall clock hangs. */
export const TIME_ZONE = "Europe/London";
