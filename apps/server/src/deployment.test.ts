/** The files of a deployment: what their own tools accept, and what they must agree on with each other. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { validate } from "dockerfile-utils";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { configOf } from "./env.ts";
import { contextFiles, environmentOf, stagesOf, wordsOf } from "./testing/dockerfile.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const readRoot = (name: string): string => readFileSync(join(ROOT, name), "utf8");
/** Of the words of systemd: OK, MEDIUM and EXPOSED begin at 2, 5 and 7 of 10. */
const MOST_EXPOSED = 2;

describe("[O2] the Dockerfile", () => {
  const text = readRoot("Dockerfile");
  const stages = stagesOf(text);
  const final = stages.at(-1);
  const step = (name: string) => final?.steps.findLast((one) => one.name === name)?.text ?? "";

  test("has no mistake that a linter finds", () => {
    expect(
      validate(text).map(({ message, range }) => `${range.start.line + 1}: ${message}`),
    ).toEqual([]);
  });

  test("builds in one stage, runs in another one, both on the same pinned version of Node", () => {
    expect(stages).toHaveLength(2);
    expect(new Set(stages.map(({ image }) => image)).size).toBe(1);
    const [, major = ""] = /^node:(\d+)-[a-z]+-slim$/.exec(final?.image ?? "") ?? [];
    expect(Number(major)).toBeGreaterThanOrEqual(22);
  });

  test("runs as a user without rights, with the data in a volume and only production dependencies", () => {
    expect(step("USER")).toBe("node");
    expect(wordsOf(step("VOLUME"))).toEqual(["/data"]);
    expect(final && environmentOf(final)).toEqual({
      NODE_ENV: "production",
      DAYBOOK_DATA: "/data",
      DAYBOOK_LAN: "1",
    });
    const installs = final?.steps.filter(({ text: command }) => command.includes("npm "));
    expect(installs?.map(({ text: command }) => command)).toEqual([
      expect.stringContaining("npm ci --omit=dev"),
    ]);
  });

  test("opens the port of the default configuration", () => {
    expect(step("EXPOSE").split(" ")).toContain(String(configOf({}).port));
  });

  test("copies the manifest of every package that the server uses", () => {
    const copied = final?.steps
      .filter(({ name }) => name === "COPY")
      .map(({ text: paths }) => paths);
    for (const folder of ownPackages("apps/server"))
      expect(copied).toContain(`${folder}/package.json ${folder}/`);
  });
});

describe("[O2] the files that are sent to the build", () => {
  const files = contextFiles(ROOT, readRoot(".dockerignore"));

  test("contain every source", () => {
    for (const path of [
      "package-lock.json",
      "packages/core/src/reports/dashboard.ts",
      "apps/web/vite.config.ts",
      "drizzle/sqlite/meta/_journal.json",
    ])
      expect(files).toContain(path);
  });

  test("contain no data, secrets, history, builds or installed packages", () => {
    const unwanted =
      /(^|\/)(node_modules|dist|\.git|\.env[^/]*|coverage|\.turbo)(\/|$)|\.(db|sqlite)$/;
    expect(files.filter((path) => unwanted.test(path))).toEqual([]);
  });
});

describe("[O2] compose.yaml", () => {
  const { services, volumes } = parse(readRoot("compose.yaml"));

  test("starts Daybook alone, and PostgreSQL only with its profile", () => {
    expect(services.daybook.profiles).toBeUndefined();
    expect(services.postgres.profiles).toEqual(["postgres"]);
    expect(services.daybook.depends_on.postgres).toEqual({
      condition: "service_healthy",
      required: false,
    });
  });

  test("keeps the data of both in named volumes", () => {
    expect(services.daybook.volumes).toEqual(["data:/data"]);
    expect(services.postgres.volumes).toEqual(["postgres:/var/lib/postgresql/data"]);
    expect(Object.keys(volumes)).toEqual(["data", "postgres"]);
  });

  test("gives the server no rights, and nothing to write to but its volume", () => {
    expect(services.daybook).toMatchObject({ read_only: true, tmpfs: ["/tmp"], cap_drop: ["ALL"] });
    expect(services.daybook.security_opt).toEqual(["no-new-privileges:true"]);
  });

  test("reads the variables of .env, which the example documents", () => {
    expect(services.daybook.env_file).toEqual([{ path: ".env", required: false }]);
    expect(() => configOf(services.daybook.environment)).not.toThrow();
  });
});

describe("[O2] deploy/daybook.service", () => {
  test("is accepted by systemd, and leaves the server few rights", (ctx) => {
    ctx.skip(
      spawnSync("systemd-analyze", ["--version"]).error !== undefined,
      "systemd-analyze is not installed",
    );
    const folder = mkdtempSync(join(tmpdir(), "daybook-unit-"));
    try {
      const unit = join(folder, "daybook.service");
      // Node and the folders are elsewhere on this computer.
      writeFileSync(
        unit,
        readRoot("deploy/daybook.service")
          .replace("/usr/bin/node", process.execPath)
          .replace("/opt/daybook", ROOT),
      );
      const verified = spawnSync("systemd-analyze", ["verify", "--man=no", unit], {
        encoding: "utf8",
      });
      expect(verified.stderr).toBe("");
      expect(verified.status).toBe(0);
      const args = ["security", "--offline=true", `--threshold=${MOST_EXPOSED * 10}`, unit];
      const secured = spawnSync("systemd-analyze", args, { encoding: "utf8" });
      expect(secured.stdout).toMatch(/Overall exposure level for daybook\.service: [01]\.\d OK/);
      expect(secured.status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("starts what the build makes, with settings that the server accepts", () => {
    const unit = readRoot("deploy/daybook.service");
    expect(unit).toMatch(/^ExecStart=\/usr\/bin\/node apps\/server\/dist\/main\.js start$/m);
    const own = [...unit.matchAll(/^Environment=(\w+)=(\S+)$/gm)].map(([, name, value]) => [
      name,
      value,
    ]);
    expect(configOf(Object.fromEntries(own)).dataFolder).toBe("/var/lib/daybook");
    expect(unit).toMatch(/^StateDirectory=daybook$/m);
  });
});

describe("[O2] web servers in front of Daybook", () => {
  const port = configOf({}).port;

  test("nginx passes the browser's host, scheme, port and address on, and WebSockets", () => {
    const text = readRoot("deploy/nginx.conf");
    expect(text).toContain(`proxy_pass http://127.0.0.1:${port};`);
    for (const header of [
      "X-Forwarded-Host",
      "X-Forwarded-Proto",
      "X-Forwarded-Port",
      "X-Forwarded-For",
      "Upgrade",
      "Connection",
    ])
      expect(text).toMatch(new RegExp(`proxy_set_header ${header} \\$\\w+;`));
    expect(text.match(/\{/g)).toHaveLength(text.match(/\}/g)?.length ?? 0);
  });

  test("Caddy passes requests to the same port", () => {
    expect(readRoot("deploy/Caddyfile")).toMatch(
      new RegExp(`^\\treverse_proxy 127\\.0\\.0\\.1:${port}$`, "m"),
    );
  });
});

/** The folders of a package and of the packages of this project that it uses, also indirectly. */
function ownPackages(folder: string, seen = new Set<string>()): Set<string> {
  if (seen.has(folder)) return seen;
  seen.add(folder);
  const { dependencies } = JSON.parse(readRoot(`${folder}/package.json`));
  for (const name of Object.keys(dependencies))
    if (name.startsWith("@daybook/")) ownPackages(name.replace("@daybook", "packages"), seen);
  return seen;
}
