import { join } from "node:path";
import { ROOT, tool } from "./tools.mjs";

const PAGE_PORT = "5173";

/**
 * The processes of `npm run dev`: the server, and Vite in front of it. Both use the same port, and the data folder
 * belongs to this checkout unless `DAYBOOK_DATA` is set, so development never opens a real shop.
 * @param {Readonly<Record<string, string | undefined>>} env
 */
export function planDev(env) {
  const port = env.DAYBOOK_PORT || "7300";
  const serverUrl = `http://127.0.0.1:${port}`;
  const pageUrl = `http://127.0.0.1:${PAGE_PORT}`;
  return {
    env: {
      ...env,
      NODE_ENV: "development",
      DAYBOOK_PORT: port,
      DAYBOOK_DATA: env.DAYBOOK_DATA || join(ROOT, ".daybook"),
      DAYBOOK_DEV_SERVER: serverUrl,
    },
    /** Links printed by the server lead to the page with hot reload, not to the last build. */
    shown: (line) => line.replaceAll(serverUrl, pageUrl),
    parts: [
      {
        name: "server",
        args: [tool("tsx"), "watch", "--clear-screen=false", "apps/server/src/main.ts", "start"],
        folder: ".",
      },
      {
        name: "web",
        args: [
          tool("vite"),
          "--clearScreen=false",
          "--host=127.0.0.1",
          `--port=${PAGE_PORT}`,
          "--strictPort",
        ],
        folder: "apps/web",
      },
    ],
  };
}
