/** Texts of sign-in. */
export const signInTexts = {
  title: "Sign in",
  lead: (shopName: string) => `Sign in to ${shopName}.`,
  login: "Login name",
  password: "Password",
  submit: "Sign in",
};
