/** What is being typed in the cart, beside quantities. */
export type Editing =
  | { readonly what: "discount" | "price" | "quantity"; readonly lineId: string }
  | { readonly what: "wholeDiscount" | "customer" }
  | null;
