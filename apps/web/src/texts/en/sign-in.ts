/** Words of signing in. */
export const signInTexts = {
  title: "Sign in",
  lead: (shopName: string) => `To the books of ${shopName}.`,
  login: "Login name",
  password: "Password",
  submit: "Sign in",
};
