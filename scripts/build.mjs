// Builds dist/: one esbuild bundle, split where the code says `import()`, then each chunk turned into CommonJS.
// Node starts a CommonJS file about 3 ms sooner than the same code as an ES module (docs/decisions/0003).
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/**
 * `process.getBuiltinModule` skips the named-export wrapper that an import of a builtin builds (2 ms for node:fs).
 * commander needs child_process only for executable subcommands, of which we have none; loading it costs 3 ms.
 */
const builtins = {
  name: "builtins",
  setup(plugin) {
    plugin.onResolve({ filter: /^node:/ }, ({ path, importer }) => ({
      path: path === "node:child_process" && importer.includes("/commander/") ? "none" : path,
      namespace: "builtin",
    }));
    plugin.onLoad({ filter: /.*/, namespace: "builtin" }, ({ path }) => ({
      contents: path === "none" ? "module.exports = {}" : `module.exports = process.getBuiltinModule("${path}")`,
    }));
  },
};

/** libphonenumber-js compiles a regular expression for each test, half of its time; this one keeps them. */
const compiledOnce = {
  name: "compiled-once",
  setup(plugin) {
    plugin.onLoad({ filter: /libphonenumber-js.es6.helpers.matchesEntirely\.js$/ }, () => ({
      contents: `const compiled = new Map();
        export default function matchesEntirely(text, pattern) {
          let expression = compiled.get(pattern);
          if (!expression) compiled.set(pattern, (expression = new RegExp("^(?:" + pattern + ")$")));
          return expression.test(text || "");
        }`,
    }));
  },
};

const { outputFiles, metafile } = await build({
  entryPoints: { cli: join(root, "src/cli.ts"), "import-worker": join(root, "src/workflows/import-worker.ts") },
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node22",
  minify: true,
  metafile: true,
  write: false,
  outdir: dist,
  define: {
    __VERSION__: JSON.stringify(version),
    __WORKER_DIRECTORY__: "__dirname",
    __WORKER_FILE__: JSON.stringify("import-worker.cjs"),
  },
  plugins: [builtins, compiledOnce],
  logLevel: "warning",
});

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
for (const file of outputFiles) {
  const { code } = await transform(file.text.replace(/(["'])(\.\/[\w-]+)\.js\1/g, '"$2.cjs"'), {
    format: "cjs",
    platform: "node",
    target: "node22",
    minify: true,
    supported: { "dynamic-import": false },
  });
  writeFileSync(join(dist, basename(file.path).replace(/\.js$/, ".cjs")), code);
}
writeFileSync(join(dist, "meta.json"), JSON.stringify(metafile));
