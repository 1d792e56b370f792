import type {cloud as domain} from '../cloud.ts'
import type {WordsOf} from '../entry.ts'

export const cloud: WordsOf<typeof domain> = {
  'cloud-auth-required': {
    title: '云端模型[ {model} ]需要登录',
    meaning: '服务把对云端模型的请求转给 ollama.com，而它要知道是谁在问。',
    causes: ['服务所在的机器没有登录。'],
    fixes: {signin: '在服务所在的机器上，以运行服务的用户登录。'},
  },
}
