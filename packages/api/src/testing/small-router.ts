/** For tests of tRPC and REST: a router that needs no shop. */
import { z } from "zod";
import { refuse } from "@daybook/core/errors/domain-error";
import type { ApiContext } from "../context.ts";
import { can, get, openToAll, post, router } from "../trpc.ts";

const Nothing = z.strictObject({});

export const smallRouter = router({
  things: router({
    greet: openToAll("a test")
      .meta(get("/things/{name}", { summary: "Greet somebody" }))
      .input(z.strictObject({ name: z.string().min(2, "Say more"), times: z.int().default(1) }))
      .output(z.strictObject({ text: z.string() }))
      .query(({ input }) => ({ text: `hello ${input.name} `.repeat(input.times) })),
    nothing: openToAll("a test")
      .meta(get("/things", { summary: "Answer nothing" }))
      .input(Nothing)
      .output(z.undefined())
      .query(() => undefined),
    optional: openToAll("a test")
      .meta(get("/things/optional", { summary: "Answer null" }))
      .input(Nothing.optional())
      .output(z.null())
      .query(() => null),
    add: can("products.write")
      .meta(post("/things", { summary: "Add numbers" }))
      .input(z.strictObject({ numbers: z.array(z.int()) }))
      .output(z.int())
      .mutation(({ input }) => input.numbers.reduce((sum, n) => sum + n, 0)),
    refuse: openToAll("a test")
      .meta(post("/things/refuse", { summary: "Refuse", refuses: ["not_found"] }))
      .input(Nothing)
      .output(Nothing)
      .mutation(() => {
        throw refuse("not_found", { entity: "product", id: "7" }, "id");
      }),
    break: openToAll("a test")
      .meta(post("/things/break", { summary: "Break" }))
      .input(Nothing)
      .output(Nothing)
      .mutation(() => {
        throw new Error("a secret of the machine room");
      }),
    lie: openToAll("a test")
      .meta(get("/things/lie", { summary: "Answer what its contract does not allow" }))
      .input(Nothing)
      .output(z.strictObject({ count: z.int() }))
      .query(() => ({ count: 1.5 })),
  }),
  auth: router({
    enter: openToAll("a test")
      .meta(post("/auth/enter", { summary: "Enter" }))
      .input(Nothing)
      .output(z.int())
      .mutation(() => 1),
  }),
});

/** A context for procedures that use neither shop nor services; problems are collected. */
export function smallContext(
  permissions: readonly "products.write"[],
  problems: unknown[] = [],
): ApiContext {
  const who =
    permissions.length === 0
      ? null
      : { requestId: "r1", actor: { permissions: new Set<string>(permissions) } };
  const context = {
    who,
    home: { who },
    spend: () => 0,
    session: null,
    request: { id: "r1" },
    services: { report: (problem: unknown) => problems.push(problem), refused: () => undefined },
  };
  // safe because the procedures of the small router use nothing else of a context
  return context as unknown as ApiContext;
}
