import type {WordsOf} from '../entry.ts'
import type {startup as domain} from '../startup.ts'

export const startup: WordsOf<typeof domain> = {
  'version-mismatch-old-server': {
    title: 'The running server[ {serverVersion}] is older than the ollama command[ {clientVersion}]',
    meaning:
      'Ollama was upgraded, and the server that was running before still runs. Newer models and features fail on it.',
    causes: ['The server was not restarted after the upgrade.', 'Two installations are on this machine.'],
    fixes: {restart: 'Restart the server.'},
  },
}
