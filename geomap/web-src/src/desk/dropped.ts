/** The files of what was dropped, those inside folders too. */

const MOST = 2000;

/** Take hold of what was dropped at once: after the event it is gone. */
export function entriesOf(data: DataTransfer | null): (FileSystemEntry | File)[] {
  return Array.from(data?.items ?? [])
    .filter((item) => item.kind === "file")
    .map((item) => item.webkitGetAsEntry() ?? item.getAsFile())
    .filter((one): one is FileSystemEntry | File => one !== null);
}

export async function filesOf(entries: (FileSystemEntry | File)[], found: File[] = []): Promise<File[]> {
  for (const entry of entries) {
    if (found.length >= MOST) break;
    if (entry instanceof File) found.push(entry);
    else if (entry.name.startsWith(".")) continue;
    else if (entry.isFile) found.push(await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail)));
    else if (entry.isDirectory) await filesOf(await listed(entry as FileSystemDirectoryEntry), found);
  }
  return found;
}

async function listed(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return all;
    all.push(...some);
  }
}
