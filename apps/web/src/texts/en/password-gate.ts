/** Texts of the password prompt. */
export const passwordGateTexts = {
  title: "Confirm your password",
  lead: "Enter your password to change people or API keys.",
  password: "Your password",
  confirm: "Continue",
  cancel: "Cancel",
};
