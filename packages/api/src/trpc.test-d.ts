import { z } from "zod";
import { test } from "vitest";
import { can, canConfirmed, get, onceConfirmed, openToAll, router } from "./trpc.ts";

test("[US3] a procedure cannot be defined without its permission", () => {
  // @ts-expect-error the permission must be in the closed list
  void (() => can());
  // @ts-expect-error "products.eat" is not a permission
  void (() => can("products.eat"));
  // @ts-expect-error the same for procedures that ask for the password again
  void (() => canConfirmed("anything"));
  // @ts-expect-error a reason is required
  void (() => openToAll());
  // @ts-expect-error a function is not a procedure
  void (() => router({ products: { list: () => [] } }));
});

test("a procedure cannot be defined without a summary", () => {
  // @ts-expect-error a summary is required
  void (() => get("/products"));
  // @ts-expect-error "eaten" is not a refusal
  void (() => get("/products", { summary: "List products", refuses: ["eaten"] }));
});

test("a procedure that requires the password each time has its own kind", () => {
  const write = () =>
    onceConfirmed((_ctx, input: { readonly key: string }) => Promise.resolve(input));
  const input = z.object({ key: z.string() });
  void (() => canConfirmed("users.write").input(input).mutation(write()));
  // @ts-expect-error `can` does not ask for a password
  void (() => can("users.write").input(input).mutation(write()));
});
