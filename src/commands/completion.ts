import type { Command } from "commander";
import type { CompletionCommand } from "../completion/tree.ts";
import type { Context } from "./context.ts";
import { oneOf } from "./option.ts";

const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;
type Shell = (typeof SHELLS)[number];

const SCRIPTS: Record<Shell, () => Promise<(tree: CompletionCommand) => string>> = {
  bash: async () => (await import("../completion/bash.ts")).bashCompletion,
  zsh: async () => (await import("../completion/zsh.ts")).zshCompletion,
  fish: async () => (await import("../completion/fish.ts")).fishCompletion,
  powershell: async () => (await import("../completion/powershell.ts")).powershellCompletion,
};

/** `backside completion SHELL` */
export function completionCommand(command: Command, context: Context): Command {
  return command.argument("<shell>", SHELLS.join(", "), oneOf("the shell", SHELLS)).action(async (shell: Shell) => {
    const { completionTree } = await import("../completion/tree.ts");
    const script = await SCRIPTS[shell]();
    await context.io.out(script(completionTree(command.parent ?? command)));
  });
}
