/** Every address of the client, by the name screens know it under. */
export const paths = {
  home: "/",
  setUp: "/setup",
  signIn: "/sign-in",
  resetPassword: "/reset-password",
  dashboard: "/dashboard",
  products: "/products",
  product: "/products/$id",
} as const;
