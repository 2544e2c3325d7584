/** Texts of the password reset. */
export const resetPasswordTexts = {
  title: "New password",
  lead: "You will be signed out everywhere. Then sign in with the new password.",
  password: "New password",
  passwordHint: "At least 12 characters. A short sentence works well.",
  submit: "Save the new password",
  noToken: "This link is incomplete. Open it again, or ask for a new one.",
};
