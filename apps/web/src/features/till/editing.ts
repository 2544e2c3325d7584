/** The open editor of the cart, other than quantities. */
export type Editing =
  | { readonly what: "discount" | "price" | "quantity"; readonly lineId: string }
  | { readonly what: "wholeDiscount" | "customer" }
  | null;
