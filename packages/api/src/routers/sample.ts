import { EnterSample, LeaveSample } from "@daybook/contract/sample";
import { Me } from "@daybook/contract/users";
import { enterSample, leaveSample } from "../auth/sample-visit.ts";
import { can, post, router } from "../trpc.ts";

// These writes have no key: repeating them is harmless, and neither of them records a transaction.
export const sample = router({
  enter: can("auth.self")
    .meta(
      post("/sample/enter", {
        summary: "Enter the sample shop",
        description: "Turns this session to the sample shop, which is made or renewed first.",
      }),
    )
    .input(EnterSample)
    .output(Me)
    .mutation(enterSample),
  leave: can("auth.self")
    .meta(post("/sample/leave", { summary: "Leave the sample shop" }))
    .input(LeaveSample)
    .output(Me)
    .mutation(leaveSample),
});
