import { useState } from "react";
import type { TillId } from "@daybook/contract/ids";
import { ArrangeTiles, MOST_TILE_PAGES } from "@daybook/contract/tiles";
import type { TileArrangement, TileArrangements } from "@daybook/contract/tiles";
import { Button } from "../../components/button.tsx";
import { ChoiceField } from "../../components/choices.tsx";
import { TextField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useStaleChoice } from "../../components/use-stale-choice.ts";
import { trpc } from "../../lib/trpc.ts";
import { tilesTexts as texts } from "../../texts/en/tiles.ts";
import { moved, pagesToSend, withPage } from "./arrange.ts";
import type { Pages } from "./arrange.ts";
import { PageTiles } from "./page-tiles.tsx";
import classes from "./tiles-editor.module.css";

interface TilesEditorProps {
  /** Null for all tills. */
  readonly tillId: TillId | null;
  readonly arrangement: Pick<TileArrangement, "version" | "pages">;
  /** Arrangements to copy from. */
  readonly others: TileArrangements["items"];
  readonly refetch: () => Promise<unknown>;
}

interface Values {
  readonly pages: Pages;
}

const named = ({ pages }: Values) => pages.map(({ name }) => name).join(", ");

/** Arranges the tiles of one till or of all tills: one tab at a time. */
export function TilesEditor({ tillId, arrangement, others, refetch }: TilesEditorProps) {
  const arrange = trpc.tiles.arrange.useMutation();
  const [open, setOpen] = useState(0);
  const form = useStaleChoice({
    contract: ArrangeTiles,
    draft: `tiles:${tillId ?? ""}`,
    entity: arrangement,
    refetch,
    valuesOf: ({ pages }): Values => ({ pages }),
    fields: { pages: { label: texts.pages, show: (pages) => named({ pages }) } },
    input: ({ pages }, { key, version }) => ({ key, tillId, version, pages: pagesToSend(pages) }),
    send: (input) => arrange.mutateAsync(ArrangeTiles.parse(input)),
    onSaved: () => {
      showToast({ text: texts.saved });
      void refetch();
    },
  });
  const { pages } = form.values;
  const shown = Math.min(open, pages.length - 1);
  const page = pages[shown];
  const set = (next: Pages, at = shown) => {
    form.set({ pages: next });
    setOpen(at);
  };
  const move = (to: number) => {
    if (to >= 0 && to < pages.length) set(moved(pages, shown, to), to);
  };
  return (
    <Form form={form} submitLabel={texts.save}>
      {others.length === 0 ? null : (
        <CopyFrom others={others} onCopy={(copied) => set(copied, 0)} />
      )}
      <fieldset className={classes.pages} aria-label={texts.pages}>
        {pages.map(({ name }, index) => (
          <button
            // Tabs may have the same name for a moment.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            type="button"
            className={classes.page}
            aria-pressed={index === shown}
            onClick={() => setOpen(index)}
          >
            {name}
          </button>
        ))}
        {pages.length >= MOST_TILE_PAGES ? null : (
          <Button
            icon="plus"
            onClick={() =>
              set([...pages, { name: texts.newPage(pages.length + 1), products: [] }], pages.length)
            }
          >
            {texts.addPage}
          </Button>
        )}
      </fieldset>
      {page === undefined ? (
        <p className="muted">{texts.none}</p>
      ) : (
        <>
          <TextField label={texts.name} field={form.field(`pages.${shown}.name`)} />
          <div className={classes.tools}>
            <Button onClick={() => move(shown - 1)}>{texts.pageBack}</Button>
            <Button onClick={() => move(shown + 1)}>{texts.pageOn}</Button>
            <Button onClick={() => set(pages.toSpliced(shown, 1), Math.max(0, shown - 1))}>
              {texts.removePage}
            </Button>
          </div>
          <PageTiles
            key={shown}
            page={page}
            onChange={(products) => set(withPage(pages, shown, { products }))}
          />
        </>
      )}
    </Form>
  );
}

interface CopyFromProps {
  readonly others: TileArrangements["items"];
  readonly onCopy: (pages: Pages) => void;
}

/** Replaces the tabs by those of another till. Nothing is saved yet. */
function CopyFrom({ others, onCopy }: CopyFromProps) {
  const choices = Object.fromEntries(
    others.map(({ id, till }): [string, string] => [id, till?.name ?? texts.allTills]),
  );
  return (
    <ChoiceField
      label={texts.copy}
      value=""
      choices={{ "": texts.copyNone, ...choices }}
      onChange={(id) => {
        const other = others.find((one) => one.id === id);
        if (other !== undefined) onCopy(other.pages);
      }}
    />
  );
}
