import { About, GetAbout } from "@daybook/contract/system";
import { getDatabaseFacts } from "@daybook/core/settings/database-facts";
import { can, get, router } from "../trpc.ts";

export const system = router({
  about: can("settings.read")
    .meta(
      get("/about", {
        summary: "Get what Daybook runs on",
        description: "Versions, and for owners the data folder: for a question to a developer.",
      }),
    )
    .input(GetAbout)
    .output(About)
    .query(async ({ ctx }) => {
      const { version, host } = ctx.services;
      const { dataFolder, nodeVersion, platform } = host;
      return {
        version,
        nodeVersion,
        platform,
        dataFolder: ctx.who.actor.permissions.has("settings.write") ? dataFolder : null,
        ...(await ctx.work.read(ctx.who, getDatabaseFacts)),
      };
    }),
});
