import { test } from "vitest";
import { can, canConfirmed, openToAll, router } from "./trpc.ts";

test("[US3] a procedure cannot be made without saying who may call it", () => {
  // @ts-expect-error a permission of the closed list is needed
  void (() => can());
  // @ts-expect-error "products.eat" is no permission
  void (() => can("products.eat"));
  // @ts-expect-error the same goes for those that ask for the password again
  void (() => canConfirmed("anything"));
  // @ts-expect-error a reason is needed
  void (() => openToAll());
  // @ts-expect-error a function is no procedure
  void (() => router({ products: { list: () => [] } }));
});
