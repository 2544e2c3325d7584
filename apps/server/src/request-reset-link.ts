import { askServer } from "./ask-server.ts";
import { RESET_PASSWORD_PATH } from "./routes/command-routes.ts";

/** Requests a password reset link from the running server of this data folder; null if none responds. */
export function requestResetLink(
  dataFolder: string,
  login: string,
): Promise<{ readonly ok: boolean; readonly message: string } | null> {
  return askServer(dataFolder, { path: RESET_PASSWORD_PATH, body: { login }, withinMs: 10_000 });
}
