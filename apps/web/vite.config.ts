import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import type { Plugin } from "vite";

/** What the first load may weigh, in KB after gzip: a shop's tablet opens it over a tired Wi-Fi. */
const LIMITS = { js: 230, css: 30 };
const SERVER = process.env["DAYBOOK_DEV_SERVER"] ?? "http://127.0.0.1:7300";

/** Prints what a browser loads before a sale can begin and fails the build when it is too much. */
function firstLoadLimit(): Plugin {
  return {
    name: "daybook-first-load-limit",
    apply: "build",
    generateBundle(_options, bundle) {
      const files = Object.values(bundle);
      const first = new Set<string>();
      for (const file of files) if (file.type === "chunk" && file.isEntry) first.add(file.fileName);
      const styles = new Set<string>();
      // Iterating a set includes elements added during the iteration, so this visits all indirect imports.
      for (const name of first) {
        const chunk = bundle[name];
        if (chunk?.type !== "chunk") continue;
        for (const imported of chunk.imports) first.add(imported);
        for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style);
      }
      let js = 0;
      let css = 0;
      for (const file of files) {
        if (file.type === "chunk" && first.has(file.fileName)) js += gzipSync(file.code).length;
        // The till waits for the products, and so for the worker that finds them.
        if (file.type === "asset" && /worker-.*\.js$/.test(file.fileName))
          js += gzipSync(file.source).length;
        if (file.type === "asset" && styles.has(file.fileName)) css += gzipSync(file.source).length;
      }
      const size = { js: js / 1024, css: css / 1024 };
      const text = `first load, gzip: ${size.js.toFixed(1)} KB of JavaScript (at most ${LIMITS.js}), ${size.css.toFixed(1)} KB of CSS (at most ${LIMITS.css})`;
      if (size.js > LIMITS.js || size.css > LIMITS.css) return this.error(`Too heavy: ${text}`);
      this.info(text);
    },
  };
}

/** Leaves out the schema library's English: contracts name rules, and where they do not, `field-errors.ts` does. */
function withoutLocale(): Plugin {
  return {
    name: "daybook-without-locale",
    apply: "build",
    transform: (_code, id) =>
      id.endsWith("/zod/v4/locales/en.js") ? "export default () => ({});" : null,
  };
}

/**
 * Leaves out how zod describes contracts as JSON Schema: the server does that, a browser never asks for it, and every
 * contract would carry it along.
 */
function withoutJsonSchema(): Plugin {
  const describing = /\/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/;
  return {
    name: "daybook-without-json-schema",
    apply: "build",
    transform(code, id) {
      if (!describing.test(id)) return null;
      const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(
        ([, name]) => name,
      );
      const empty = 'const asked = () => () => { throw new Error("JSON Schema is left out"); };';
      return [empty, ...names.map((name) => `export const ${name} = asked;`)].join("\n");
    },
  };
}

/**
 * Asks for the app and the letters with the page itself. The app would be asked for by the page's first code; the letters
 * when the first text is drawn, and what is drawn until then would move as they arrive.
 */
function earlyFiles(): Plugin {
  return {
    name: "daybook-early-files",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle = {} }) {
        const files = Object.values(bundle);
        const font = files.find(({ fileName }) => /latin-wght-normal-.*\.woff2$/.test(fileName));
        const app = files.find((file) => file.type === "chunk" && isApp(file));
        if (font === undefined || app?.type !== "chunk")
          throw new Error("There is no font or no app to ask for early.");
        const link = (href: string, attrs: Record<string, string | boolean>) =>
          ({ tag: "link", attrs: { ...attrs, href: `/${href}` }, injectTo: "head" }) as const;
        const styles = [...(app.viteMetadata?.importedCss ?? [])];
        const crossorigin = true;
        return [
          ...[app.fileName, ...app.imports].map((file) =>
            link(file, { rel: "modulepreload", crossorigin }),
          ),
          ...styles.map((style) => link(style, { rel: "stylesheet", crossorigin })),
          link(font.fileName, { rel: "preload", as: "font", type: "font/woff2", crossorigin }),
        ];
      },
    },
  };
}

/** Lays a packed copy beside every text of some size: the server sends it to browsers that read gzip, which all do. */
function packedCopies(): Plugin {
  const text = /\.(js|css|svg|webmanifest)$/;
  const worthIt = 1024;
  return {
    name: "daybook-packed-copies",
    apply: "build",
    writeBundle({ dir = "" }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => text.test(file))) {
        const contents = readFileSync(join(dir, name));
        if (contents.length >= worthIt)
          writeFileSync(join(dir, `${name}.gz`), gzipSync(contents, { level: 9 }));
      }
    },
  };
}

const APP = join(import.meta.dirname, "src/main.tsx");
const PAGE = join(import.meta.dirname, "index.html");

/**
 * The library's entry module imports its socket, which this app loads late: see `lib/late-link.ts`. Its package does not
 * say that its modules do nothing by being imported.
 */
const SOCKET = /\/@trpc\/client\/dist\/wsLink-/;

/** The file with the code of the app that is needed at once. */
function isApp(chunk: { readonly moduleIds: readonly string[] }): boolean {
  return chunk.moduleIds.includes(APP);
}

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/**
 * One file for what the app needs at once. By default each set of modules that a later part shares with it is a file of
 * its own: dozens of requests before the first paint, and they pack worse than one. What the page's first code needs
 * stays with that.
 */
function appInOneFile() {
  const early = new Set([PAGE]);
  let walked = false;
  return {
    tags: ["$initial" as const],
    name(id: string, graph: ModuleGraph) {
      if (!walked)
        for (const one of early)
          for (const imported of graph.getModuleInfo(one)?.importedIds ?? []) early.add(imported);
      walked = true;
      return early.has(id) || SOCKET.test(id) ? null : "app";
    },
  };
}

/** The version of the product, as in every package of it. */
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "package.json"), "utf8"));

/** For the page that says what changed. */
const changelog = readFileSync(join(import.meta.dirname, "../../CHANGELOG.md"), "utf8");

export default defineConfig({
  define: {
    "import.meta.env.DAYBOOK_VERSION": JSON.stringify(version),
    "import.meta.env.DAYBOOK_CHANGELOG": JSON.stringify(changelog),
  },
  plugins: [
    react(),
    withoutLocale(),
    withoutJsonSchema(),
    firstLoadLimit(),
    earlyFiles(),
    packedCopies(),
  ],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The plugin above weighs what matters, packed, and fails.
    chunkSizeWarningLimit: Infinity,
    rolldownOptions: {
      input: [PAGE, APP],
      treeshake: { moduleSideEffects: [{ test: SOCKET, sideEffects: false }] },
      output: {
        codeSplitting: { includeDependenciesRecursively: false, groups: [appInOneFile()] },
      },
    },
  },
  // Written as objects, so that Host stays the page's own: the server refuses writes whose Origin is another host's.
  server: {
    proxy: {
      "/trpc": { target: SERVER, ws: true },
      "/api": { target: SERVER },
      "/pictures": { target: SERVER },
      "/files": { target: SERVER },
    },
  },
});
