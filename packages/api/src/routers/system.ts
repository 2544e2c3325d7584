import { About, GetAbout, GetNetwork, Network, TurnOnHttps } from "@daybook/contract/system";
import { getDatabaseFacts } from "@daybook/core/settings/database-facts";
import { recordHttps } from "@daybook/core/settings/record-https";
import { can, get, post, router } from "../trpc.ts";

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
  network: can("settings.read")
    .meta(get("/network", { summary: "List the addresses of Daybook for other devices" }))
    .input(GetNetwork)
    .output(Network)
    .query(({ ctx }) => ctx.services.network.describe()),
  turnOnHttps: can("settings.write")
    .meta(
      post("/network/https", {
        summary: "Serve HTTPS in the shop's network",
        description:
          "Makes the shop's own certificates, if there are none. A second call changes nothing.",
      }),
    )
    .input(TurnOnHttps)
    .output(Network)
    .mutation(async ({ ctx }) => {
      const before = ctx.services.network.describe();
      const after = await ctx.services.network.turnOnHttps();
      const { work, who } = ctx.home;
      const fingerprint = after.https?.fingerprint;
      if (who !== null && before.https === null && fingerprint !== undefined)
        await work.write(who, (write) => recordHttps(write, fingerprint));
      return after;
    }),
});
