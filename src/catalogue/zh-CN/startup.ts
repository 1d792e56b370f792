import type {WordsOf} from '../entry.ts'
import type {startup as domain} from '../startup.ts'

export const startup: WordsOf<typeof domain> = {
  'version-mismatch-old-server': {
    title: '运行中的服务[ {serverVersion} ]比 ollama 命令[ {clientVersion} ]旧',
    meaning: 'Ollama 升级过，而升级前启动的服务还在运行。较新的模型和功能在它上面会失败。',
    causes: ['升级后没有重启服务。', '这台机器上有两份安装。'],
    fixes: {restart: '重启服务。'},
  },
}
