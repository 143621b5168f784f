// Runs all tests in one process: `node --enable-source-maps test.mjs`.
import { readdirSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const names = readdirSync(new URL("tests/", import.meta.url)).filter((name) => name.endsWith(".test.ts"));
const outfile = `${here}node_modules/.tests/tests.mjs`;

await build({
  stdin: { contents: names.map((name) => `import "./tests/${name}";`).join("\n"), resolveDir: here },
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  sourcemap: true,
});
await import(pathToFileURL(outfile).href);
