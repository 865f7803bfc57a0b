// Saving by a plain download: the one way that works from a file, from a server and in a sandboxed frame.

/** How long an address is kept; browsers read a Blob after the click, Firefox while it saves. */
const KEEP = 10 * 60 * 1000;

/** Offers a Blob under a name. The page cannot see whether it was kept; the person says so. */
export function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP);
}
