/** Every address of the client, by the name screens know it under. */
export const paths = {
  home: "/",
  setUp: "/setup",
  signIn: "/sign-in",
  dashboard: "/dashboard",
  products: "/products",
  product: "/products/$id",
} as const;
