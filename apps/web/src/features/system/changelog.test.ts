import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { releasesIn, UPGRADING } from "./changelog.ts";

test("[O3] the changelog is read by release and group, without the marks of Markdown", () => {
  const text = `# Changelog

## 0.2.0

Some words.

**Selling**

- A *new* \`key\`; see [the manual](docs/owner.md).
- Another one.

**Nothing**

## 0.1.0

**What to do when upgrading**

- Nothing.
`;
  expect(releasesIn(text)).toEqual([
    {
      title: "0.2.0",
      groups: [{ title: "Selling", points: ["A new key; see the manual.", "Another one."] }],
    },
    { title: "0.1.0", groups: [{ title: UPGRADING, points: ["Nothing."] }] },
  ]);
});

test("[O3] the newest release says what to do when upgrading", () => {
  const changelog = readFileSync(new URL("../../../../../CHANGELOG.md", import.meta.url), "utf8");
  const [newest] = releasesIn(changelog);
  const upgrading = newest?.groups.find(({ title }) => title === UPGRADING);
  expect(upgrading?.points.length).toBeGreaterThan(0);
});
