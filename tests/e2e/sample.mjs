// A small folder of made-up data for the page: nobody in it exists.
//
// Out: two people's CT slices, an ultrasound picture (withheld), a head CT (withheld), a photo, a viewer, a
// file that was cut off, a file twice, a ZIP of slices. Written by hand from PS3.5, not by our own code.
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { crc32 } from "node:zlib";

const EXPLICIT_LITTLE = "1.2.840.10008.1.2.1";
const CT = "1.2.840.10008.5.1.4.1.1.2";
const ULTRASOUND = "1.2.840.10008.5.1.4.1.1.6.1";
const LONG_FORM = new Set(["OB", "OW", "SQ", "UN", "UT"]);

/** Values that must be nowhere in the package. */
export const ORIGINALS = ["YAMADA", "SUZUKI", "山田", "0012345", "0067890", "KARTE"];

/** One element in Explicit VR Little Endian (PS3.5 7.1.2). */
function element(group, number, vr, value) {
  let bytes = Buffer.isBuffer(value) ? value : Buffer.from(value, "utf8");
  if (bytes.length % 2 === 1)
    bytes = Buffer.concat([bytes, Buffer.from(vr === "UI" || vr === "OB" ? "\0" : " ")]);
  const head = Buffer.alloc(LONG_FORM.has(vr) ? 12 : 8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(number, 2);
  head.write(vr, 4, "latin1");
  if (LONG_FORM.has(vr)) head.writeUInt32LE(bytes.length, 8);
  else head.writeUInt16LE(bytes.length, 6);
  return Buffer.concat([head, bytes]);
}

const short = (value) => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};

/** A DICOM file (PS3.10 7.1) of a grey picture. */
export function dicom({
  who,
  id,
  instance,
  series = 1,
  ultrasound = false,
  part = "ABDOMEN",
  rows = 64,
  columns = 64,
}) {
  const sopClass = ultrasound ? ULTRASOUND : CT;
  const uid = (...numbers) => ["1.2.826.0.1.3680043.10.9999", id.replace(/^0+/, ""), ...numbers].join(".");
  const meta = Buffer.concat([
    element(2, 0x01, "OB", Buffer.from([0, 1])),
    element(2, 0x02, "UI", sopClass),
    element(2, 0x03, "UI", uid(1, series, instance)),
    element(2, 0x10, "UI", EXPLICIT_LITTLE),
    element(2, 0x12, "UI", "1.2.826.0.1.3680043.10.9999.1"),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  const pixels = Buffer.alloc(rows * columns * 2);
  for (let at = 0; at < pixels.length; at += 2) pixels.writeUInt16LE((at * 7 + instance) % 4096, at);
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from("DICM"),
    element(2, 0, "UL", length),
    meta,
    element(8, 0x05, "CS", "ISO_IR 192"),
    element(8, 0x08, "CS", ultrasound ? "ORIGINAL\\PRIMARY" : "ORIGINAL\\PRIMARY\\AXIAL"),
    element(8, 0x16, "UI", sopClass),
    element(8, 0x18, "UI", uid(1, series, instance)),
    element(8, 0x20, "DA", "20240401"),
    element(8, 0x30, "TM", "101500"),
    element(8, 0x50, "SH", `KARTE${id}`),
    element(8, 0x60, "CS", ultrasound ? "US" : "CT"),
    element(8, 0x70, "LO", "KAMEI TEST"),
    element(8, 0x90, "PN", "SUZUKI^HANAKO"),
    element(0x10, 0x10, "PN", who),
    element(0x10, 0x20, "LO", id),
    element(0x10, 0x30, "DA", "19600115"),
    element(0x10, 0x40, "CS", "O"),
    element(0x18, 0x15, "CS", part),
    element(0x18, 0x50, "DS", "5"),
    element(0x20, 0x0d, "UI", uid(1)),
    element(0x20, 0x0e, "UI", uid(1, series)),
    element(0x20, 0x10, "SH", "1"),
    element(0x20, 0x11, "IS", String(series)),
    element(0x20, 0x13, "IS", String(instance)),
    element(0x20, 0x32, "DS", `0\\0\\${instance * 5}`),
    element(0x20, 0x37, "DS", "1\\0\\0\\0\\1\\0"),
    element(0x20, 0x52, "UI", uid(9)),
    element(0x28, 0x02, "US", short(1)),
    element(0x28, 0x04, "CS", "MONOCHROME2"),
    element(0x28, 0x10, "US", short(rows)),
    element(0x28, 0x11, "US", short(columns)),
    element(0x28, 0x30, "DS", "0.7\\0.7"),
    element(0x28, 0x100, "US", short(16)),
    element(0x28, 0x101, "US", short(12)),
    element(0x28, 0x102, "US", short(11)),
    element(0x28, 0x103, "US", short(0)),
    element(0x7fe0, 0x10, "OW", pixels),
  ]);
}

/** A stored ZIP (APPNOTE 4.3). */
function zip(files) {
  const local = [];
  const central = [];
  let offset = 0;
  for (const [name, bytes] of Object.entries(files)) {
    const path = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(bytes.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(path.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    central.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), fields, place, path);
    const member = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), fields, path, bytes]);
    local.push(member);
    offset += member.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

const A = { who: "YAMADA^TARO=山田^太郎", id: "0012345" };
const B = { who: "SUZUKI^HANAKO", id: "0067890" };

/** What the folder holds, by path. */
export function files() {
  const slices = (person, count, more) =>
    Array.from({ length: count }, (_, n) => [
      `IM${String(n + 1).padStart(4, "0")}`,
      dicom({ ...person, instance: n + 1, ...more }),
    ]);
  const under = (folder, pairs) => pairs.map(([name, bytes]) => [`${folder}/${name}`, bytes]);
  return Object.fromEntries([
    ...under("院内データ/CT腹部", slices(A, 12)),
    ...under("院内データ/二人目", slices(B, 8)),
    ...under("院内データ/CT頭部", slices(A, 4, { series: 2, part: "HEAD" })),
    ["院内データ/US/IM0001", dicom({ ...B, instance: 1, series: 3, ultrasound: true })],
    ["院内データ/切れたファイル.dcm", dicom({ ...A, instance: 50 }).subarray(0, 700)],
    ["院内データ/同じもの.dcm", dicom({ ...A, instance: 1 })],
    ["院内データ/写真.jpg", Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex")],
    ["院内データ/autorun.inf", Buffer.from("[autorun]\r\nopen=viewer.exe\r\n")],
    ["院内データ/書庫.zip", zip(Object.fromEntries(slices(B, 3, { series: 4 })))],
  ]);
}

/** The folder on disk; `end` removes it. */
export function onDisk() {
  const root = mkdtempSync(join(tmpdir(), "kamei-sample-"));
  const paths = Object.entries(files()).map(([path, bytes]) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
    return join(root, path);
  });
  return {
    root,
    folder: join(root, "院内データ"),
    paths,
    end: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** One slice with so many pixels that a person could press a button meanwhile; empty on disk. */
export function large(path, bytes = 600_000_000) {
  const whole = dicom({ ...A, instance: 99 });
  const head = whole.subarray(0, whole.length - 64 * 64 * 2);
  head.writeUInt32LE(bytes, head.length - 4);
  writeFileSync(path, head);
  const file = openSync(path, "r+");
  ftruncateSync(file, head.length + bytes);
  closeSync(file);
}
