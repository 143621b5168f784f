// Bundles each widget's page into one file: a notebook loads the script of a widget only whole.
// `node build.mjs [FOLDER]` writes to FOLDER, by default where the package keeps the built files.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));

await build({
  absWorkingDir: here,
  entryPoints: ["src/explorer.ts", "src/judge.ts"],
  outdir: process.argv[2] ?? join(here, "../analysis/study/explorer/static"),
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  banner: { js: "// Built from frontend/src by `npm run build` in frontend/; change it there." },
});
