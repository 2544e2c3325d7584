// Which file may import what. This table defines the floors for the lint rule `daybook/floors` and its test;
// `docs/architecture.md` describes them in words.

/**
 * One rule: the files it applies to, the denied imports, the exceptions, and the message. `in` and `except` are matched
 * against the path of the importing file from the root, `deny` against the import as written. `typesPass` allows
 * `import type`; `testsPass` exempts test files.
 */
const RULES = [
  {
    in: /^packages\/contract\//,
    deny: /^(?!\.|zod($|\/)|country-to-currency$)/,
    testsMayImport: /^(node:|vitest$|fast-check$)/,
    because:
      "contract runs in the browser: it imports zod, a table of currencies and its own files, nothing else",
  },
  {
    in: /^packages\/db\//,
    deny: /^(@daybook\/(core|api|client|server|web|e2e)\b|@trpc\/|fastify\b|react\b|lucia\b)/,
    because: "db is floor 1: it stands on contract only",
  },
  {
    in: /^packages\/core\//,
    deny: /^(@daybook\/(api|client|server|web|e2e)\b|@trpc\/|fastify\b|@fastify\/|react\b|lucia\b|(node:)?(process|https?|net|child_process|cluster)$)/,
    because: "core is the shop itself: no HTTP, no tRPC, no React, no process",
  },
  {
    in: /^packages\/api\//,
    deny: /^(@daybook\/(db|server|web|e2e)\b|drizzle-orm\b|fastify\b|@fastify\/|react\b)/,
    because: "api carries calls to core; a router that reaches the database is a defect",
  },
  {
    in: /^packages\/client\//,
    deny: /^(@daybook\/(core|db|server|web|e2e)\b|drizzle-orm\b)/,
    because: "the client knows the contract and the router's type",
  },
  {
    in: /^packages\/client\/|^apps\/web\//,
    deny: /^@daybook\/api\b/,
    typesPass: true,
    because: "only the router's type may be imported here: write `import type`",
  },
  {
    in: /^apps\/web\//,
    deny: /^(@daybook\/(core|db|server|client|e2e)\b|drizzle-orm\b|fastify\b)/,
    because: "web sees the contract and the router's type, nothing else of ours",
  },
  {
    in: /^apps\/web\//,
    except: /^apps\/web\/(src\/components\/|vite\.config\.ts$)/,
    deny: /^@mantine\//,
    because: "screens use our own components; only apps/web/src/components/ knows Mantine",
  },
  {
    in: /./,
    except: /^packages\/api\/src\/auth\/session(\.test)?\.ts$/,
    deny: /^lucia\b|^@lucia-auth\//,
    because: "sessions live in packages/api/src/auth/session.ts alone",
  },
  {
    in: /./,
    except: /^(packages\/db|bench|scripts)\//,
    deny: /^(better-sqlite3|pg|@electric-sql\/pglite)($|\/)/,
    because: "only db knows a database driver",
  },
  {
    in: /./,
    except: /^(packages\/(db|core)|bench)\//,
    deny: /^drizzle-orm\b/,
    because: "queries are written in core and db only",
  },
];

/**
 * The floors in packages/core/src, lowest first. A folder may import itself and folders of lower floors, but not
 * folders of the same floor. A part of a feature that lower features need is listed with its path, such as
 * `stock/costs`, on a separate floor. `testing` is at the top and is for tests and examples.
 */
const CORE_FLOORS = [
  ["errors"],
  ["context"],
  ["lists", "sums", "trees", "writes"],
  ["records"],
  ["live", "maintenance"],
  ["alerts", "drawers", "stock/costs"],
  ["categories", "customers", "locations", "products", "suppliers", "tenders", "users"],
  ["approvals", "card-payments", "catalogue", "fiscal", "pictures"],
  ["settings"],
  ["archives", "exports", "past-sales", "stock", "tills"],
  ["parked-sales", "tiles"],
  ["backups", "imports", "sales"],
  ["closings", "returns"],
  ["approval-requests", "printing"],
  ["reports"],
  ["sample"],
  ["testing"],
];

/** The floors in apps/web/src, lowest first. A folder may import itself and lower folders. */
export const WEB_FLOORS = ["texts", "lib", "components", "features", "app"];

/** The features of apps/web that may import another one, with reasons. All others are combined in `app`. */
export const FEATURE_IMPORTS = [
  ["returns", "approvals", "a refund beyond a limit is approved in place"],
  ["drawers", "approvals", "a difference beyond a limit is approved in place"],
  ["drawers", "sales", "a difference is explained by correcting the payment of a sale"],
  ["sales", "approvals", "a void is approved in place"],
  ["users", "system", "the list of devices shows how another one opens Daybook"],
  ["tiles", "catalogue", "products of a tile are found in the browser"],
  ["till", "users", "another person takes over the till by their PIN"],
  ["till", "approvals", "a discount beyond a limit is approved before the payment"],
  ["drawers", "receipts", "a closing report is printed on the paper of receipts"],
  ["products", "catalogue", "the list of products is searched in the browser"],
  ["returns", "catalogue", "goods without a receipt are found in the browser"],
  ["stock", "catalogue", "goods to book are found and scanned in the browser"],
  ["suppliers", "catalogue", "a supplier's products are named from the browser's copy"],
  ["till", "catalogue", "the till finds, scans and prices without asking the server"],
  ["receipts", "pictures", "a logo is sent like a picture of a product"],
  ["sales", "receipts", "a receipt's code that is typed or scanned opens its sale"],
  ["till", "drawers", "the till opens its drawer, and moves its cash"],
  ["till", "printing", "the till says what its printer has not printed"],
  ["till", "receipts", "the till prints receipts and opens the sale of a scanned one"],
  ["sales", "returns", "a return begins at its sale, or at the list of sales"],
];

/** True for test files and test helpers, which are not shipped. */
export const isTest = (file) =>
  /\.(test|test-d)\.tsx?$|\/testing(\/|[\w-]*\.ts$)|^apps\/e2e\//.test(file);

/**
 * Says what is wrong with one import, or null.
 * @param {{ file: string, source: string, typeOnly: boolean }} arrow `file` from the root with forward slashes
 * @returns {string | null} a sentence
 */
export function checkImport({ file, source, typeOnly }) {
  const test = isTest(file);
  for (const rule of RULES) {
    if (!rule.in.test(file) || rule.except?.test(file) || !rule.deny.test(source)) continue;
    if (rule.typesPass && typeOnly) continue;
    if (test && rule.testsMayImport?.test(source)) continue;
    return `${source}: ${rule.because}.`;
  }
  if (/^\.\.?\//.test(source) && !/\.\w+(\?.*)?$/.test(source)) {
    return `${source}: a relative import carries its ending, such as ./money.ts.`;
  }
  return checkFolders(file, source, test);
}

function checkFolders(file, source, test) {
  if (!source.startsWith(".") || test) return null;
  const target = resolvePath(file, source);
  return checkCore(file, target) ?? checkWeb(file, target);
}

function checkCore(file, target) {
  if (![file, target].every((path) => path.startsWith(CORE))) return null;
  const from = coreFolder(file);
  const to = coreFolder(target);
  if (from === to) return null;
  const here = coreFloor(from);
  const there = coreFloor(to);
  if (here === -1 || there === -1) {
    const unknown = here === -1 ? from : to;
    return unknown === ""
      ? "packages/core/src has folders only: put the file into one of them."
      : `core/${unknown} stands on no floor yet: give it one in scripts/lint/floors.mjs.`;
  }
  if (there < here) return null;
  const way = there === here ? "sideways" : "up";
  return `core/${from} may not import ${way} from core/${to}: what two need belongs one floor lower, what needs both one floor higher (CORE_FLOORS in scripts/lint/floors.mjs has the order).`;
}

function checkWeb(file, target) {
  const from = /^apps\/web\/src\/([^/]+)\/(?:([^/]+)\/)?/.exec(file);
  const to = /^apps\/web\/src\/([^/]+)\/(?:([^/]+)\/)?/.exec(target);
  if (!from || !to) return null;
  const here = WEB_FLOORS.indexOf(from[1]);
  const there = WEB_FLOORS.indexOf(to[1]);
  if (here === -1 || there === -1)
    return `web/${here === -1 ? from[1] : to[1]} stands on no floor yet: give it one in scripts/lint/floors.mjs.`;
  if (there > here)
    return `web/${from[1]} may not import up from web/${to[1]}: what both need belongs one floor lower.`;
  if (from[1] !== "features" || to[1] !== "features" || from[2] === to[2]) return null;
  if (FEATURE_IMPORTS.some(([importer, imported]) => importer === from[2] && imported === to[2]))
    return null;
  return `features/${from[2]} may not import features/${to[2]}: compose them in apps/web/src/app, or list the import with its reason in scripts/lint/floors.mjs.`;
}

const CORE = "packages/core/src/";

/**
 * The folder that determines the floor: the listed part of a feature, such as `stock/costs`, or else the first folder.
 */
function coreFolder(path) {
  const [first, second, ...rest] = path.slice(CORE.length).split("/");
  if (second === undefined) return "";
  const part = `${first}/${second}`;
  return rest.length > 0 && coreFloor(part) !== -1 ? part : first;
}

const coreFloor = (folder) => CORE_FLOORS.findIndex((names) => names.includes(folder));

function resolvePath(file, source) {
  const parts = file.split("/").slice(0, -1);
  for (const part of source.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}
