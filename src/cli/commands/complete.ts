import type {Command} from 'commander'
import {examples, type Finish} from '../define.ts'
import type {Session} from '../program.ts'

export function defineComplete(program: Command, session: Session, _finish: Finish): void {
  program
    .command('complete')
    .description('print the completion script of a shell')
    .argument('<shell>', 'bash, zsh, fish or powershell')
    .addHelpText(
      'after',
      examples([
        'source <(ollama-doctor complete bash)',
        'source <(ollama-doctor complete zsh)',
        'ollama-doctor complete fish > ~/.config/fish/completions/ollama-doctor.fish',
        'ollama-doctor complete powershell | Out-String | Invoke-Expression',
      ]),
    )
    .action(async (shell: string) => {
      const {printScript} = await import('../completion.ts')
      printScript(shell, session)
    })
}
