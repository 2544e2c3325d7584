import type { FastifyInstance } from "fastify";
import { AUTHORITY_PATH } from "@daybook/contract/system";
import { refuse } from "@daybook/core/errors/domain-error";
import type { LocalNetwork } from "../local-network.ts";
import { sendRefusal } from "../refusal-answer.ts";

/** The certificate of the shop's own authority, for devices that install it. It contains nothing secret. */
export function addAuthorityRoute(app: FastifyInstance, network: LocalNetwork): void {
  app.get(AUTHORITY_PATH, async (request, reply) => {
    const authority = network.authority();
    if (authority === null) return sendRefusal(request, reply, refuse("no_such_path", {}));
    return reply
      .header("content-type", "application/x-x509-ca-cert")
      .header("content-disposition", 'attachment; filename="daybook-ca.crt"')
      .send(authority);
  });
}
