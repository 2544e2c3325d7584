/** A valid input of each procedure about the installation; none has fields. */
export const SYSTEM_INPUTS = {
  "setup.status": {},
  "system.about": {},
  "system.network": {},
  "system.turnOnHttps": {},
} as const;
