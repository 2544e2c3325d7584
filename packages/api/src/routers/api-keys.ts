import {
  ApiKey,
  ApiKeyCreated,
  ApiKeys,
  CreateApiKey,
  ListApiKeys,
  RevokeApiKey,
} from "@daybook/contract/api-keys";
import { createApiKey, listApiKeys, revokeApiKey } from "@daybook/core/users/api-keys";
import {
  can,
  canConfirmed,
  canConfirmedEachTime,
  get,
  once,
  onceConfirmed,
  post,
  reads,
  router,
} from "../trpc.ts";

export const apiKeys = router({
  list: can("apiKeys.read")
    .meta(
      get("/api-keys", {
        summary: "List API keys",
        description: "Includes revoked and expired keys; never their secrets.",
      }),
    )
    .input(ListApiKeys)
    .output(ApiKeys)
    .query(reads(listApiKeys)),
  create: canConfirmedEachTime("apiKeys.write")
    .meta(
      post("/api-keys", {
        summary: "Make an API key",
        description: "The secret is in the first answer only: a repeat is answered without it.",
        refuses: ["scope_not_allowed"],
      }),
    )
    .input(CreateApiKey)
    .output(ApiKeyCreated)
    .mutation(onceConfirmed(createApiKey, { remember: (made) => ({ ...made, secret: null }) })),
  revoke: canConfirmed("apiKeys.write")
    .meta(post("/api-keys/{id}/revoke", { summary: "Revoke an API key", refuses: ["not_found"] }))
    .input(RevokeApiKey)
    .output(ApiKey)
    .mutation(once(revokeApiKey)),
});
