/** Texts of changing the person at a till, and of the PIN. */
export const switchTexts = {
  title: "Who sells now?",
  close: "Close",
  waiting: (n: number) =>
    `${n === 1 ? "1 sale of yours is" : `${n} sales of yours are`} not sent yet. Wait until the server has saved them, then change.`,
  nobody: "Nobody else may sell here.",
  lockedTitle: "This till is locked",
  lockedLead: "Enter your PIN to continue. Carts are kept.",
  byPassword: "Sign in with a password",
  pinOf: (name: string) => `PIN of ${name}`,
  deleteDigit: "Delete the last digit",
  noPin: (name: string) =>
    `${name} has no PIN yet. They sign in with their password and set one under Devices.`,
  sectionTitle: "Your PIN for the till",
  sectionLead:
    "Four to six digits. At a till you take over from a colleague with it, and approve what they may not do alone.",
  password: "Your password",
  pin: "New PIN",
  pinHint: "Leave it empty to remove your PIN.",
  save: "Save PIN",
  saved: "Your PIN is saved.",
  removed: "Your PIN is removed.",
};
