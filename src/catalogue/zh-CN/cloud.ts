import type {cloud as domain} from '../cloud.ts'
import type {WordsOf} from '../entry.ts'

export const cloud: WordsOf<typeof domain> = {
  'cloud-auth-required': {
    title: '云端模型[ {model} ]需要登录',
    meaning: '服务把对云端模型的请求转给 ollama.com，而它要知道是谁在问。',
    causes: ['服务所在的机器没有登录。'],
    fixes: {signin: '在服务所在的机器上，以运行服务的用户登录。'},
  },
  'cloud-unreachable': {
    title: '服务连不上 ollama.com',
    meaning: '这是 Ollama 云端的模型：服务会转发请求，而它自己到 ollama.com 的连接失败。',
    causes: ['服务所在的机器没有联网，或者网络屏蔽了 ollama.com。', '代理只在 shell 里设置了，没有设置给服务。'],
    fixes: {reach: '在服务所在的机器上看能否连到 ollama.com。'},
  },
}
