import { Button, LinkButton } from "../components/button.tsx";
import { DoorPage } from "../components/page.tsx";
import { noticeTexts } from "../texts/en/notices.ts";
import { paths } from "./paths.ts";

/** An address with nothing behind it. */
export function NotFoundPage() {
  return (
    <DoorPage title={noticeTexts.notFound} lead={noticeTexts.notFoundLead}>
      <LinkButton to={paths.home} kind="primary">
        {noticeTexts.home}
      </LinkButton>
    </DoorPage>
  );
}

/** A screen that failed by a mistake of ours. */
export function BrokenPage() {
  return (
    <DoorPage title={noticeTexts.broken} lead={noticeTexts.brokenLead}>
      <Button kind="primary" onClick={() => window.location.reload()}>
        {noticeTexts.reload}
      </Button>
    </DoorPage>
  );
}
