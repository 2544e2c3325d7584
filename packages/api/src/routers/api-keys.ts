import {
  ApiKey,
  ApiKeyCreated,
  ApiKeys,
  CreateApiKey,
  ListApiKeys,
  RevokeApiKey,
} from "@daybook/contract/api-keys";
import { createApiKey, listApiKeys, revokeApiKey } from "@daybook/core/users/api-keys";
import { can, canConfirmed, get, once, post, reads, router } from "../trpc.ts";

const edits = () => canConfirmed("apiKeys.write");

export const apiKeys = router({
  list: can("apiKeys.read")
    .meta(get("/api-keys"))
    .input(ListApiKeys)
    .output(ApiKeys)
    .query(reads(listApiKeys)),
  create: edits()
    .meta(post("/api-keys"))
    .input(CreateApiKey)
    .output(ApiKeyCreated)
    .mutation(once(createApiKey, { remember: (made) => ({ ...made, secret: null }) })),
  revoke: edits()
    .meta(post("/api-keys/{id}/revoke"))
    .input(RevokeApiKey)
    .output(ApiKey)
    .mutation(once(revokeApiKey)),
});
