import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FORMS_ON_SCREEN } from "@daybook/contract/testing/forms-on-screen";

const SOURCES = join(import.meta.dirname, "..");
const FORM = /\buse(?:ContractForm|StaleChoice)[(<]/;
/** The hook that is made of the other one. */
const NO_FORM = "components/use-stale-choice.ts";

/** The text of each component of a file, by its name. */
function componentsOf(file: string): Map<string, string> {
  const source = readFileSync(join(SOURCES, file), "utf8");
  const functions = source.matchAll(/^(?:export )?function (\w+)[\s\S]*?\n\}\n/gm);
  return new Map([...functions].map(([text, name = ""]) => [name, text]));
}

/** The text of `file#Component`. */
function textOf(component: string): string {
  const [file = "", name = ""] = component.split("#");
  const text = componentsOf(file).get(name);
  if (text === undefined) throw new Error(`There is no ${component}`);
  return text;
}

/** Paths of the fields in a component's text; `*` is the number of a line. */
function fieldsIn(text: string): string[] {
  const found = text.matchAll(
    /(?:\.field|errorAt)\(\s*(["`])(.*?)\1|data-path=(?:"([^"]+)"|\{`([^`]+)`\})/g,
  );
  return [...found].map(([, , called, plain, made]) =>
    (called ?? plain ?? made ?? "").replaceAll(/\$\{[^}]*\}/g, "*"),
  );
}

test("every form of the client is in the list, and nothing else is", () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file) && file !== NO_FORM)
    .filter((file) => FORM.test(readFileSync(join(SOURCES, file), "utf8")))
    .filter((file) => file !== "components/use-contract-form.ts");
  const forms = files.flatMap((file) =>
    [...componentsOf(file)]
      .filter(([, text]) => FORM.test(text))
      .map(([name]) => `${file}#${name}`),
  );
  expect(forms.toSorted()).toEqual(FORMS_ON_SCREEN.map(({ component }) => component).toSorted());
});

test.each(FORMS_ON_SCREEN)("$component has exactly the fields of the list", (form) => {
  const found = [form.component, ...form.parts].flatMap((part) => fieldsIn(textOf(part)));
  expect([...new Set(found)].toSorted()).toEqual([...new Set(form.fields)].toSorted());
});

test.each(FORMS_ON_SCREEN)("$component calls exactly the procedures of the list", (form) => {
  const calls = textOf(form.component).matchAll(/trpc\.(\w+\.\w+)\.useMutation/g);
  expect([...calls].map(([, name]) => name)).toEqual([...form.procedures]);
});
