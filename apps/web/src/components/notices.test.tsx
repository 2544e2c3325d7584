import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { noticeTexts } from "../texts/en/notices.ts";
import { Loaded } from "./notices.tsx";

const waiting = { isError: false, error: null, refetch: () => undefined };
const failed = { ...waiting, isError: true };
const show = (part: ReactNode) => renderToStaticMarkup(<MantineProvider>{part}</MantineProvider>);
const list = (names: readonly string[]) => <p>{names.join()}</p>;

test("what was read stays on screen when reading it again fails, and says so once, with a way to try again", () => {
  const shown = show(
    <Loaded query={[failed, waiting, failed]} data={["Mug"]}>
      {list}
    </Loaded>,
  );
  expect(shown).toContain("<p>Mug</p>");
  expect(shown.split(noticeTexts.listNotRefreshed)).toHaveLength(2);
  expect(shown.split(noticeTexts.tryAgain)).toHaveLength(2);
});

test("a list that was empty says that it could not be read again", () => {
  const shown = show(
    <Loaded query={failed} data={[]} empty={<i>none</i>}>
      {list}
    </Loaded>,
  );
  expect(shown).toContain(noticeTexts.listNotRefreshed);
  expect(shown).toContain("<i>none</i>");
});

test("rows whose next page failed are not old", () => {
  const shown = show(
    <Loaded query={{ ...failed, isFetchNextPageError: true }} data={["Mug"]}>
      {list}
    </Loaded>,
  );
  expect(shown).toContain("<p>Mug</p>");
  expect(shown).not.toContain(noticeTexts.listNotRefreshed);
});

test("what was never read says why, and offers to try again; the first of several that failed", () => {
  const shown = show(
    <Loaded query={[waiting, failed]} data={undefined}>
      {list}
    </Loaded>,
  );
  expect(shown).toContain('role="alert"');
  expect(shown).toContain(noticeTexts.tryAgain);
});

test("a list without rows gives way to what stands in its place, where there is such a thing", () => {
  const query = waiting;
  const none: readonly string[] = [];
  expect(
    show(
      <Loaded query={query} data={none} empty={<i>none</i>}>
        {list}
      </Loaded>,
    ),
  ).toContain("<i>none</i>");
  expect(
    show(
      <Loaded query={query} data={none}>
        {list}
      </Loaded>,
    ),
  ).toContain("<p></p>");
});
