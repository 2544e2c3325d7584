/** Texts of the password prompt. */
export const passwordGateTexts = {
  title: "Confirm your password",
  lead: "This action needs your password, because you entered it some time ago.",
  password: "Your password",
  confirm: "Continue",
  cancel: "Cancel",
};
