/** The sizes and addresses of pictures and files; small, because the till shows pictures. */

/** The longer side of each stored size, in pixels; a smaller picture is not enlarged. */
export const PICTURE_SIDES = { large: 1200, small: 320 } as const;
export type PictureSize = keyof typeof PICTURE_SIDES;

/** The address of a picture: its bytes never change. */
export const picturePath = (picture: string, size: PictureSize): string =>
  `/pictures/${picture}-${size}.webp`;

/** The address of a file; the name is only for the person who saves it. */
export const filePath = (file: string, name: string): string =>
  `/files/${file}/${encodeURIComponent(name)}`;
