import { useState } from "react";
import type { ShopContents } from "@daybook/contract/exports";
import { Button } from "../../components/button.tsx";
import { Success } from "../../components/notices.tsx";
import { Page, Section } from "../../components/page.tsx";
import { usePasswordGate } from "../../components/password-gate.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { exportShopTexts as texts } from "../../texts/en/export-shop.ts";
import classes from "./export-page.module.css";

/** The file is a download of the browser, so it is never in the memory of the page. */
const FILE = "/api/exports/shop?format=zip";

/** The export of the whole shop. */
export function ExportPage() {
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Section title={texts.archiveTitle}>
        <div className={classes.lines}>
          <p>{texts.archiveLead}</p>
          <p>{texts.privateLead}</p>
          <DownloadShop />
        </div>
      </Section>
      <Section title={texts.backTitle}>
        <div className={classes.lines}>
          <p>{texts.backLead}</p>
          <code className={classes.command}>npm run shop -- load daybook-shop.zip</code>
          <p>{texts.moveLead}</p>
          <code className={classes.command}>npm run shop -- move-to-postgres ADDRESS</code>
        </div>
      </Section>
      <Section title={texts.listsTitle}>
        <p>{texts.listsLead}</p>
      </Section>
    </Page>
  );
}

function DownloadShop() {
  const { formats } = useShop();
  const utils = trpc.useUtils();
  const confirmed = usePasswordGate();
  const [pending, setPending] = useState(false);
  const [contents, setContents] = useState<ShopContents | null>(null);
  const download = async () => {
    setPending(true);
    try {
      setContents(await confirmed(() => utils.exports.shop.fetch({}, { staleTime: 0 })));
      window.location.assign(FILE);
    } catch (error) {
      showToast({ text: describeError(error) });
    } finally {
      setPending(false);
    }
  };
  const rows = contents?.tables.reduce((sum, table) => sum + table.rows, 0) ?? 0;
  return (
    <>
      <Button kind="primary" pending={pending} onClick={() => void download()}>
        {texts.download}
      </Button>
      {contents === null ? null : (
        <Success>
          {texts.started(formats.count(rows), formats.count(contents.tables.length))}
        </Success>
      )}
    </>
  );
}
