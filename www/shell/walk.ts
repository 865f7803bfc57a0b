// Dropped items to files with their paths, folders walked with a work list.
//
// In: a drop. Out: files one by one, and how many entries could not be read.
// Three ways lead to a folder's files, and which one works depends on the browser and on where the page
// was opened from; `take` must be called inside the drop event, as the list of items is empty after it.

import type { Given } from "./messages.ts";

/** One dropped item, held in the way that this browser can read. */
export type Taken =
  | { by: "handle"; handle: Promise<FileSystemHandle | null> }
  | { by: "entry"; entry: FileSystemEntry }
  | { by: "file"; file: File };

/** What the walk finds, piece by piece. */
export type Found = Given | "unreadable";

/** The part of a dropped item that matters here; written out because handles are not in every browser. */
interface Item {
  kind: string;
  getAsFile(): File | null;
  webkitGetAsEntry?(): FileSystemEntry | null;
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/**
 * Takes hold of everything that was dropped.
 *
 * `handlesAreSafe` must be true only in a top document in a secure context: elsewhere the call to
 * `getAsFileSystemHandle` ends the whole tab in Chromium (seen in version 156).
 */
export function take(items: Iterable<Item>, handlesAreSafe: boolean): Taken[] {
  const taken: Taken[] = [];
  for (const item of items) {
    if (item.kind !== "file") continue;
    if (handlesAreSafe && item.getAsFileSystemHandle) {
      taken.push({ by: "handle", handle: item.getAsFileSystemHandle() });
      continue;
    }
    const entry = item.webkitGetAsEntry?.() ?? null;
    const file = entry === null ? item.getAsFile() : null;
    if (entry !== null) taken.push({ by: "entry", entry });
    else if (file !== null) taken.push({ by: "file", file });
  }
  return taken;
}

/** Walks everything that was taken. A folder that cannot be read is counted, the rest goes on. */
export async function* walk(taken: readonly Taken[]): AsyncGenerator<Found> {
  for (const item of taken) {
    switch (item.by) {
      case "file":
        yield { path: item.file.name, file: item.file };
        break;
      case "entry":
        yield* walkEntry(item.entry);
        break;
      case "handle": {
        const handle = await item.handle.catch(() => null);
        if (handle === null) yield "unreadable";
        else yield* walkHandle(handle);
        break;
      }
      default:
        item satisfies never;
    }
  }
}

async function* walkHandle(root: FileSystemHandle): AsyncGenerator<Found> {
  const work: { handle: FileSystemHandle; path: string }[] = [{ handle: root, path: root.name }];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const { handle, path } = next;
    try {
      if (isFolder(handle)) {
        for await (const child of handle.values())
          work.push({ handle: child, path: `${path}/${child.name}` });
      } else {
        yield { path, file: await (handle as FileSystemFileHandle).getFile() };
      }
    } catch {
      yield "unreadable";
    }
  }
}

function isFolder(handle: FileSystemHandle): handle is FileSystemDirectoryHandle {
  return handle.kind === "directory";
}

async function* walkEntry(root: FileSystemEntry): AsyncGenerator<Found> {
  const work: { entry: FileSystemEntry; path: string }[] = [{ entry: root, path: root.name }];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const { entry, path } = next;
    try {
      if (entry.isDirectory) {
        const reader = (entry as FileSystemDirectoryEntry).createReader();
        // Chromium hands out at most 100 entries a call; the folder is done when a call gives none.
        for (let some = await entries(reader); some.length > 0; some = await entries(reader)) {
          for (const child of some) work.push({ entry: child, path: `${path}/${child.name}` });
        }
      } else {
        yield { path, file: await fileOf(entry as FileSystemFileEntry) };
      }
    } catch {
      yield "unreadable";
    }
  }
}

function entries(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
