import type {WordsOf} from '../entry.ts'
import type {registry as domain} from '../registry.ts'

export const registry: WordsOf<typeof domain> = {
  'registry-unreachable': {
    title: '服务连不上模型仓库',
    meaning: '服务在运行，但它自己到模型仓库或其存储（端口 443）的连接失败。',
    causes: [
      '服务所在的网络屏蔽了 registry.ollama.ai 或它在 r2.cloudflarestorage.com 的存储。',
      '代理只在 shell 里设置了，没有设置给服务。',
    ],
    fixes: {reach: '在服务所在的机器上看能否连到仓库。', proxy: '把代理设置给服务，只用 HTTPS_PROXY。'},
  },
}
