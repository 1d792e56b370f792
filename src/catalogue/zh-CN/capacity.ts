import type {capacity as domain} from '../capacity.ts'
import type {WordsOf} from '../entry.ts'

export const capacity: WordsOf<typeof domain> = {
  'server-busy': {
    title: '服务的队列满了',
    meaning: '等待加载模型的请求超过了服务的队列，所以它用 503 拒绝新的请求。',
    causes: ['许多请求要用的模型不能同时放进内存。', 'OLLAMA_MAX_QUEUE 设得太小。'],
    fixes: {retry: '稍后重试。', look: '看看加载了什么。', queue: '让队列更长。'},
  },
  'client-timeout': {
    title: '没有在规定时间内得到响应[：{waitedMs}][，已收到 {tokens} 个 token]',
    meaning: '客户端放弃时，服务还在加载模型或计算。请求一断，加载也随之中断。',
    causes: ['模型很大，或磁盘很慢。', '模型运行在 CPU 上。', '别的请求排在前面。'],
    fixes: {raise: '给更多时间。', log: '在日志里看加载到了哪里。'},
  },
}
