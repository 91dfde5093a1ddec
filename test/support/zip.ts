/** Writes zip archives byte by byte (APPNOTE.TXT 4.3), so that they can also be wrong. */
import zlib from "node:zlib";

export type ZipMember = { name: string; content: string | Uint8Array; encrypted?: boolean };

export function zipOf(...members: ZipMember[]): Buffer {
  const files: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const { name, content, encrypted = false } of members) {
    const raw = Buffer.from(content as string);
    const packed = zlib.deflateRawSync(raw, { level: 9 });
    const bytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version needed
    common.writeUInt16LE(0x800 | (encrypted ? 1 : 0), 2); // names in UTF-8
    common.writeUInt16LE(8, 4); // deflated
    common.writeUInt32LE(zlib.crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(raw.length, 18);
    common.writeUInt16LE(bytes.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const file = Buffer.concat([Buffer.from("PK\x03\x04"), common, bytes, packed]);
    list.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\0"), common, place, bytes]));
    files.push(file);
    offset += file.length;
  }
  const end = Buffer.alloc(18);
  const directory = Buffer.concat(list);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, directory, Buffer.from("PK\x05\x06"), end]);
}
