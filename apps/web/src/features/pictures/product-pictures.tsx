import { useState } from "react";
import { MOST_PICTURE_BYTES, PICTURE_UPLOAD_PATH, PictureUpload } from "@daybook/contract/pictures";
import type { Pictures } from "@daybook/contract/pictures";
import { picturePath } from "@daybook/contract/picture-path";
import type { Product } from "@daybook/contract/products";
import { newId } from "@daybook/contract/uuid";
import { FileButton } from "../../components/file-button.tsx";
import { Section } from "../../components/page.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { RowMenu, RowMenuItem } from "../../components/row-menu.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { uploadBytes } from "../../lib/upload-bytes.ts";
import { useGivenFiles } from "../../lib/use-given-files.ts";
import { pictureTexts as texts } from "../../texts/en/pictures.ts";
import { AddingNotice } from "./adding-notice.tsx";
import { AskRemoval } from "./ask-removal.tsx";
import classes from "./product-pictures.module.css";
import { ACCEPTED_PICTURES, tooLarge, useAdding } from "./use-adding.ts";

type Picture = Pictures["items"][number];

/** The pictures of a product: seen by everyone, added, ordered and removed by those who may change it. */
export function ProductPictures({ product }: { readonly product: Product }) {
  const mayChange = useAllowed("products.write");
  return mayChange ? <ChangedPictures product={product} /> : <ShownPictures product={product} />;
}

function ShownPictures({ product }: { readonly product: Product }) {
  if (product.picture === null) return null;
  return (
    <Section title={texts.title}>
      <PictureList product={product} mayChange={false} />
    </Section>
  );
}

function ChangedPictures({ product }: { readonly product: Product }) {
  const adding = trpc.pictures.add.useMutation();
  const { add, notice, problems } = useAdding(
    async (file) => {
      if (file.size > MOST_PICTURE_BYTES) return tooLarge(MOST_PICTURE_BYTES);
      const answer = await uploadBytes(PICTURE_UPLOAD_PATH, file, PictureUpload);
      if (answer === null || "refusal" in answer) return answer;
      const { picture } = answer.sent;
      await adding.mutateAsync({ key: newId(), productId: product.id, picture });
      return "added";
    },
    (names) => texts.added(names.length),
  );
  useGivenFiles(({ type }) => type.startsWith("image/"), add);
  return (
    <Section
      title={texts.title}
      aside={
        <RowActions>
          <span className={classes.camera}>
            <FileButton accept={ACCEPTED_PICTURES} camera onChoose={add}>
              {texts.camera}
            </FileButton>
          </span>
          <FileButton accept={ACCEPTED_PICTURES} multiple onChoose={add}>
            {texts.add}
          </FileButton>
        </RowActions>
      }
    >
      <PictureList product={product} mayChange />
      <AddingNotice notice={notice} problems={problems} />
    </Section>
  );
}

interface PictureListProps {
  readonly product: Product;
  readonly mayChange: boolean;
}

/** The first picture is known with the product, so the list has its height before its answer is there. */
function PictureList({ product, mayChange }: PictureListProps) {
  const query = trpc.pictures.list.useQuery({ productId: product.id });
  const early = product.picture === null ? [] : [{ picture: product.picture }];
  const items: readonly Pick<Picture, "picture">[] = query.data?.items ?? early;
  if (items.length === 0) return <p className="muted">{mayChange ? texts.noneYet : texts.none}</p>;
  return (
    <ol className={classes.pictures} aria-label={texts.list}>
      {items.map(({ picture }, index) => (
        <OnePicture
          key={picture}
          {...{ product, hash: picture, index, mayChange }}
          count={items.length}
        />
      ))}
    </ol>
  );
}

interface OnePictureProps {
  readonly product: Product;
  readonly hash: string;
  readonly index: number;
  readonly count: number;
  readonly mayChange: boolean;
}

function OnePicture({ product, hash, index, count, mayChange }: OnePictureProps) {
  const move = trpc.pictures.move.useMutation();
  const remove = trpc.pictures.remove.useMutation();
  const [asking, setAsking] = useState(false);
  const named = { productId: product.id, picture: hash };
  const moveTo = (position: number) => {
    move
      .mutateAsync({ key: newId(), ...named, position })
      .catch((error: unknown) => showToast({ text: describeError(error) }));
  };
  return (
    <li className={classes.item}>
      <a
        href={picturePath(hash, "large")}
        target="_blank"
        rel="noreferrer"
        className={classes.frame}
        aria-label={texts.open(index + 1, product.name)}
      >
        <img
          className={classes.picture}
          src={picturePath(hash, "small")}
          alt={product.name}
          loading="lazy"
          decoding="async"
        />
      </a>
      <div className={classes.foot}>
        <span className={classes.place}>
          {index === 0 ? texts.first : texts.number(index + 1, count)}
        </span>
        {mayChange ? (
          <RowMenu label={texts.more(index + 1)}>
            {index > 1 ? (
              <RowMenuItem onSelect={() => moveTo(0)}>{texts.makeFirst}</RowMenuItem>
            ) : null}
            {index > 0 ? (
              <RowMenuItem onSelect={() => moveTo(index - 1)}>
                {index === 1 ? texts.makeFirst : texts.earlier}
              </RowMenuItem>
            ) : null}
            {index < count - 1 ? (
              <RowMenuItem onSelect={() => moveTo(index + 1)}>{texts.later}</RowMenuItem>
            ) : null}
            <RowMenuItem onSelect={() => setAsking(true)}>{texts.remove}</RowMenuItem>
          </RowMenu>
        ) : null}
      </div>
      {asking ? (
        <AskRemoval
          title={texts.removeTitle}
          text={texts.removeText}
          remove={() => remove.mutateAsync({ key: newId(), ...named })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </li>
  );
}
