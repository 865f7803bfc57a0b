// Reads a stored ZIP by its directory, the way a receiver's program would, and trusts nothing in it.
import assert from "node:assert/strict";
import { crc32 } from "node:zlib";

/** The members, each checked against its CRC. */
export function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  assert.ok(end >= 0, "no end of directory");
  let count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (at === 0xffffffff || count === 0xffff) {
    const locator = bytes.lastIndexOf(Buffer.from("PK\x06\x07", "latin1"));
    const end64 = Number(bytes.readBigUInt64LE(locator + 8));
    count = Number(bytes.readBigUInt64LE(end64 + 32));
    at = Number(bytes.readBigUInt64LE(end64 + 48));
  }
  const members = new Map();
  for (let n = 0; n < count; n += 1) {
    assert.equal(bytes.toString("latin1", at, at + 4), "PK\x01\x02", `entry ${n}`);
    assert.equal(bytes.readUInt16LE(at + 10), 0, "stored");
    const sum = bytes.readUInt32LE(at + 16);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      bytes.readUInt16LE(at + field),
    );
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    let size = bytes.readUInt32LE(at + 24);
    let local = bytes.readUInt32LE(at + 42);
    // ZIP64 (APPNOTE 4.5.3): the fields that did not fit, in this order.
    let extra = at + 46 + nameLength;
    for (const last = extra + extraLength; extra < last; extra += 4 + bytes.readUInt16LE(extra + 2)) {
      if (bytes.readUInt16LE(extra) !== 1) continue;
      let field = extra + 4;
      if (size === 0xffffffff) {
        size = Number(bytes.readBigUInt64LE(field));
        field += bytes.readUInt32LE(at + 20) === 0xffffffff ? 16 : 8;
      }
      if (local === 0xffffffff) local = Number(bytes.readBigUInt64LE(field));
    }
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const body = bytes.subarray(start, start + size);
    assert.equal(crc32(body), sum, `CRC of ${name}`);
    assert.ok(!members.has(name), `${name} twice`);
    members.set(name, body);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return members;
}
