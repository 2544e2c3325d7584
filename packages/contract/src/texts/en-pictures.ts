import type { PictureProblem } from "../picture-problems.ts";
import type { RefusalTexts } from "./refusal-texts.ts";

const BYTES_PER_MB = 1024 * 1024;

const PICTURE_PROBLEMS: Readonly<Record<PictureProblem, string>> = {
  not_a_picture: "This is not a picture. Choose a JPEG, PNG, WebP, GIF or AVIF file.",
  too_many_pixels: "This picture has more than 50 million pixels. Make it smaller, then try again.",
  damaged: "This picture is damaged or incomplete. Save it again, then try again.",
  took_too_long: "Reading this picture took too long. Save it as JPEG, then try again.",
  not_available: "This computer cannot read pictures, so none can be added. All else works.",
};

/** The refusals of pictures and files. */
export const pictureReasonsEn = {
  picture_refused: (d) => PICTURE_PROBLEMS[d.why],
  not_a_pdf: () => "This is not a PDF file. Save it as PDF, then try again.",
  upload_too_large: (d) =>
    `This file is larger than ${Math.floor(d.mostBytes / BYTES_PER_MB)} MB. Make it smaller, then try again.`,
  too_many_attached: (d) =>
    `There are ${d.most} ${d.of} already, which is the most. Remove one first.`,
  attached_already: (d) =>
    d.name === null
      ? "This picture is here already."
      : `This is the same file as “${d.name}”, which is here already.`,
} satisfies Partial<RefusalTexts["reasons"]>;

/** The rules of their fields. */
export const pictureRulesEn = {
  file_name_not_valid: () =>
    'Use a file name without folders: none of / \\ : * ? " < > | and no dot at the beginning.',
  file_name_not_pdf: () => "Use a file name that ends with .pdf.",
} satisfies Partial<RefusalTexts["rules"]>;
