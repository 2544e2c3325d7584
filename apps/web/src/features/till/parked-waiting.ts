/** The parked sales that wait: one query of the badge and of the list, so the list shows its rows at once. */
export const WAITING = { limit: 200 } as const;
