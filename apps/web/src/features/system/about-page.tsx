import { useId } from "react";
import type { About } from "@daybook/contract/system";
import { Button } from "../../components/button.tsx";
import { Details } from "../../components/details.tsx";
import { Loaded } from "../../components/notices.tsx";
import { Page, Section } from "../../components/page.tsx";
import { showToast } from "../../components/toasts.tsx";
import { trpc } from "../../lib/trpc.ts";
import { aboutTexts as texts } from "../../texts/en/system.ts";
import { releasesIn, UNRELEASED, UPGRADING } from "./changelog.ts";
import type { ChangeGroup } from "./changelog.ts";
import classes from "./about-page.module.css";

/** The build puts the text of CHANGELOG.md here. */
const releases = releasesIn(String(import.meta.env.DAYBOOK_CHANGELOG ?? ""));

/** What this installation runs on, and what changed. */
export function AboutPage() {
  const about = trpc.system.about.useQuery({});
  return (
    <Page title={texts.title} lead={texts.lead} query={about}>
      <Loaded query={about} data={about.data} shape="fields">
        {(data) => <Installation about={data} />}
      </Loaded>
      {releases.map(({ title, groups }) => (
        <Section key={title} title={title === UNRELEASED ? texts.thisVersion : title}>
          {inOrder(groups).map((group) => (
            <Group key={group.title} group={group} />
          ))}
        </Section>
      ))}
    </Page>
  );
}

function Installation({ about }: { readonly about: About }) {
  const items = itemsOf(about);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(items.map((item) => item.join(": ")).join("\n"));
      showToast({ text: texts.copied });
    } catch {
      // Plain HTTP has no clipboard access.
      showToast({ text: texts.copyFailed });
    }
  };
  return (
    <>
      <Details items={[...items, [texts.licence, texts.licenceText]]} />
      <div className={classes.copy}>
        <Button onClick={() => void copy()}>{texts.copy}</Button>
      </div>
    </>
  );
}

function itemsOf(about: About): [string, string][] {
  const { version, engine, engineVersion, schemaVersion, nodeVersion, platform } = about;
  return [
    [texts.version, version],
    [texts.database, `${texts.engines[engine]} ${engineVersion}`],
    [texts.schema, schemaVersion],
    [texts.node, nodeVersion],
    [texts.platform, platform],
    ...(about.dataFolder === null
      ? []
      : [[texts.dataFolder, about.dataFolder] satisfies [string, string]]),
  ];
}

/** A version may have hundreds of changes: only what must be done is open. */
function Group({ group: { title, points } }: { readonly group: ChangeGroup }) {
  const id = useId();
  return (
    <details className={classes.group} open={title === UPGRADING}>
      <summary id={id}>{texts.group(title, points.length)}</summary>
      <ul className={classes.points} aria-labelledby={id}>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </details>
  );
}

/** What must be done comes first. */
const inOrder = (groups: readonly ChangeGroup[]): readonly ChangeGroup[] =>
  groups.toSorted(
    (one, other) => Number(other.title === UPGRADING) - Number(one.title === UPGRADING),
  );
