// Puts a gzip and a brotli form beside each file that gets smaller by it. Pages themselves are short, and what
// is asked for by their addresses comes as it is: those who listen learn nothing from how short it became (BREACH).
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const WORTH = 0.9;

async function compressFile(path: string) {
  const bytes = await readFile(path);
  const forms = {
    ".gz": await promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
    ".br": await promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  };
  for (const [ending, form] of Object.entries(forms))
    if (form.length < bytes.length * WORTH) await writeFile(path + ending, form);
}

export function compress(): Plugin {
  let folder = "";
  return {
    name: "compress",
    apply: "build",
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    async closeBundle() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith(".html"));
      await Promise.all(files.map((file) => compressFile(join(file.parentPath, file.name))));
    },
  };
}
