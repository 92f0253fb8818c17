// Says of packages that bring no text of their licence whose they are, in the file that Vite makes of all the others;
// and of what is in the program beside the pages (lists.txt).
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin } from "vite";

// `## name - version (licence)`, and nothing until the next one.
const BARE = /^(## (\S+) - \S+ \(([^)]+)\)\n)(?=\n## |$(?![\s\S]))/gm;

async function tell(root: string, name: string, licence: string) {
  const path = join(root, "node_modules", name, "package.json");
  const { author, repository } = JSON.parse(await readFile(path, "utf8"));
  const who = typeof author === "string" ? author : (author?.name ?? "its contributors");
  const where = typeof repository === "string" ? repository : repository?.url;
  return `\nBy ${who}${where ? `, ${where}` : ""}. The package has no text of its licence, which is ${licence}.\n`;
}

export function completeLicences(fileName: string): Plugin {
  let root = "";
  return {
    name: "complete-licences",
    apply: "build",
    configResolved(config) {
      root = config.root;
    },
    generateBundle: {
      order: "post",
      async handler(_, bundle) {
        const asset = bundle[fileName];
        if (asset?.type !== "asset") return this.error(`there is no ${fileName}`);
        const text = String(asset.source);
        const told = new Map<string, string>();
        for (const [, , name = "", licence = ""] of text.matchAll(BARE))
          told.set(name, await tell(root, name, licence));
        const whole = text.replace(BARE, (heading, _line, name) => heading + told.get(name));
        asset.source = `${whole.trimEnd()}\n\n${await readFile(join(root, "lists.txt"), "utf8")}`;
      },
    },
  };
}
