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

test("a loaded result stays on screen if its refetch fails, with one message and a retry", () => {
  const shown = show(
    <Loaded query={[failed, waiting, failed]} data={["Mug"]}>
      {list}
    </Loaded>,
  );
  expect(shown).toContain("<p>Mug</p>");
  expect(shown.split(noticeTexts.listNotRefreshed)).toHaveLength(2);
  expect(shown.split(noticeTexts.tryAgain)).toHaveLength(2);
});

test("an empty list reports that it could not be refetched", () => {
  const shown = show(
    <Loaded query={failed} data={[]} empty={<i>none</i>}>
      {list}
    </Loaded>,
  );
  expect(shown).toContain(noticeTexts.listNotRefreshed);
  expect(shown).toContain("<i>none</i>");
});

test("rows whose next page failed are not outdated", () => {
  const shown = show(
    <Loaded query={{ ...failed, isFetchNextPageError: true }} data={["Mug"]}>
      {list}
    </Loaded>,
  );
  expect(shown).toContain("<p>Mug</p>");
  expect(shown).not.toContain(noticeTexts.listNotRefreshed);
});

test("a result that was never loaded explains why and offers a retry; of several the first that failed", () => {
  const shown = show(
    <Loaded query={[waiting, failed]} data={undefined}>
      {list}
    </Loaded>,
  );
  expect(shown).toContain('role="alert"');
  expect(shown).toContain(noticeTexts.tryAgain);
});

test("a list without rows is replaced by its empty state, if there is one", () => {
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
