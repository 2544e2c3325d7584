import {
  ApiKey,
  ApiKeyCreated,
  ApiKeys,
  CreateApiKey,
  ListApiKeys,
  RevokeApiKey,
} from "@daybook/contract/api-keys";
import { createApiKey, listApiKeys, revokeApiKey } from "@daybook/core/users/api-keys";
import { can, canConfirmed, get, once, onceConfirmed, post, reads, router } from "../trpc.ts";

export const apiKeys = router({
  list: can("apiKeys.read")
    .meta(get("/api-keys"))
    .input(ListApiKeys)
    .output(ApiKeys)
    .query(reads(listApiKeys)),
  create: can("apiKeys.write")
    .meta(post("/api-keys"))
    .input(CreateApiKey)
    .output(ApiKeyCreated)
    .mutation(onceConfirmed(createApiKey, { remember: (made) => ({ ...made, secret: null }) })),
  revoke: canConfirmed("apiKeys.write")
    .meta(post("/api-keys/{id}/revoke"))
    .input(RevokeApiKey)
    .output(ApiKey)
    .mutation(once(revokeApiKey)),
});
