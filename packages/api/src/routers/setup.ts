import { GetSetupStatus, SetupStatus, SetUpShop } from "@daybook/contract/settings";
import { SignedIn } from "@daybook/contract/users";
import { getSetupStatus } from "@daybook/core/settings/set-up-shop";
import { setUp } from "../auth/set-up.ts";
import { get, openToAll, post, router } from "../trpc.ts";

export const setup = router({
  status: openToAll("the first screen must know whether there is a shop")
    .meta(get("/setup", { summary: "Get whether the shop is set up" }))
    .input(GetSetupStatus)
    .output(SetupStatus)
    .query(async ({ ctx }) => {
      const status = await ctx.work.store.read((tx) => getSetupStatus(tx));
      return { ...status, version: ctx.services.version };
    }),
  create: openToAll("there is no owner yet; the token proves who may")
    .meta(
      post("/setup", {
        summary: "Set up the shop and its owner",
        description: "Signs the owner in.",
        refuses: ["set_up_already", "setup_token_wrong", "weak_password"],
      }),
    )
    .input(SetUpShop)
    .output(SignedIn)
    .mutation(setUp),
});
