/** For tests: ZIP and XLSX files, also ones that lie about themselves. */
import { deflateRawSync } from "node:zlib";

export interface ZippedEntry {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the directory says; by default the truth. */
  readonly declaredBytes?: number;
  readonly encrypted?: boolean;
}

export function zipFile(entries: readonly ZippedEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declaredBytes, encrypted = false } of entries) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const nameBytes = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(encrypted ? 1 : 0, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(declaredBytes ?? bytes.length, 18);
    fields.writeUInt16LE(nameBytes.length, 22);
    parts.push(Buffer.from("PK\u0003\u0004"), fields, nameBytes, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    const made = Buffer.from([20, 0]);
    directory.push(Buffer.from("PK\u0001\u0002"), made, fields, rest, nameBytes);
    offset += 30 + nameBytes.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listed, Buffer.from("PK\u0005\u0006"), end]);
}

/** A workbook with one sheet; `sheet` is the XML of its rows, `shared` its shared strings. */
export function xlsxFile(rows: string, shared: readonly string[] = []): Buffer {
  const strings = shared.map((text) => `<si><t>${text}</t></si>`).join("");
  return zipFile([
    {
      name: "xl/workbook.xml",
      content: `<workbook xmlns:r="r"><sheets><sheet name="Items" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    { name: "xl/sharedStrings.xml", content: `<sst>${strings}</sst>` },
    {
      name: "xl/styles.xml",
      content: `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    },
    {
      name: "xl/worksheets/sheet1.xml",
      content: `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    },
  ]);
}
