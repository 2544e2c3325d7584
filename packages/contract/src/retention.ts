/** How many years records are kept in a shop whose country is not known: the longest of all country profiles. */
export const USUAL_RETENTION_YEARS = 10;
