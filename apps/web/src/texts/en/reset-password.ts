/** Words of choosing a new password through a one-time link. */
export const resetPasswordTexts = {
  title: "New password",
  lead: "You will be signed out everywhere and sign in with the new one.",
  password: "New password",
  passwordHint: "At least 12 characters. A short sentence is good.",
  submit: "Save the new password",
  noToken: "This link is not whole. Open it again, or ask for a new one.",
};
