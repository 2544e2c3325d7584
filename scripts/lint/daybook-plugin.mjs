// Custom lint rules of this project. Loaded by .oxlintrc.json.
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { isTest, checkImport } from "./floors.mjs";
import { findWords, findWordsInName, findWordsInProse } from "./words.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const pathOf = (context) => relative(ROOT, context.filename).split(sep).join("/");

/** Checks every import, re-export and dynamic import against the table in floors.mjs. */
const floors = {
  create(context) {
    const file = pathOf(context);
    const check = (node, typeOnly) => {
      if (typeof node.source?.value !== "string") return;
      const message = checkImport({ file, source: node.source.value, typeOnly });
      if (message) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node, isTypeOnly(node)),
      ExportNamedDeclaration: (node) => check(node, node.exportKind === "type"),
      ExportAllDeclaration: (node) => check(node, node.exportKind === "type"),
      ImportExpression: (node) => check(node, false),
      TSImportType: (node) => check(node, true),
    };
  },
};

function isTypeOnly(node) {
  if (node.importKind === "type") return true;
  return node.specifiers.length > 0 && node.specifiers.every((s) => s.importKind === "type");
}

/** `x as T` bypasses the compiler, so the line above (or the same line) must say why it is safe. */
const castNeedsReason = {
  create(context) {
    if (isTest(pathOf(context))) return {};
    const lines = context.sourceCode.text.split("\n");
    const check = (node) => {
      if (isConst(node.typeAnnotation)) return;
      if (hasReason(lines, statementLine(node), node.loc.end.line)) return;
      context.report({
        node,
        message: "A cast needs a comment line above it: `// safe because …`.",
      });
    };
    return {
      TSAsExpression: check,
      TSTypeAssertion: check,
    };
  },
};

const isConst = (type) => type.type === "TSTypeReference" && type.typeName?.name === "const";

/** The comment may be above the statement with the cast, or directly above the cast itself. */
function statementLine(node) {
  let at = node;
  while (
    at.parent &&
    !/Statement$|Declaration$|^(Property|PropertyDefinition|JSXAttribute)$/.test(at.type)
  ) {
    at = at.parent;
  }
  return at.loc.start.line;
}

function hasReason(lines, first, last) {
  for (let line = first; line <= last; line++)
    if (/safe because/i.test(lines[line - 1] ?? "")) return true;
  for (let line = first - 1; line > 0 && /^\s*(\/\/|\*|\/\*)/.test(lines[line - 1] ?? ""); line--) {
    if (/safe because/i.test(lines[line - 1] ?? "")) return true;
  }
  return false;
}

/** Core has no clock: the time of a call is ctx.now, so tests can set it and a replay can repeat it. */
const noClock = {
  create(context) {
    if (isTest(pathOf(context))) return {};
    const message = "core has no clock: use ctx.now.";
    return {
      "CallExpression[callee.object.name='Date'][callee.property.name='now']": (node) =>
        context.report({ node, message }),
      "CallExpression[callee.object.name='performance'][callee.property.name='now']": (node) =>
        context.report({ node, message }),
      "NewExpression[callee.name='Date'][arguments.length=0]": (node) =>
        context.report({ node, message }),
      "CallExpression[callee.name='Date']": (node) => context.report({ node, message }),
    };
  },
};

/** On a busy machine everything takes ten times as long, and a test with a time limit fails. */
const noTimedTest = {
  create(context) {
    if (!/\.test\.tsx?$/.test(pathOf(context))) return {};
    const report = (message) => (node) => context.report({ node, message });
    return {
      "CallExpression[callee.object.name='performance'][callee.property.name='now']": report(
        "a test does not measure time: bench/ does.",
      ),
      "CallExpression[callee.object.name='vi'][callee.property.name=/^wait(For|Until)$/]": report(
        "this gives up after a second: use expect.poll, whose time limit is in vitest.config.ts.",
      ),
    };
  },
};

const DB_NAMES = /^(db|tx|database|store|sqlite|connection)$/;

/** `.run`, `.all`, `.get`, `.values` exist on one engine only; awaiting the builder works on both. */
const portableQueries = {
  create(context) {
    return {
      CallExpression(node) {
        const callee = node.callee;
        if (callee.type !== "MemberExpression" || callee.computed) return;
        if (!/^(run|all|get)$/.test(callee.property.name ?? "")) return;
        if (!endsInDatabase(callee.object)) return;
        const message = `.${callee.property.name}() exists on SQLite only: await the query, or move this to packages/db/src/engines.`;
        context.report({ node, message });
      },
    };
  },
};

/** Follows a chain such as `ctx.db.select().from(t).where(…)` to the object it starts from. */
function endsInDatabase(node) {
  let at = node;
  while (at) {
    if (at.type === "Identifier") return DB_NAMES.test(at.name);
    if (at.type === "MemberExpression") {
      if (!at.computed && DB_NAMES.test(at.property.name ?? "")) return true;
      at = at.object;
    } else if (at.type === "CallExpression") at = at.callee;
    else if (at.type === "AwaitExpression") at = at.argument;
    else return false;
  }
  return false;
}

const ENGINES = "packages/db/src/engines/";
const BEGINS =
  /^\s*BEGIN\s*(;|$|DEFERRED|IMMEDIATE|EXCLUSIVE|CONCURRENT|TRANSACTION|WORK|ISOLATION|READ)/i;

/**
 * Transactions begin only in the engines, which have the queue of writers. A plain BEGIN on SQLite takes the write lock
 * only at its first write, and then fails instead of waiting.
 */
const oneBegin = {
  create(context) {
    const file = pathOf(context);
    if (isTest(file)) return {};
    const check = (node, text) => {
      const kind = BEGINS.exec(text)?.[1]?.toUpperCase();
      if (kind === undefined) return;
      if (!file.startsWith(ENGINES))
        context.report({
          node,
          message: `Transactions begin only in ${ENGINES}: use ctx.write or store.write.`,
        });
      else if (file.startsWith(`${ENGINES}sqlite/`) && !/^(IMMEDIATE|EXCLUSIVE)$/.test(kind))
        context.report({
          node,
          message:
            "Write BEGIN IMMEDIATE: a plain BEGIN that writes later fails where it should wait.",
        });
    };
    return {
      Literal: (node) => typeof node.value === "string" && check(node, node.value),
      TemplateLiteral: (node) => check(node, node.quasis[0]?.value.raw ?? ""),
    };
  },
};

/** Re-exports hide where code is defined. */
const noBarrel = {
  create(context) {
    return {
      ExportAllDeclaration: (node) =>
        context.report({ node, message: "No barrels: import from the file that defines it." }),
    };
  },
};

/** Names that do not describe the contents. */
const FORBIDDEN_NAMES = /(^|\/)(utils?|helpers?|common|shared|misc)(\/|\.[^/]*$|$)/;

/** Folders and files are named after their contents. */
const noCatchAll = {
  create(context) {
    const file = pathOf(context);
    return {
      Program(node) {
        if (!FORBIDDEN_NAMES.test(file)) return;
        context.report({
          node,
          message:
            "Name this file after its contents: utils, helpers, common, shared and misc do not describe them.",
        });
      },
    };
  },
};

const plain = ({ word, instead }) => `Write plain English, not “${word}”: ${instead}.`;

/** Texts for people must not contain the words of words.mjs. */
const plainEnglish = {
  create(context) {
    const check = (node, text) => {
      for (const found of findWords(text)) context.report({ node, message: plain(found) });
    };
    return {
      Literal: (node) => typeof node.value === "string" && check(node, node.value),
      TemplateLiteral: (node) => check(node, node.quasis.map((q) => q.value.raw).join("…")),
    };
  },
};

/** The root of a call such as `test.each(rows)(title, …)`: `test`. */
function rootOf(callee) {
  let at = callee;
  while (at.type === "CallExpression" || at.type === "MemberExpression")
    at = at.type === "CallExpression" ? at.callee : at.object;
  return at.type === "Identifier" ? at.name : null;
}

const TESTS = new Set(["test", "describe", "it"]);

/** Neither must comments, the names of functions, types and variables, nor the titles of tests. */
const plainCode = {
  create(context) {
    const check = (id) => {
      if (id?.type !== "Identifier") return;
      for (const found of findWordsInName(id.name))
        context.report({ node: id, message: plain(found) });
    };
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments())
          for (const found of findWordsInProse(comment.value.replace(/\n\s*\*/g, " ")))
            context.report({ loc: comment.loc, message: plain(found) });
      },
      CallExpression(node) {
        const [title] = node.arguments;
        if (title === undefined || !TESTS.has(rootOf(node.callee))) return;
        const texts = title.type === "TemplateLiteral" ? title.quasis : [title];
        for (const part of texts) {
          const text = part.type === "TemplateElement" ? part.value.raw : part.value;
          if (typeof text !== "string") continue;
          for (const found of findWords(text))
            context.report({ node: title, message: plain(found) });
        }
      },
      FunctionDeclaration: (node) => check(node.id),
      ClassDeclaration: (node) => check(node.id),
      VariableDeclarator: (node) => check(node.id),
      TSInterfaceDeclaration: (node) => check(node.id),
      TSTypeAliasDeclaration: (node) => check(node.id),
    };
  },
};

export default {
  meta: { name: "daybook" },
  rules: {
    floors,
    "cast-needs-reason": castNeedsReason,
    "no-clock": noClock,
    "no-timed-test": noTimedTest,
    "portable-queries": portableQueries,
    "one-begin": oneBegin,
    "no-barrel": noBarrel,
    "no-catch-all": noCatchAll,
    "plain-english": plainEnglish,
    "plain-code": plainCode,
  },
};
