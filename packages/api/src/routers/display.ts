import {
  DisplayShown,
  DisplayState,
  FollowDisplays,
  WatchDisplay,
} from "@daybook/contract/display";
import type { DisplayView } from "@daybook/contract/display";
import type { TillId } from "@daybook/contract/ids";
import type { Permission } from "@daybook/contract/permissions";
import type { Who } from "@daybook/core/context/context";
import { refuse } from "@daybook/core/errors/domain-error";
import { getDisplayHead } from "@daybook/core/tills/display";
import { browserId } from "@daybook/core/users/known-browsers";
import { findTillOfBrowser } from "@daybook/core/users/sessions";
import type { TillOfBrowser } from "@daybook/core/users/sessions";
import { browserTokenIn } from "../auth/browser-cookie.ts";
import type { ApiContext } from "../context.ts";
import { createStreamLimit } from "../live/stream-limit.ts";
import { can, post, router, stream } from "../trpc.ts";

/** A page needs one; a reload may start a new one before the last one ended. */
const openWatch = createStreamLimit(4);
const openFollow = createStreamLimit(4);

/** How long a display may show a former name, logo or greeting while its cart changes. */
const HEAD_FOR_MS = 5_000;

export const display = router({
  show: can("sales.ringUp")
    .meta(
      post("/display", {
        summary: "Show something on the customer displays of this till",
        description:
          "For the browser that is the till. Nothing is written: the server keeps the last state in memory, for as long as the till is there. A state with an older `seq` than the one shown is not shown.",
        refuses: ["not_a_till", "till_revoked"],
      }),
    )
    .input(DisplayState)
    .output(DisplayShown)
    .mutation(({ ctx, input }) => ctx.live.displays.show(ownTill(ctx), input)),
  watchers: can("sales.ringUp")
    .meta(
      stream({
        summary: "Follow how many displays show this till",
        description: "For the browser that is the till. While it is open, the till is there.",
        refuses: ["not_a_till", "till_revoked"],
      }),
    )
    .input(FollowDisplays)
    .subscription(({ ctx, signal }) =>
      openFollow(ctx.request, async function* () {
        const tillId = await tillNow(ctx);
        const stillSignedIn = stillHas(ctx, "sales.ringUp");
        yield* ctx.live.displays.follow({ tillId, signal, stillSignedIn });
      }),
    ),
  watch: can("sales.read")
    .meta(
      stream({
        summary: "Follow what a till shows its customer",
        description:
          "At first and after every change, all of it. Without a cart once the till is gone for 30 seconds.",
        refuses: ["not_found", "till_revoked"],
      }),
    )
    .input(WatchDisplay)
    .subscription(({ ctx, input, signal }) =>
      openWatch(ctx.request, () => views(ctx, input, signal)),
    ),
});

type Asking = ApiContext & { readonly who: Who };

async function* views(
  ctx: Asking,
  input: WatchDisplay,
  signal: AbortSignal | undefined,
): AsyncGenerator<DisplayView, void> {
  const { work, who, live } = ctx;
  const readHead = () => work.read(who, (read) => getDisplayHead(read, input));
  let head = await readHead();
  let readAt = work.clock();
  let last = "";
  const { tillId } = input;
  const stillSignedIn = stillHas(ctx, "sales.read");
  for await (const { open, state } of live.displays.watch({ tillId, signal, stillSignedIn })) {
    if (work.clock() - readAt > HEAD_FOR_MS) {
      head = await readHead();
      readAt = work.clock();
    }
    const view = { ...head, open, state };
    const text = JSON.stringify(view);
    if (text !== last) yield view;
    last = text;
  }
}

/** The till that the browser is. Refuses 403 `till_revoked`, and 403 `not_a_till` if it is none. */
function ownTill({ who, session }: Asking): TillId {
  if (who.actor.tillRevoked) throw refuse("till_revoked", {});
  return usable(who.actor.deviceId === null ? null : (session?.till ?? null));
}

/** As `ownTill`, for a connection that may be older than the till. */
async function tillNow(ctx: Asking): Promise<TillId> {
  const token = browserTokenIn(ctx);
  // Nobody's browser is a till of the sample shop.
  if (token === null || ctx.session === null || ctx.session.sampleShop) return usable(null);
  return usable(await ctx.home.work.store.read((tx) => findTillOfBrowser(tx, browserId(token))));
}

function usable(till: TillOfBrowser | null): TillId {
  if (till === null) throw refuse("not_a_till", {});
  if (till.revoked) throw refuse("till_revoked", {});
  return till.publicId;
}

function stillHas(ctx: ApiContext, permission: Permission) {
  return async () => (await ctx.rightsNow())?.has(permission) === true;
}
